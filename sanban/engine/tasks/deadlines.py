"""时限的说法变成日子：6月底前、年内、第三季度、上半年、2026年6月30日前，按给的年份推。"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from re import Match

from sanban.engine.extract.dates import number
from sanban.engine.text import Pattern, Span

N = "[0-9０-９一二三四五六七八九十]{1,3}"
WHEN = "今年|本年|当年|明年|后年"
YEAR = (
    f"(?:(?P<year>(?:19|20)[0-9]{{2}}|二[〇零][〇零一二三四五六七八九]{{2}})年|(?P<when>{WHEN}))?"
)
QUARTERS = "一二三四"
TENTHS = {"上": 10, "中": 20}
NEXT = {"明年": 1, "后年": 2}


@dataclass(frozen=True, slots=True)
class Deadline:
    """一处时限：原文在哪里、是哪一天。"""

    span: Span
    day: date


Reading = Callable[[Match[str], int], date]


def _to_the_day(found: Match[str], year: int) -> date:
    return date(year, number(found["month"]), number(found["day"]))


def _to_the_month(found: Match[str], year: int) -> date:
    """月底、月份算到那个月最后一天；上旬、中旬算到 10 日、20 日。"""
    month = number(found["month"])
    return date(year, month, TENTHS.get(found["tenth"] or "", 0) or monthrange(year, month)[1])


def _before_the_month(found: Match[str], year: int) -> date:
    """“6月前”是 5 月底。"""
    month = number(found["month"])
    year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date(year, month, monthrange(year, month)[1])


def _to_the_quarter(found: Match[str], year: int) -> date:
    quarter = found["quarter"]
    month = 3 * (QUARTERS.index(quarter) + 1 if quarter in QUARTERS else number(quarter))
    return date(year, month, monthrange(year, month)[1])


def _to_the_half(found: Match[str], year: int) -> date:
    return date(year, 6, 30) if found["half"] == "上" else date(year, 12, 31)


def _to_the_end(_: Match[str], year: int) -> date:
    return date(year, 12, 31)


END = "(?:之前|以前|前|截止|为止|止)?"
CLOSE = f"度?[底末内终]{END}"
NUMERIC = (
    r"(?<![0-9])(?P<year>20[0-9]{2})(?P<dash>[./-])(?P<month>[0-9]{1,2})(?P=dash)"
    rf"(?P<day>[0-9]{{1,2}})(?![0-9]){END}"
)
QUARTER = "[一二三四1-4]"
FINISHED = "(?:完成|建成|开工|竣工|投|通车)"
MONTH = rf"(?<![0-9０-９]){YEAR}(?P<month>{N})月"
# fmt: off
# 排在前面的先认；认过的字后面的不再认
READINGS: tuple[tuple[Pattern, Reading], ...] = (
    (Pattern(rf"{MONTH}(?P<day>{N})[日号]{END}"),                            _to_the_day),
    (Pattern(NUMERIC),                                                       _to_the_day),
    (Pattern(rf"{MONTH}(?:底|末|(?P<tenth>[上中下])旬|份){END}"),            _to_the_month),
    (Pattern(rf"{MONTH}(?:之前|以前|前)"),                                   _before_the_month),
    (Pattern(rf"{MONTH}(?P<tenth>)(?=[^0-9日号至到起—-]{{0,6}}{FINISHED})"), _to_the_month),
    (Pattern(rf"{YEAR}第?(?P<quarter>{QUARTER})季度(?!一)[底末]?{END}"),     _to_the_quarter),
    (Pattern(rf"{YEAR}(?P<half>[上下])半年{END}"),                           _to_the_half),
    (Pattern(rf"(?:(?P<year>20[0-9]{{2}})年|(?P<when>{WHEN}))年?{CLOSE}"),   _to_the_end),
    (Pattern(rf"(?<![0-9一二三四五六七八九十两几多每近去半学])年{CLOSE}"),     _to_the_end),
    (Pattern(r"(?<!过去)(?<!上)全年(?!龄)"),                                 _to_the_end),
)
# fmt: on
MARKS = ("月", "季度", "半年", "年", "20")


def deadlines(raw: str, *, year: int, span: Span | None = None) -> Iterator[Deadline]:
    """`raw`（或其中一截）里的各处时限，按先后；没有那一天的不算。

    :param year: 没有写年份的算这一年。
    """
    start, end = span or (0, len(raw))
    if not any(mark in raw[start:end] for mark in MARKS):
        return
    found: list[Deadline] = []
    for pattern, reading in READINGS:
        for one in pattern.over(raw, start, end):
            day = _day(one, reading, year)
            if day and not any(_overlap(one.span(), other.span) for other in found):
                found.append(Deadline(Span(*one.span()), day))
    yield from sorted(found, key=lambda one: one.span)


def _day(found: Match[str], reading: Reading, year: int) -> date | None:
    groups = found.groupdict()
    try:
        written = number(groups["year"]) if groups.get("year") else 0
        return reading(found, written or year + NEXT.get(groups.get("when") or "", 0))
    except ValueError:
        return None


def _overlap(one: tuple[int, int], other: Span) -> bool:
    return one[0] < other.end and other.start < one[1]


def due_in(raw: str, *, year: int, span: Span | None = None) -> date | None:
    """一截话里最晚的那个时限；早于 `year` 年的是往事，不算。没有答空。"""
    days = [one.day for one in deadlines(raw, year=year, span=span) if one.day.year >= year]
    return max(days, default=None)
