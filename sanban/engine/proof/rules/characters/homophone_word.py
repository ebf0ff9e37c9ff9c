"""音同的词选错了。

拼音输入整词地选，容易选成同音的另一个词。改过来通顺得多的才提；引号、书名号里的，人名地名，全文一再这样写的，不提。
顿号隔开、自成一项的（护坡、堡坎、轨道），左右没有别的字可看，只作提示。
单位的叫法与公文不同的，用 `sanban learn` 学了旧文再校，或者记进单位词典。
"""

from collections.abc import Iterator

from sanban.engine.language.trial import WORD
from sanban.engine.proof.hearing import hit, is_listed, of_kind
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

FIRM = 1.0
"""把握到这么多的是警告，不到的是提示。"""


def check(text: Text) -> Iterator[Hit]:
    """同音词。"""
    for each in of_kind(text, WORD):
        now = text.raw[each.start : each.end]
        firm = None if is_listed(text.raw, each) else FIRM
        yield hit(text, each, f"“{now}”疑为同音词“{each.suggestion}”之误，请核对。", firm=firm)


RULE = Rule(
    id="C23",
    name="homophone-word",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="语言模型：公文里的通常写法",
    check=check,
    wrong={
        "县级以上人民政府应当建立健全工作写条机制。": "县级以上人民政府应当建立健全工作协调机制。",
    },
    right=(
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "各级人民政府应当加强对安全生产工作的领导。",
    ),
    by_model=True,
)
