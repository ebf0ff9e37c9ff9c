"""阿拉伯数字写的月日专名，月、日之间用间隔号，整个加引号。

“3·15”是三月十五日；写成“315”“3.15”，像是个数。
不带点的只认几个用惯了的；带小数点的，要是个真的日期，后面是“活动”“事件”一类的词。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

EVENTS = (
    "晚会|活动|事件|事故|地震|火灾|大火|案|专案|专项|运动|禁毒|惨案|特大|重大|大地震|消费|国际|全国"
)
QUOTED = Pattern(rf"“(?P<name>(?P<month>[0-9]{{1,2}})[.．](?P<day>[0-9]{{1,2}}))”(?={EVENTS})")
KNOWN = Pattern(r"“(?P<name>(?P<month>3|5|6|9)(?P<day>15|12|26|11|18))”(?=[一-龥])")
DAYS = {"315", "512", "626", "911", "918"}


def check(text: Text) -> Iterator[Hit]:
    """引号里的 3.15、315。"""
    for pattern in (QUOTED, KNOWN):
        for found in pattern.over(text.raw):
            month, day = found["month"], found["day"]
            is_known = pattern is QUOTED or found["name"] in DAYS
            if is_known and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
                message = f"月日专名的月、日之间用间隔号，改为“{month}·{day}”。"
                yield Hit(*found.span("name"), message, (f"{month}·{day}",))


RULE = Rule(
    id="N07",
    name="day-name-without-dot",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.1.6",
    check=check,
    wrong={"“315”晚会": "“3·15”晚会", "“5.12”地震": "“5·12”地震"},
    right=("“3·15”晚会", "“1.5”倍", "“110”接处警"),
    needs="“",
)
