"""引文只是句子的一部分时，后引号前面不用句号。

引文完整、独立使用的，句号留在引号里；引文作句子的一个成分的（后面还有“的”“等”或者逗号），
引号里的句号去掉，问号、叹号保留。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

STOP = Pattern(r"。”(?=[的等，；、。]|为[题目核主重])")


def check(text: Text) -> Iterator[Hit]:
    """句号、后引号之后，句子还没有完。"""
    for found in STOP.over(text.raw):
        message = "引文是句子的一部分，后引号前面不用句号，删去。"
        yield Hit(*found.span(), message, ("”",))


RULE = Rule(
    id="P20",
    name="stop-inside-quotation",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.2.1",
    check=check,
    wrong={"提出“马上就办。”的要求": "提出“马上就办”的要求"},
    right=("提出“马上就办”的要求", "他说：“马上就办。”", "提出“办了没有？”的问题"),
    needs=("。”",),
)
