"""一截话是不是一件要办的事；不是的，说是什么：成绩、背景、口号、称呼、记录、小标题。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sanban.engine.tasks.moods import Mood
from sanban.engine.tasks.signals import ACTION, ASK, TOLD, TOLD_TO, WITHIN, has_action, is_measured
from sanban.engine.text import Pattern, Span
from sanban.engine.text.characters import HAN
from sanban.engine.text.sentences import CLAUSE

ADDRESS = Pattern(
    r"(?:尊敬的)?(?:各位|同志们|全体)[^，。]{0,30}[：:，！]?\Z|(?:尊敬的)?各位(?:代表|委员|领导|同志|来宾)"
    r"|同志们[：:！，]|现在，?[^。]{0,6}我(?:代表|受)|我(?:代表|受)[^。]{2,20}(?:报告|汇报)|(?:请予|请)审议"
    r"|谢谢|特此(?:通知|报告|纪要|函)|以上(?:报告|汇报|意见)|[^，。；]{2,30}[：:]\Z"
)
RECORD = Pattern(
    r"(?:会议)?(?:时间|地点|主持人?|出席|列席|参加|请假|缺席|记录人?|记录整理|抄送|主送|分送|报送|发"
    r"|附件?|联系人|电话|签发人?|审核人?|拟稿人?)[\s\u3000]*[：:]"
    r"|[（(]?[0-9〇零一二三四五六七八九年月日\s\u3000./-]+[）)]?\Z|[^。]{0,60}(?:会议|大会)上\Z"
    r"|[一-龥]{2,4}[\s\u3000]+(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日\Z|.{0,4}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日[，,]?[^。]{2,30}(?:主持召开|组织召开)"
)
SEEN = Pattern(r"(?:已阅|阅|已圈阅|圈阅|同意|已悉|知悉|拟同意|请阅)[。！]?\Z")
SURE_PAST = Pattern(
    r"(?:完成|实现|取得|建成|获得|新增|达到|解决|开展|办理|争取|引进|创建|通过|兑现|化解|破解|迈出|打赢|走过|开创)了"
    r"|荣获|被评为|被列为|被授予|位居|位列|圆满完成|超额完成|顺利通过|同比(?:增长|下降|提高)|比上年(?:增长|下降)"
    r"|已经?(?:完成|建成|实现|全部|基本|通过)|成功(?:创建|举办|入选|获批)|得到有?效?(?:改善|提升|加强|解决)"
    r"|成效(?:明显|显著)|再创新高|稳步增长。|取得(?:明显|显著|新|重大|积极)"
)
LIKE_PAST = Pattern(
    "成效(?:明显|显著)|再创新高|取得(?:明显|显著|新|重大|积极)|过去|刚才|看了|听了|走了|去了|去年|上年|上一年|一年来|五年来|以来|回顾|累计|全年(?:完成|实现)"
)
HEREBY = Pattern("现将|现就|经研究，?现")
ORDERED, BADE = Pattern(ASK), Pattern(TOLD_TO)
TO_COME = Pattern(rf"{ASK}|力争|确保|今年(?!以来)|下一步|年内|年底前")
PROBLEM = Pattern(
    r"清醒(?:地|的)?(?:看|认识)到|(?:还|仍|依然|仍然)(?:存在|面临|有待|需|较|不)|存在(?:一些|不少|以下|的)|不够|短板|压力(?:较|加)大"
    r"|任务(?:艰巨|繁重|十分)|挑战|不容(?:乐观|忽视)|形势(?:严峻|复杂|依然)|差距"
)
BACKGROUND = Pattern(
    r"(?:是|作为)[^。]{4,40}(?:关键|重要|开局|收官|决战|之年|举措|抓手|基础|任务)"
    r"|具有(?:重要|重大|十分|深远)|意义(?:重大|深远)|事关|关系到|为(?:贯彻|落实|进一步|切实|做好|加强|推动|深入)[^。]{4,80}(?:根据|按照|现将|制定|提出)"
    r"|现将[^。]{2,40}如下|根据[^。]{2,60}(?:精神|要求|规定)，(?:结合|现|制定)|综合(?:分析|判断|研判|来看)|总的看|当前，|主要原因|经研究，?(?:现将|会议)|值得(?:重视|肯定)|反映的问题"
    r"|(?:抓|做|办)好(?:以下|下列|如下|这)|以下(?:几|[一二三四五六七八九十])?(?:个方面|方面|项|点)?(?:工作|任务|要求|意见|事项)?[：:。]?\Z|如下[：:。]?\Z"
)
SLOGAN = Pattern(
    r"让我们|奋力谱写|奋力书写|而(?:努力|不懈)奋斗|努力奋斗|高举[^。]{0,20}旗帜|坚强领导下|以[^，。]{4,40}为指导|更加紧密地?团结"
    r"|不忘初心|牢记使命|砥砺(?:前行|奋进)|扬帆|乘势而上|一张蓝图|久久为功|功成不必在我|功成必定有我|凝心聚力|真抓实干|实干(?:兴邦|担当)"
    r"|新篇章|新局面！|美好(?:明天|未来)|伟大复兴|四个意识|四个自信|两个维护|两个确立|总基调|开拓(?:进取|创新)"
    r"|提高(?:政治站位|思想认识|认识)|统一思想|增强[^，。]{2,12}(?:意识|自觉)|坚定[^，。]{2,12}(?:信心|信念)|高度重视|撸起袖子|压实责任|亲自抓|负总责|蓝图|一定能|国之大者|新征程|正当其时|时不我待|只争朝夕|催人奋进|同心同德|众志成城|不负[^，。]{1,8}(?:期望|嘱托|重托|时代)"
)
PRINCIPLE = Pattern(
    "(?:我们)?(?:必须|要)?(?:始终|一以贯之|牢固)?(?:坚持|树立|秉持|牢记|恪守|坚守|锚定)"
)
# 小句开头几个字里就有动作，不是“……是……”“坚持……”
OPENS = Pattern(
    r"(?![^，。；]{0,12}(?:[^要]是|正处在|必将|一定能|决不|绝不|从来))(?!(?:我们)?(?:坚持|树立|牢记))"
    r"(?:以[^，。；]{2,24}?为[^，。；]{2,4}?)?"
    rf"[^，。；]{{0,5}}(?:{ACTION.source})"
)
LETTERS = Pattern(rf"[{HAN}]")
SHORT = 3


@dataclass(frozen=True, slots=True)
class Facts:
    """一截话里看得见的：原文、在哪里、时限、有没有点到单位、讲过去还是以后、是不是小标题。"""

    raw: str
    span: Span
    mood: Mood
    due: date | None
    has_org: bool
    kind: str

    def has(self, pattern: Pattern) -> bool:
        """有没有这样的话。"""
        return pattern.search(self.raw, *self.span) is not None

    def opens(self, pattern: Pattern) -> bool:
        """是不是这样开头。"""
        return pattern.compiled.match(self.raw, *self.span) is not None

    @property
    def urges(self) -> bool:
        """有没有哪个小句以动作起头。"""
        clauses = CLAUSE.over(self.raw, *self.span)
        return any(OPENS.compiled.match(self.raw, *one.span()) for one in clauses)

    @property
    def is_firm(self) -> bool:
        """有数、有时限、点到了单位，三样总有一样。"""
        if self.due or self.has_org or self.has(WITHIN):
            return True
        return is_measured(self.raw, self.span)


def _is_short(facts: Facts) -> bool:
    letters = LETTERS.over(facts.raw, *facts.span)
    return sum(1 for _ in zip(letters, range(SHORT), strict=False)) < SHORT


def _is_past(facts: Facts) -> bool:
    if facts.mood == "past":
        return not (facts.has(BADE) and facts.is_firm)
    if facts.has(TO_COME):
        return False
    return facts.has(SURE_PAST) or (facts.mood != "future" and facts.has(LIKE_PAST))


def _is_background(facts: Facts) -> bool:
    if facts.raw[facts.span.end - 1] in "：:" or facts.opens(HEREBY):
        return True
    if facts.has(ORDERED):
        return False
    if facts.opens(TOLD) or (facts.has(BACKGROUND) and not facts.opens(OPENS)):
        return True
    return not facts.is_firm and (facts.has(PROBLEM) or not facts.urges)


def _is_slogan(facts: Facts) -> bool:
    ends = facts.raw[facts.span.end - 1] in "！!"
    return (
        ends or facts.has(SLOGAN) or (facts.opens(PRINCIPLE) and not facts.urges)
    ) and not facts.is_firm


def _says_nothing(facts: Facts) -> bool:
    return not has_action(facts.raw[facts.span.start : facts.span.end])


# fmt: off
REASONS: tuple[tuple[str, str, Callable[[Facts], bool]], ...] = (
    # 代号         不列的道理                                      怎样看
    ("heading",    "是小标题。",  lambda one: one.kind == "heading"),
    ("duty",       "是上面各条的分工，已经记在那里。",           lambda one: one.kind == "duty"),
    ("seen",       "只表示看过、同意，没有交办什么。",             lambda one: one.opens(SEEN)),
    ("short",      "字太少，不成一件事。",                         _is_short),
    ("address",    "是称呼、开场或者结尾的话。",                   lambda one: one.opens(ADDRESS)),
    ("record",     "是时间、地点、人员、日期一类的记录。",         lambda one: one.opens(RECORD)),
    ("past",       "讲的是已经做了的、过去的成绩和情况。",         _is_past),
    ("slogan",     "是号召和总的要求，没有数、时限、单位。",       _is_slogan),
    ("background", "讲的是背景、道理、问题，或者只是引出下文。",   _is_background),
    ("no_action",  "没有看出要做什么。",                           _says_nothing),
)
# fmt: on


def why_not(facts: Facts) -> tuple[str, str] | None:
    """不是要办的事的，答（代号，道理）；是的答空。"""
    return next(((code, why) for code, why, holds in REASONS if holds(facts)), None)
