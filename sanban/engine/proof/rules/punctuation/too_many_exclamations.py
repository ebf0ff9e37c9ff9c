"""问号、叹号叠用不超过三个。

语气特别强的可以叠用，最多三个；公文里通常一个就够。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MANY = Pattern(r"[！？!?]{4,}")


def check(text: Text) -> Iterator[Hit]:
    """四个以上连着的。"""
    for found in MANY.over(text.raw):
        right = found.group().translate({0x21: "！", 0x3F: "？"})[:3]
        yield Hit(*found.span(), "问号、叹号叠用不超过三个，删去多的。", (right,))


RULE = Rule(
    id="P21",
    name="too-many-exclamations",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.2.3、4.3.3",
    check=check,
    wrong={"太好了！！！！": "太好了！！！"},
    right=("太好了！！！", "真的？！"),
    needs=("！！！", "？？？", "!!!", "???", "！？", "？！", "!?", "?!"),
)
