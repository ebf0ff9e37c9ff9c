"""状语后面用“地”。

修饰动词的用“地”：深入地研究、高质量地做好。写成“的”“得”的，看左右的字词判别（训练文字里
的正确写法），再加四条样式：状语的常用词后面跟着“做好、感受到”一类的动补；
“要、应当”后面跟着状语词和带宾语的动词（近两千万字法律、法规、报告上响一处，是原文的错）；
动词后面跟着“我、各、全”一类开头的宾语；“最大限度”后面跟着动词。判别拿得准的是警告；
“坚决的执行能力”这样动词后面还有名词的、前面是名词的，两可，只作提示；“提出准确的拟办意见”“有基本的了解”
前面另有动词，“我的理解”前面是代词，本来就是定语，不提。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.wording import choices, tag_before, tags_after
from sanban.engine.text import Pattern, Text

# fmt: off
ADVERBS = (
    "深深", "牢牢", "紧紧", "不断", "更好", "积极", "主动", "切实", "深入", "认真", "扎实", "有效",
    "及时", "努力", "逐步", "充分", "有序", "自觉", "高效", "科学", "准确", "严格", "细致", "耐心",
    "热情", "真诚", "虚心", "踏实", "坚决", "稳妥", "稳步", "迅速", "快速", "大胆", "勇敢", "清醒",
    "生动", "高质量", "高标准", "高起点", "高水平", "有计划", "有步骤", "创造性", "有针对性",
    "最大限度", "最大程度", "卓有成效", "潜移默化", "坚定不移", "一丝不苟", "持之以恒", "坚持不懈",
    "实事求是", "旗帜鲜明", "始终如一", "满腔热情", "源源不断", "循序渐进", "因地制宜", "千方百计",
    "不折不扣", "毫不动摇", "毫不犹豫", "大张旗鼓", "坚持不渝", "与时俱进",
)
NOT_AFTER = "的处发现台版入口差路资租让庭境国具生任席位期者力评事人转解"
# fmt: on
BEHIND = "|".join(
    f"(?<=(?:{'|'.join(word for word in ADVERBS if len(word) == size)})的)" for size in (2, 3, 4)
)
# 要深入的开展、应当及时的报告：前面是能愿动词，后面是不作名词用的动词带宾语
HELPERS = ("要", "须", "应", "应当", "必须", "能够", "可以", "将", "就要", "还要", "不断", "着力")
BARE = ("全面", "广泛", "密切", "妥善", "详细", "如实", "具体", "系统", "持续", "依法")
VERBS = (
    "开展",
    "推进",
    "推动",
    "落实",
    "贯彻",
    "执行",
    "抓好",
    "做好",
    "解决",
    "完成",
    "提高",
    "提升",
    "加强",
    "宣传",
    "报告",
    "制定",
    "克服",
    "学习",
    "掌握",
    "处理",
    "履行",
    "维护",
    "解答",
    "反映",
)
ASSISTED = Pattern(rf"的(?=(?:{'|'.join(VERBS)})[一-鿿“《])")
# 深深的感受到、高质量的做好；多样化的展现我区；最大限度的减少
STYLES = (
    Pattern(rf"的(?=[一-鿿]{{1,2}}(?:好|到|着|出|起来|下去)(?![{NOT_AFTER}]))(?:{BEHIND})"),
    Pattern("的(?=[一-鿿]{2}(?:我|各|全|本[单部县市区乡]|这|其|自己|每一?|群众|人民群众|党的))"),
    Pattern("的(?=[“一-鿿])(?:(?<=最大(?:限度|程度)的)|(?<=(?:深深|牢牢|紧紧)的))"),
)
WHOLE = frozenset({"支出", "友好", "良好", "美好", "爱好", "提出"})
MODIFIERS = frozenset({"a", "ad", "an", "d", "i", "l", "z", "b"})
WIDE = ("高", "大", "全", "多", "最", "有", "无", "不", "更")
NOUNS = frozenset({"n", "vn", "an", "l"})
MESSAGE = "“{}”修饰后面的动词，这里用“地”。"


def check(text: Text) -> Iterator[Hit]:
    """样式对得上的，加上判别说的。"""
    styled = {*_styled(text.raw), *_assisted(text.raw)}
    for start in styled:
        yield _hit(start, _modifier(text.raw, start), 0.9)
    for one in choices(text):
        if one.right == "地" and one.start not in styled:
            word, tag = tag_before(text.raw, one.start)
            firm = one.sure and _modifies(word, tag) and not _before_noun(text.raw, one.end)
            if firm or not _is_attribute(text.raw, one.start, (word, tag)):
                yield _hit(one.start, word, 0.9 if firm else 0.6)


def _is_attribute(raw: str, end: int, part: tuple[str, str]) -> bool:
    """代词后面的，修饰语前面另有动词的，是定语。"""
    word, tag = part
    governed = tag_before(raw, end - len(word))[1].startswith("v")
    return (
        tag.startswith("r")
        or (governed and _before_noun(raw, end + 1))
        or (governed and raw[end - len(word) - 1] in "有作")
    )


def _styled(raw: str) -> Iterator[int]:
    for start in {found.start() for style in STYLES for found in style.over(raw)}:
        word, tag = tag_before(raw, start)
        fits = word in {"限度", "程度"} or (len(word) > 1 and _modifies(word, tag))
        if fits and _is_verb(raw, start + 1):
            yield start


def _assisted(raw: str) -> Iterator[int]:
    """能愿动词、状语词、“的”、带宾语的动词，依次挨着。"""
    for start in (found.start() for found in ASSISTED.over(raw)):
        word = next((one for one in (*ADVERBS, *BARE) if raw.endswith(one, 0, start)), "")
        if word and raw.endswith(HELPERS, 0, start - len(word)) and raw[start + 3] not in "的方":
            yield start


def _modifier(raw: str, end: int) -> str:
    word = tag_before(raw, end)[0]
    return raw[end - 4 : end] if word in {"限度", "程度"} else word


def _hit(start: int, word: str, confidence: float) -> Hit:
    level = None if confidence > 0.8 else Level.HINT
    return Hit(start, start + 1, MESSAGE.format(word), ("地",), confidence, level)


def _modifies(word: str, tag: str) -> bool:
    return tag in MODIFIERS or word.startswith(WIDE) or word.endswith("化")


def _before_noun(raw: str, start: int) -> bool:
    """动词后面紧跟名词，合起来又像一个名词：执行能力。"""
    tags = [tag for _, tag in tags_after(raw, start)]
    return len(tags) > 1 and tags[0] in {"v", "vn"} and tags[1] in NOUNS


def _is_verb(raw: str, start: int) -> bool:
    after = tags_after(raw, start)
    return after[0][0] == "“" or (after[0][1] == "v" and raw[start : start + 2] not in WHOLE)


RULE = Rule(
    id="G01",
    name="wrong-adverb-particle",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》“地”",
    check=check,
    by_model=True,
    wrong={
        "高起点、高质量的做好各项工作。": "高起点、高质量地做好各项工作。",
        "深深的感受到自己的不足。": "深深地感受到自己的不足。",
        "多样化的展现我镇的变化。": "多样化地展现我镇的变化。",
        "最大限度的减少损失。": "最大限度地减少损失。",
        "各单位要深入的开展隐患排查。": "各单位要深入地开展隐患排查。",
    },
    right=(
        "提供高质量的服务。",
        "充分的友好合作。",
        "深入地研究问题。",
        "需要有效的解决方案。",
    ),
    needs="的得",
)
