"""通报里的数：先数出来，带着数它的那些事项；存下以后写稿、下钻都用存下的。"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from sanban.core import services as core
from sanban.people.models import Org
from sanban.statistics.counting import rows_of, total, unit_rows, workdays
from sanban.statistics.models import FrozenFigure
from sanban.statistics.registry import reports
from sanban.statistics.report import COUNT, DAYS, RATE, SUPERVISION, Report, Row
from sanban.statistics.span import Span, said

PERIOD, LATE_UNITS, APPEAL, RANK, LATE, SLOW = (
    "period", "late_units", "appeal_days", "rank", "late", "slow",
)  # fmt: skip
OF_UNIT = ("due", "on_time", "overdue", "timely_feedback", "pressings")
"""各单位的表里有哪几个数。"""
APPEAL_DAYS = 5
"""印发后几个工作日内可以申诉，惯例；各单位可以改（Option `statistics.appeal_days`）。"""
MOST_LABEL = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """一个数，还没有存；各项同 `FrozenFigure`。"""

    key: str
    label: str
    text: str
    org: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    rows: tuple[int, ...] = ()
    met: tuple[int, ...] = ()

    def frozen(self, circular: int, position: int) -> FrozenFigure:
        """要存下的一行。"""
        return FrozenFigure(
            circular_id=circular,
            position=position,
            key=self.key,
            label=self.label[:MOST_LABEL],
            org_id=self.org,
            numerator=self.numerator,
            denominator=self.denominator,
            text=self.text,
            rows=json.dumps(self.rows),
            met=json.dumps(self.met),
        )


def appeal_days() -> int:
    """印发后几个工作日内可以申诉。"""
    found = core.options("statistics.appeal_days").get("statistics.appeal_days", "")
    return int(found) if found.isdecimal() and int(found) else APPEAL_DAYS


def counted(span: Span) -> Iterator[Figure]:
    """一个期间通报用的全部数：合计、各单位、位次、逾期的各件。"""
    yield period(span)
    yield Figure(key=APPEAL, label="申诉期限（工作日）", text=str(appeal_days()))
    for report in overall():
        yield whole(report, span)
    units = list(_by_unit(span))
    yield from units
    yield from _ranks(units)
    yield from _slow(units)
    yield from late_items(span)


def overall() -> Iterator[Report]:
    """督查督办的各项口径。"""
    return (one for one in reports().values() if one.family == SUPERVISION)


def period(span: Span) -> Figure:
    """期间，和它的起止。"""
    return Figure(key=PERIOD, label=span.days_label, text=span.label)


def whole(report: Report, span: Span) -> Figure:
    """一个数的合计。"""
    rows = _ids(rows_of(report, span), report)
    met = _ids(rows_of(report, span, part=True), report) if report.kind == RATE else ()
    part = total(report, span).part if report.kind == DAYS else len(met)
    return _figure(Row(report, "", "全部", len(rows), part), report.code, rows, met)


def _ids(rows: Any, report: Report) -> tuple[int, ...]:
    return tuple(rows.order_by().values_list(report.matter, flat=True))


def _figure(row: Row, key: str, rows: tuple[int, ...], met: tuple[int, ...]) -> Figure:
    is_count = row.report.kind == COUNT
    return Figure(
        key=key,
        label=f"{row.label}　{row.report.title}" if row.key else row.report.title,
        text=row.text,
        org=int(row.key) if row.key else None,
        numerator=row.whole if is_count else row.part,
        denominator=None if is_count else row.whole,
        rows=rows,
        met=met,
    )


def _by_unit(span: Span) -> Iterator[Figure]:
    """各单位的几个数；没有应办结的单位不列。"""
    found = {code: unit_rows(reports()[code], span) for code in OF_UNIT}
    names = _names(found["due"])
    for key, name in names.items():
        for code in OF_UNIT:
            rows, met = found[code].get(key, ((), ()))
            row = Row(reports()[code], key, name, len(rows), len(met))
            yield _figure(row, f"{code}:unit:{key}", rows, met)


def _names(keys: Iterable[str]) -> dict[str, str]:
    rows = Org.objects.filter(pk__in=[int(key) for key in keys if key])
    return {str(one.pk): str(one) for one in rows.order_by("rank_order", "pk")}


def _ranks(units: Iterable[Figure]) -> Iterator[Figure]:
    """位次：先比按期办结率，再比反馈及时率；都一样的并列。不比批示、信息采用（减负规定）。"""
    found: dict[int, dict[str, Figure]] = defaultdict(dict)
    for one in units:
        found[one.org or 0][one.key.partition(":")[0]] = one
    scores = {
        org: (_rate(of["on_time"]), _rate(of["timely_feedback"])) for org, of in found.items()
    }
    for org, mine in scores.items():
        place = 1 + sum(other > mine for other in scores.values())
        first = found[org]["on_time"]
        label = first.label.replace("按期办结率", "位次")
        yield replace(first, key=f"{RANK}:unit:{org}", label=label, text=str(place))


def _slow(units: Iterable[Figure]) -> Iterator[Figure]:
    """各单位有几次反馈不及时；都及时的不列。"""
    for one in units:
        missed = list(one.rows)
        for pk in one.met:
            missed.remove(pk)
        if one.key.startswith("timely_feedback:") and missed:
            label = one.label.replace("反馈及时率", "反馈不及时")
            rows = tuple(missed)
            key = f"{SLOW}:unit:{one.org}"
            yield Figure(key=key, label=label, text=str(len(rows)), org=one.org, rows=rows)


def _rate(one: Figure) -> float:
    """没有应报的，反馈按全部及时算，不吃亏。"""
    return (one.numerator or 0) / one.denominator if one.denominator else 1.0


def late_items(span: Span) -> Iterator[Figure]:
    """逾期的各件：哪个单位、哪件事、逾期几个工作日，长的在前。"""
    rows = rows_of(reports()["overdue"], span, part=True).select_related("matter", "lead_org")
    found, days = list(rows), workdays()
    orgs = {one.lead_org_id for one in found}
    met = tuple(one.pk for one in found)
    if found:
        yield Figure(key=LATE_UNITS, label="有逾期事项的单位", text=str(len(orgs)), rows=met)
    each = [
        (days.between(_day(one.due_at), _day(one.applied_at or span.now)), one) for one in found
    ]
    for late, one in sorted(each, key=lambda two: (-two[0], two[1].pk)):
        yield Figure(
            key=f"{LATE}:{one.pk}",
            label=f"{one.matter.title}　应于{said(_day(one.due_at))}办结",
            text=str(max(late, 1)),
            org=one.lead_org_id,
            numerator=late,
            rows=(one.pk,),
        )


def _day(moment: Any) -> Any:
    return timezone.localtime(moment).date()
