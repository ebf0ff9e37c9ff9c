"""并列的引号之间通常不用顿号。

引号本身已经把各项隔开，标有引号的并列成分之间通常不用顿号；中间插了别的话（如括注）才用。
标准说的是“通常”，法规、报告里用顿号的也不少，所以只作提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MARK = "”、“"


def check(text: Text) -> Iterator[Hit]:
    """后引号、顿号、前引号连着的。"""
    place = text.raw.find(MARK)
    while place >= 0:
        yield Hit(place, place + 3, "并列的引号之间通常不用顿号，可以删去。", ("”“",), 0.8)
        place = text.raw.find(MARK, place + 2)


RULE = Rule(
    id="P07",
    name="comma-between-quotes",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.5.3.5",
    check=check,
    wrong={"“担当”、“实干”": "“担当”“实干”"},
    right=("“担当”“实干”", "“担当”（精神）、“实干”"),
    needs=(MARK,),
)
