"""“以及”前面用逗号，不用顿号。

并列的各项用顿号，最后一项前面用“以及”“及”连接的，“以及”前面要停顿就用逗号，不停顿就不用标点。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MARK = "、以及"


def check(text: Text) -> Iterator[Hit]:
    """顿号紧接着“以及”。"""
    place = text.raw.find(MARK)
    while place >= 0:
        message = "“以及”前面不用顿号，改用逗号，或者不用标点。"
        yield Hit(place, place + 3, message, ("，以及", "以及"))
        place = text.raw.find(MARK, place + 3)


RULE = Rule(
    id="P37",
    name="comma-before-and",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.3",
    check=check,
    wrong={"财政、民政、以及有关乡镇": "财政、民政，以及有关乡镇"},
    right=("财政、民政以及有关乡镇", "财政、民政，以及有关乡镇"),
    needs=(MARK,),
)
