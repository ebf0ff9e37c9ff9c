"""照口径去数：合计一句查完，按什么分的一种分法一句，点开就是数它的那些行。"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)  # fmt: skip

from sanban.core.models import Holiday
from sanban.core.workdays import Calendar
from sanban.people.models import OfficeSection, Org, Person
from sanban.statistics.local_day import LocalDay
from sanban.statistics.report import DAYS, LEADER, MONTH, PART, SOURCE, UNIT, Report, Row
from sanban.statistics.span import Span
from sanban.supervision.models import Source

EPOCH = date(2000, 1, 1)
UNKNOWN = "没有写明"
Found = tuple[str, int, int]
"""一组的代号，分母，分子。"""


def totals(reports: Iterable[Report], span: Span) -> dict[str, Row]:
    """几个数的合计：除平均天数要另查两次，都在一句里。"""
    asked = list(reports)
    counted = [one for one in asked if one.kind != DAYS]
    found = {code: (whole, part) for code, whole, part in _union(counted, span)}
    found |= {one.code: _whole_days(one, span) for one in asked if one.kind == DAYS}
    return {one.code: Row(one, "", "合计", *found.get(one.code, (0, 0))) for one in asked}


def total(report: Report, span: Span) -> Row:
    """一个数的合计。"""
    return totals([report], span)[report.code]


def grouped(report: Report, span: Span, dimension: str) -> list[Row]:
    """按一种分法数：单位、科室照排列次序，来源照代号，月份照先后，一个都没有的不列。"""
    counted = _days_by if report.kind == DAYS else _counts_by
    found = counted(report, span, dimension)
    names = NAMES[dimension](span, [key for key, _, _ in found])
    rows = {key: Row(report, key, names.get(key, UNKNOWN), *two) for key, *two in found}
    return [rows[key] for key in [*names, *(set(rows) - set(names))] if key in rows]


def rows_of(
    report: Report, span: Span, *, dimension: str = "", key: str = "", part: bool = False
) -> QuerySet[Any]:
    """数出那个数的行；`part` 只要分子的。"""
    rows = report.whole(span)
    if part:
        rows = rows.filter(report.part(span))
    if dimension == MONTH:
        rows = rows.filter(_within(report, _month_of(span, key)))
    elif dimension:
        keyed = rows.annotate(group_key=_key(report, span, dimension))
        rows = keyed.filter(group_key=key) if key else keyed.filter(group_key=None)
    return rows


def _union(reports: list[Report], span: Span) -> Iterator[Found]:
    queries = [_one_line(report, span) for report in reports]
    if not queries:
        return
    first, *rest = queries
    yield from first.union(*rest, all=True) if rest else first


def _one_line(report: Report, span: Span) -> Any:
    named = report.whole(span).order_by().annotate(code=Value(report.code, CharField()))
    counted = _counted(report, span, named.values("code"))
    return counted.values_list("code", "whole", "part")


def _counted(report: Report, span: Span, rows: QuerySet[Any, Any]) -> Any:
    part = report.part(span)
    met = Count("pk", filter=part) if part else Value(0, IntegerField())
    return rows.annotate(whole=Count("pk"), part=met)


def _counts_by(report: Report, span: Span, dimension: str) -> list[Found]:
    keyed = report.whole(span).order_by().annotate(group_key=_key(report, span, dimension))
    rows = _counted(report, span, keyed.values("group_key"))
    found = rows.values_list("group_key", "whole", "part")
    return [(_text(key), whole, part) for key, whole, part in found]


def _key(report: Report, span: Span, dimension: str) -> Any:
    if dimension == MONTH:
        return _months(report, span)
    way = report.split[dimension]
    return F(way) if isinstance(way, str) else way


def _months(report: Report, span: Span) -> Case:
    """算在哪个月：几个界限依次比，不回到 Python 里换时区。"""
    whens = [
        When(_within(report, month), then=Value(f"{month.since:%Y-%m}")) for month in span.months()
    ]
    return Case(*whens, output_field=CharField())


def _within(report: Report, month: Span) -> Q:
    if report.is_day:
        return Q(**{f"{report.moment}__range": (month.since, month.until)})
    return Q(**{f"{report.moment}__gte": month.start, f"{report.moment}__lt": month.end})


def _month_of(span: Span, key: str) -> Span:
    found = (one for one in span.months() if f"{one.since:%Y-%m}" == key)
    return next(found, Span(span.org, span.until, span.since, span.now))


def _text(key: object) -> str:
    return "" if key is None else str(key)


def workdays() -> Calendar:
    """全部年份的工作日历。"""
    return Calendar(dict(Holiday.objects.values_list("day", "is_workday")))


def _whole_days(report: Report, span: Span) -> tuple[int, int]:
    found = _days(report, span, lambda rows: rows.annotate(group_key=Value("", CharField())))
    return next(((whole, days) for _, whole, days in found), (0, 0))


def _days_by(report: Report, span: Span, dimension: str) -> list[Found]:
    way = _key(report, span, dimension)
    return _days(report, span, lambda rows: rows.annotate(group_key=way))


def _days(
    report: Report, span: Span, keyed: Callable[[QuerySet[Any]], QuerySet[Any]]
) -> list[Found]:
    """几个工作日的合计。

    一件的天数是“到末日为止的工作日数”减“到首日为止的工作日数”，合计也是两个合计之差，所以
    只要按日子分组数两遍，不必一件一件取出来算。
    """
    rows, days = keyed(report.whole(span).order_by()), workdays()
    counts: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for column, sign in zip(report.span_of, (-1, 1), strict=True):
        by_day = rows.annotate(day=LocalDay(F(column))).values("group_key", "day")
        for key, day, count in by_day.annotate(n=Count("pk")).values_list("group_key", "day", "n"):
            sums[_text(key)] += sign * count * days.between(EPOCH, day)
            counts[_text(key)] += count * (sign > 0)
    return [(key, count, sums[key]) for key, count in counts.items()]


def _orgs(_span: Span, keys: list[str]) -> Mapping[str, str]:
    rows = Org.objects.filter(pk__in=_numbers(keys)).order_by("rank_order", "pk")
    return {str(one.pk): one.short_name or one.name for one in rows}


def _leaders(_span: Span, keys: list[str]) -> Mapping[str, str]:
    rows = Person.objects.filter(pk__in=_numbers(keys)).order_by("rank_order", "pk")
    return {str(one.pk): one.name for one in rows}


def _sections(_span: Span, keys: list[str]) -> Mapping[str, str]:
    rows = OfficeSection.objects.filter(pk__in=_numbers(keys)).order_by("rank_order", "pk")
    return {str(one.pk): one.name for one in rows}


def _numbers(keys: list[str]) -> list[int]:
    return [int(one) for one in keys if one]


NAMES: Mapping[str, Callable[[Span, list[str]], Mapping[str, str]]] = {
    UNIT: _orgs,
    SOURCE: lambda _span, _keys: dict(Source.choices),
    LEADER: _leaders,
    PART: _sections,
    MONTH: lambda span, _keys: {
        f"{one.since:%Y-%m}": f"{one.since.year}年{one.since.month}月" for one in span.months()
    },
}
"""各种分法，代号叫什么，什么次序。"""
