"""并列的书名号之间通常不用顿号。

书名号本身已经把各项隔开，标有书名号的并列成分之间通常不用顿号；中间插了别的话（如括注）才用。
标准说的是“通常”，现行法律里用顿号的很多，所以只作提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MARK = "》、《"


def check(text: Text) -> Iterator[Hit]:
    """后书名号、顿号、前书名号连着的。"""
    place = text.raw.find(MARK)
    while place >= 0:
        yield Hit(place, place + 3, "并列的书名号之间通常不用顿号，可以删去。", ("》《",), 0.8)
        place = text.raw.find(MARK, place + 2)


RULE = Rule(
    id="P08",
    name="comma-between-titles",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.5.3.5",
    check=check,
    wrong={"《条例》、《细则》": "《条例》《细则》"},
    right=("《条例》《细则》", "《条例》（节选）、《细则》"),
    needs=(MARK,),
)
