"""音同的字打错了。

拼音输入最容易把字打成同音的。改过来通顺得多的才提；引号、书名号里的，人名地名，全文一再这样写的，不提。
原来成词、改了也成词的（试用、使用），要更有把握才提。
单位的叫法与公文不同的，用 `sanban learn` 学了旧文再校，或者记进单位词典。
"""

from collections.abc import Iterator

from sanban.engine.language.confusions import SAME
from sanban.engine.proof.hearing import hit, is_word_for_word, of_kind, right_word
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

FIRM = 1.0
"""把握到这么多的是警告，不到的是提示。"""
WORDS = 0.4
"""两个词都有的，把握不到这么多的不提。"""


def check(text: Text) -> Iterator[Hit]:
    """同音字。"""
    for each in of_kind(text, SAME):
        if each.margin < WORDS and is_word_for_word(text.raw, each):
            continue
        now, right = text.raw[each.start : each.end], right_word(text.raw, each)
        yield hit(
            text, each, f"“{now}”疑为同音字“{each.suggestion}”之误，宜写作“{right}”。", firm=FIRM
        )


RULE = Rule(
    id="C20",
    name="homophone-character",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="语言模型：公文里的通常写法",
    check=check,
    wrong={
        "依法履行安全生产监督管理职则，支持有关部门开展工作。": (
            "依法履行安全生产监督管理职责，支持有关部门开展工作。"
        ),
    },
    right=(
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "各级人民政府应当加强对安全生产工作的领导。",
    ),
    by_model=True,
)
