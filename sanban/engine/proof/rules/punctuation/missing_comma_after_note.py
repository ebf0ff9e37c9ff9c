"""并列的书名号、引号之间插了括注，要用顿号隔开。

中间没有别的话时不用顿号；插了括注，前一项和后一项就连不上了，要用顿号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

GAP = Pattern(r"）[《“]")
NOTE = Pattern(r"(?P<mark>[》”])（[^（）\n]{1,30}\Z")


def check(text: Text) -> Iterator[Hit]:
    """括注前后都是书名号，或者都是引号。"""
    for found in GAP.over(text.raw):
        note = NOTE.search(text.raw, max(0, found.start() - 32), found.start())
        if note and (note["mark"] == "》") == (found.group() == "）《"):
            right = f"）、{found.group()[1]}"
            yield Hit(*found.span(), "两项之间插了括注，要用顿号隔开。", (right,))


RULE = Rule(
    id="P09",
    name="missing-comma-after-note",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.5.3.5",
    check=check,
    wrong={"《条例》（节选）《细则》": "《条例》（节选）、《细则》"},
    right=("《条例》（节选）、《细则》", "《条例》《细则》"),
    needs=("）《", "）“"),
)
