"""百分数的起讫，前后都带百分号。

“10～15%”可以读成 10 到 15%，差了一百倍；前面的百分号不能省。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.figures import ARABIC, DASHES, tail

MARK = Pattern(r"[%％](?!以?内?[0-9])")
RANGE = Pattern(rf"(?<![0-9.．])(?P<first>{ARABIC})(?:[{DASHES}至到]|——){ARABIC}\Z")


def check(text: Text) -> Iterator[Hit]:
    """从百分号往回看，前一个数后面没有百分号的。"""
    for found in MARK.over(text.raw):
        before = tail(text.raw, found.start())
        written = RANGE.search(before)
        if written:
            start = found.start() - len(before) + written.start()
            first, mark = written["first"], found.group()
            right = f"{first}{mark}{written.group()[len(first) :]}{mark}"
            yield Hit(start, found.end(), f"起讫两个数都带百分号，改为“{right}”。", (right,))


RULE = Rule(
    id="N10",
    name="percent-dropped-in-range",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.1.3",
    check=check,
    wrong={"增长10～15%": "增长10%～15%", "占5至8%": "占5%至8%"},
    right=("增长10%～15%", "2021—2025年占5%"),
    needs="%％",
)
