"""日期里的月、日不编虚位。

公文的日期用阿拉伯数字写全年、月、日，月、日不补零：写2024年4月6日，不写2024年04月06日。
单独成行的成文日期写成“2024.4.6”“二〇二四年四月六日”的，也不合格式。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import to_int

PADDED = Pattern(r"0(?:(?<=年0)(?=[1-9]月)|(?<=月0)(?=[1-9]日))")
POINTS = Pattern(r"[0-9]{4}(?P<mark>[.．/／\-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})\Z")
CHINESE = Pattern(
    r"(?P<year>[一二][一二三四五六七八九〇零○]{3})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日\Z"
)
SHORT, LONG = 8, 14
FORM = "年、月、日写全，用阿拉伯数字"


def check(text: Text) -> Iterator[Hit]:
    """补的零；单独成行的日期。"""
    for found in PADDED.over(text.raw):
        end = found.end() + 1
        message = "日期里的月、日不补零，删去“0”。"
        yield Hit(found.start(), end, message, (text.raw[end - 1],))
    for line in text.lines:
        if line.end - line.start <= LONG + 40 and _is_short(text.raw[line.start : line.end]):
            yield from _alone(text.raw, line.start, line.end)


def _is_short(written: str) -> bool:
    stripped = written.strip()
    return SHORT <= len(stripped) <= LONG and stripped[0] in "0123456789一二"


def _alone(raw: str, start: int, end: int) -> Iterator[Hit]:
    written = raw[start:end].strip()
    place = start + raw[start:end].index(written)
    points, chinese = POINTS.match(written), CHINESE.match(written)
    if points:
        year, month, day = written[:4], int(points["month"]), int(points["day"])
        right = f"{year}年{month}月{day}日"
        yield _hit(place, written, right)
    elif chinese:
        numbers = [to_int(chinese[name].replace("○", "〇")) for name in ("year", "month", "day")]
        right = "{}年{}月{}日".format(*numbers)
        yield _hit(place, written, right)


def _hit(place: int, written: str, right: str) -> Hit:
    message = f"成文日期把{FORM}，改为“{right}”。"
    return Hit(place, place + len(written), message, (right,), 0.8, Level.WARNING)


RULE = Rule(
    id="N21",
    name="padded-date",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.3.5.4",
    check=check,
    wrong={
        "2024年04月06日": "2024年4月6日",
        "县政府\n2024.4.6\n": "县政府\n2024年4月6日\n",
        "县政府\n二〇二四年四月六日": "县政府\n2024年4月6日",
    },
    right=("2024年4月6日", "2024年10月20日", "经二〇二四年四月六日会议通过", "1.1.2"),
)
