"""“倍”只用于增加，减少不用“倍”。

减少一倍就没有了，“减少2倍”说不通；该说减少百分之几、减少几分之几，或者降到原来的几分之几。
究竟减了多少机器不知道，由人来改。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

VERB = "减少|下降|降低|缩小|压缩|下调|缩短|锐减|缩减|降幅达?|压减"
FIGURE = r"[0-9一二两三四五六七八九十几数][0-9一二三四五六七八九十.]{0,6}"
WRITTEN = Pattern(rf"(?:{VERB})(?:了|到|近|约|超过|将近|幅度为|达)?{FIGURE}(?:多|余)?\Z")
REACH = 16


def check(text: Text) -> Iterator[Hit]:
    """从“倍”往回看，紧挨着“减少”“下降”一类。"""
    place = text.raw.find("倍")
    while place >= 0:
        start = max(0, place - REACH)
        found = WRITTEN.search(text.raw, start, place)
        if found:
            message = "减少、降低不用“倍”，改用百分之几或者几分之几。"
            yield Hit(found.start(), place + 1, message)
        place = text.raw.find("倍", place + 1)


RULE = Rule(
    id="N16",
    name="decrease-in-multiples",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.1.1；统计用语的通例",
    check=check,
    wrong={"办理时限减少2倍": None, "成本下降了三倍": None},
    right=("办理时限减少三分之二", "产量增长2倍", "减少为原来的一半，增加一倍"),
    fix="C",
    needs=("倍",),
)
