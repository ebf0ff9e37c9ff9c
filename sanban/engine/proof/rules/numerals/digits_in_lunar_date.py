"""农历的月日用汉字。

腊月二十三、正月十五、八月初五是农历的说法，不写成“腊月23”“初5”。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import to_chinese

DAY = Pattern(
    r"[正腊冬农阴](?:月(?<=[正腊冬]月)(?P<day>[12]?[0-9]|30)(?![0-9.])|"
    r"历(?<=[农阴]历)(?P<month>1[0-2]|[1-9])月(?P<day2>[12]?[0-9]|30)日?(?![0-9.]))"
)


def check(text: Text) -> Iterator[Hit]:
    """农历的月名后面是阿拉伯数字。"""
    for found in DAY.over(text.raw):
        day = int(found["day"] or found["day2"])
        month = int(found["month"] or 0)
        start = found.start("month") if month else found.start("day")
        right = (f"{'正' if month == 1 else to_chinese(month)}月" if month else "") + _day(day)
        yield Hit(start, found.end(), f"农历的日期用汉字，改为“{right}”。", (right,))


def _day(day: int) -> str:
    return f"初{to_chinese(day)}" if day <= 10 else to_chinese(day)


RULE = Rule(
    id="N26",
    name="digits-in-lunar-date",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.2.1",
    check=check,
    wrong={"腊月23": "腊月二十三", "农历8月15日": "农历八月十五"},
    right=("腊月二十三", "农历八月十五", "8月15日"),
    needs=("正月", "腊月", "冬月", "农历", "阴历"),
)
