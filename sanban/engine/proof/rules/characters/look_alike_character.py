"""形近的字打错了。

五笔输入、扫描识读最容易把字错成形近的。改过来通顺得多的才提；引号、书名号里的，人名地名，全文一再这样写的，不提。
单位的叫法与公文不同的，用 `sanban learn` 学了旧文再校，或者记进单位词典。
"""

from collections.abc import Iterator

from sanban.engine.language.confusions import SHAPE
from sanban.engine.proof.hearing import hit, of_kind, right_word
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

FIRM = 1.0
"""把握到这么多的是警告，不到的是提示。"""


def check(text: Text) -> Iterator[Hit]:
    """形近字。"""
    for each in of_kind(text, SHAPE):
        now, right = text.raw[each.start : each.end], right_word(text.raw, each)
        yield hit(
            text, each, f"“{now}”疑为形近字“{each.suggestion}”之误，宜写作“{right}”。", firm=FIRM
        )


RULE = Rule(
    id="C22",
    name="look-alike-character",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="语言模型：公文里的通常写法",
    check=check,
    wrong={
        "依法履行安全生产监督管埋职责，支持有关部门开展工作。": (
            "依法履行安全生产监督管理职责，支持有关部门开展工作。"
        ),
    },
    right=(
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "各级人民政府应当加强对安全生产工作的领导。",
    ),
    by_model=True,
)
