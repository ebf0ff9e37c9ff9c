"""日期要真有这一天，星期要对得上。

2月30日没有；“3月1日（星期二）”其实是星期五，来开会的人就会来错日子。
没有写年份的，前文写过的年份有一个对得上就不说，都对不上只提示；前文也没有年份的，不核星期。
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MONTH = Pattern(
    r"月(?P<day>[0-9]{1,2})日(?P<rest>[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])(?![一二三四五六日年期边])[）)]?)?"
)
HEAD = Pattern(r"(?<![0-9])(?:(?P<year>[12][0-9]{3})年)?(?P<month>[0-9]{1,2})\Z")
YEAR = Pattern(r"(?<![0-9])(?:19|20)[0-9]{2}(?=年|〕)")
NAMES = "一二三四五六日"
LEAP = 2024
FAR = 3000


def check(text: Text) -> Iterator[Hit]:
    """一个日期看一次。"""
    for found in MONTH.over(text.raw):
        head = HEAD.search(text.raw, max(0, found.start() - 8), found.start())
        if head is None:
            continue
        month, day = int(head["month"]), int(found["day"])
        year = int(head["year"]) if head["year"] else None
        end = found.start("rest") if found["rest"] else found.end()
        if month == day == 0:
            continue  # 留空的写法，不是日期
        if not _exists(year or LEAP, month, day):
            message = f"没有{text.raw[head.start() : end]}这一天，请核对。"
            yield Hit(head.start(), end, message)
        elif found["weekday"]:
            yield from _weekday(text.raw, found.span("weekday"), year, (month, day))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _weekday(
    raw: str, span: tuple[int, int], year: int | None, day: tuple[int, int]
) -> Iterator[Hit]:
    years = [year] if year else _years_before(raw, span[0])
    written = raw[slice(*span)].replace("天", "日")
    days = [_weekday_of(each, *day) for each in years]
    if days and written not in days:
        message = f"{years[-1]}年{day[0]}月{day[1]}日是星期{days[-1]}，日期和星期请核对。"
        level = None if year else Level.HINT
        yield Hit(*span, message, (days[-1],), 0.85 if year else 0.5, level)


def _weekday_of(year: int, month: int, day: int) -> str:
    return NAMES[date(year, month, day).weekday()] if _exists(year, month, day) else ""


def _years_before(raw: str, place: int) -> list[int]:
    return [int(one.group()) for one in YEAR.over(raw, max(0, place - FAR), place)]


RULE = Rule(
    id="N24",
    name="no-such-date",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 7408；GB/T 9704—2012 7.3.5.4",
    check=check,
    wrong={
        "定于2月30日召开": None,
        "2023年2月29日": None,
        "2024年3月1日（星期二）": "2024年3月1日（星期五）",
    },
    right=("2024年2月29日", "2024年3月1日（星期五）", "3月1日（星期二）", "每月30日前"),
    fix="C",
    needs=("月",),
)
