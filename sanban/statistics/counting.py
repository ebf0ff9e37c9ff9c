"""照口径去数：合计一句查完，一种分法一句，点开就是数它的那些行。"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Q, QuerySet, Sum, Value

from sanban.core.models import Holiday
from sanban.core.replica import on_replica
from sanban.core.workdays import Calendar
from sanban.people.models import OfficeSection, Org, Person
from sanban.statistics.local_day import stepped, workdays_to
from sanban.statistics.report import DAYS, LEADER, MONTH, PART, SOURCE, UNIT, Report, Row
from sanban.statistics.span import Span
from sanban.supervision.models import Source

UNKNOWN = "没有写明"
Found = tuple[str, int, int]
"""一组的代号，分母，分子。"""


@on_replica
def totals(reports: Iterable[Report], span: Span) -> dict[str, Row]:
    """几个数的合计，一句查完，分母相同的一并数；有平均天数的，另查一句工作日历。"""
    asked = list(reports)
    sharing: dict[Any, list[Report]] = defaultdict(list)
    for one in asked:
        sharing[one.whole].append(one)
    most = max(len(group) for group in sharing.values())
    queries = [_one_line(group, span, most) for group in sharing.values()]
    found = {first: counts for first, *counts in queries[0].union(*queries[1:], all=True)}
    rows = {
        one.code: Row(one, "", "合计", whole, part or 0)
        for group in sharing.values()
        for whole, *parts in [found.get(group[0].code, [0] * (most + 1))]
        for one, part in zip(group, parts, strict=False)
    }
    return {one.code: rows[one.code] for one in asked}


def total(report: Report, span: Span) -> Row:
    """一个数的合计。"""
    return totals([report], span)[report.code]


@on_replica
def grouped(report: Report, span: Span, dimension: str) -> list[Row]:
    """按一种分法数：单位、科室照排列次序，来源照代号，月份照先后，一个都没有的不列。"""
    found = _counts_by(report, span, dimension)
    names = NAMES[dimension](span, [key for key, _, _ in found])
    rows = {key: Row(report, key, names.get(key, UNKNOWN), *two) for key, *two in found}
    return [rows[key] for key in [*names, *sorted(set(rows) - set(names))] if key in rows]


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


def unit_rows(report: Report, span: Span) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """各单位的分母、分子是哪些事项；一行一个编号，同一事项几行的写几次。"""
    found: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, part in enumerate((False, True)):
        rows = rows_of(report, span, part=part).order_by()
        keyed = rows.annotate(group_key=_key(report, span, UNIT))
        for key, pk in keyed.values_list("group_key", report.matter):
            found[_text(key)][place].append(pk)
    return {key: (tuple(whole), tuple(part)) for key, (whole, part) in found.items()}


def _one_line(sharing: list[Report], span: Span, most: int) -> Any:
    """分母相同的几个数，一句里的一行：头一个的代号，分母，各自的分子；不够的补零。"""
    first = sharing[0]
    named = first.whole(span).order_by().annotate(code=Value(first.code, CharField()))
    nothing = [Value(0, IntegerField())] * (most - len(sharing))
    parts = [*(_met(one, span) for one in sharing), *nothing]
    told = {f"part{n}": one for n, one in enumerate(parts)}
    return (
        named.values("code").annotate(whole=Count("pk"), **told).values_list("code", "whole", *told)
    )


def _met(report: Report, span: Span) -> Any:
    """分子：合条件的几行；平均天数的是一共几个工作日，没有分子的是零。"""
    if report.kind == DAYS:
        days = workdays()
        first, last = (workdays_to(one, days) for one in report.span_of)
        return Sum(last - first, output_field=IntegerField())
    part = report.part(span)
    return Count("pk", filter=part) if part else Value(0, IntegerField())


def _counts_by(report: Report, span: Span, dimension: str) -> list[Found]:
    keyed = report.whole(span).order_by().annotate(group_key=_key(report, span, dimension))
    rows = keyed.values("group_key").annotate(whole=Count("pk"), part=_met(report, span))
    found = rows.values_list("group_key", "whole", "part")
    return [(_text(key), whole, part or 0) for key, whole, part in found]


def _key(report: Report, span: Span, dimension: str) -> Any:
    if dimension == MONTH:
        return _months(report, span)
    way = report.split[dimension]
    return F(way) if isinstance(way, str) else way


def _months(report: Report, span: Span) -> Any:
    """算在哪个月：与几个月初比，不回到 Python 里换时区。"""
    starts = [(one.since if report.is_day else one.start, one) for one in span.months()]
    steps = [(start, f"{one.since:%Y-%m}") for start, one in starts]
    return stepped(report.moment, steps[1:], before=steps[0][1], field=CharField())


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
