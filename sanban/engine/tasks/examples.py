"""例子：拿任务自己的词写出该怎样写，没有的数、日子留“××”。"""

from dataclasses import dataclass
from functools import cached_property

from sanban.engine.tasks.signals import ACTIONS, ANYBODY, BUSY, QUANTITY
from sanban.engine.tasks.text import TaskText
from sanban.engine.text import Pattern

TOPIC, THING = 20, 14
CLAUSE = Pattern("[^，,；;。！？：:\n\r]+")
LEADING = Pattern(
    "(?:"
    + "|".join(sorted({*ACTIONS.split("|"), *BUSY, "关于", "的"}, key=len, reverse=True))
    + ")+"
)
# fmt: off
#  说到什么，用什么单位来数
MEASURES = (
    ("公路|道路|管网|河道|渠道|步道|线路", "公里"),
    ("高标准农田|耕地|造林|绿化|种植|撂荒|草原", "亩"),
    ("资金|投资|经费|欠款|账款|税收|收入|贷款", "万元"),
    ("培训|就业|招聘|劳动力", "人"),
    ("满意|覆盖|合格|达标|办结率|利用率|占比|比例", "%"),
    ("企业|商户|市场主体|酒店|餐饮", "家"),
    ("住房|房屋|农户|居民|脱贫|低保|厕所|危房", "户"),
    ("学校|幼儿园|医院|卫生院|养老院", "所"),
    ("垃圾|污水|粮食|秸秆", "吨"),
    ("隐患|点位|地质灾害|危桥|桥", "处"),
    ("信访|案件|问题|投诉|建议|提案|矛盾|纠纷|工单", "件"),
    ("路灯|充电桩|小区|项目|村|社区|站", "个"),
)
# fmt: on
MEASURE = tuple((Pattern(words), unit) for words, unit in MEASURES)


@dataclass(frozen=True, eq=False)
class Examples:
    """从标题、任务书里取词写的例子。"""

    text: TaskText

    @cached_property
    def topic(self) -> str:
        """这件事叫什么：标题的头一截，没有标题的取任务书的。"""
        for written in (self.text.title, self.text.mission):
            found = CLAUSE.search(written)
            if found and found.group().strip():
                return found.group().strip()[:TOPIC]
        return "这件事"

    @cached_property
    def thing(self) -> str:
        """办的是什么：去掉动作的标题。"""
        found = LEADING.match(self.topic)
        rest = self.topic[found.end() :] if found else self.topic
        return QUANTITY.compiled.sub("", rest)[:THING] or self.topic

    @cached_property
    def unit(self) -> str:
        """用什么单位来数。"""
        written = f"{self.text.title}\n{self.text.mission}"
        return next((unit for words, unit in MEASURE if words.search(written)), "项")

    @property
    def like_due(self) -> str:
        """时限的写法。"""
        due = self.text.due
        return f"{due.month}月{due.day}日" if due else "×月×日"

    @property
    def like_mission(self) -> str:
        """任务书的写法。"""
        return f"{self.like_due}前完成{self.thing}××{self.unit}，做到××"

    @property
    def like_amount(self) -> str:
        """数量的写法。"""
        return f"{self.topic}，完成××{self.unit}"

    @property
    def like_standard(self) -> str:
        """验收标准的写法。"""
        return f"{self.thing}××{self.unit}全部完成，逐{_each(self.unit)}验收合格"

    @property
    def like_rise(self) -> str:
        """提高多少的写法。"""
        return f"{self.thing}由××提高到××"

    @property
    def like_proof(self) -> str:
        """凭据的写法。"""
        return f"交{self.thing}清单、验收单和现场照片"

    @property
    def like_steps(self) -> str:
        """路径图的写法。"""
        each = _each(self.unit)
        return f"摸清{self.thing}底数，列出清单；制定方案，报县领导审定；逐{each}办理，验收销号"

    @property
    def like_step(self) -> str:
        """一步的写法。"""
        return f"×月×日前列出{self.thing}清单"

    @property
    def like_milestone(self) -> str:
        """节点的写法。"""
        return f"×月×日，{self.thing}完成一半"

    @property
    def like_timeline(self) -> str:
        """时间表缺什么、怎样写。"""
        if self.text.due is None:
            return f"先写完成时限，再写节点，例如“{self.like_milestone}”"
        return f"写带日子的节点，例如“{self.like_milestone}；{self.like_due}，全部完成”"

    @property
    def like_org(self) -> str:
        """单位的写法。"""
        lead = self.text.lead_org.strip()
        return "县××局" if not lead or ANYBODY.search(lead) else lead


def _each(unit: str) -> str:
    return unit if len(unit) == 1 and unit != "%" else "项"
