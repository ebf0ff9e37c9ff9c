"""各单位负担：这一周、下一周向各单位要几次反馈、交办几件；只数件数，不排名次（减负规定）。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.people.models import Org, RoleCode
from sanban.supervision.models import Handler, ReportDue, offices_of
from sanban.supervision.services import Asked, asked_of
from sanban.supervision.services.burden import week_of
from sanban.supervision.services.dates import day_of, said
from sanban.web import sheets
from sanban.web.request import Request, respond, with_role

PAGE, ROWS = "units/burdens.html", "units/burden.html"
TITLE = "各单位负担"
SEERS = (
    RoleCode.SUPERVISOR, RoleCode.DIRECTOR, RoleCode.CLERK, RoleCode.SECTION_HEAD, RoleCode.LEADER,
)  # fmt: skip
HEADINGS = (("单位", 20), ("本周反馈", 10), ("本周新交办", 12), ("本周各是什么", 40),
            ("下周反馈", 10), ("下周各是什么", 40))  # fmt: skip
WEEKS = {"this": ("本周", 0), "next": ("下周", 7)}
MOST = 200


@dataclass(frozen=True, slots=True)
class Burden:
    """一个单位两周的负担。"""

    org: Org
    this: Asked
    next: Asked


@require_GET
@with_role(*SEERS)
def show(request: Request) -> HttpResponse:
    """列出各单位，照单位的次序，不按多少排。"""
    today = day_of(request.now)
    rows = list(burdens(today))
    context: dict[str, Any] = {
        "rows": [one for one in rows if one.this.total or one.next.total],
        "idle": sum(not (one.this.total or one.next.total) for one in rows),
        "weeks": [span_words(today + timedelta(days)) for _, days in WEEKS.values()],
        "total": sum(one.this.total for one in rows),
    }
    return respond(request, PAGE, context)


def burdens(today: date) -> Iterator[Burden]:
    """在用的各单位。"""
    orgs = list(Org.objects.in_use().order_by("rank_order", "id"))
    this, following = asked_of(orgs, today), asked_of(orgs, today + timedelta(7))
    for org in orgs:
        yield Burden(org, this[org.pk], following[org.pk])


def span_words(day: date) -> str:
    """这天所在的一周，从哪天到哪天。"""
    since, until = week_of(day)
    return f"{said(since)}至{said(until)}"


@require_GET
@with_role(*SEERS)
def detail(request: Request, pk: int) -> HttpResponse:
    """一个单位一周里的各行，都能点开；别的督办单位交办的只数件数。"""
    org = get_object_or_404(Org, pk=pk)
    week = request.GET.get("week", "")
    label, days = WEEKS.get(week, WEEKS["this"])
    since, until = week_of(day_of(request.now) + timedelta(days))
    offices = set(offices_of(request.me))
    reports, assigned = _reports(org, since, until), _assigned(org, since, until)
    mine = [one for one in reports if one.item.org_id in offices]
    new = [one for one in assigned if one.item.org_id in offices]
    context: dict[str, Any] = {
        "org": org,
        "label": f"{label}（{said(since)}至{said(until)}）",
        "reports": mine,
        "assigned": new,
        "others": len(reports) + len(assigned) - len(mine) - len(new),
    }
    return respond(request, ROWS, context)


def _reports(org: Org, since: date, until: date) -> list[ReportDue]:
    rows = ReportDue.objects.asked_between(since, until).filter(org=org, item__is_open=True)
    return list(rows.select_related("item__matter").order_by("due_on", "id")[:MOST])


def _assigned(org: Org, since: date, until: date) -> list[Handler]:
    zone = timezone.get_default_timezone()
    start = datetime.combine(since, time.min, zone)
    end = datetime.combine(until + timedelta(1), time.min, zone)
    rows = Handler.objects.filter(
        org=org, assigned_at__gte=start, assigned_at__lt=end, released_at=None
    )
    return list(rows.select_related("item__matter").order_by("assigned_at", "id")[:MOST])


@require_GET
@with_role(*SEERS)
def export(request: Request) -> HttpResponse:
    """导出两周的数。"""
    rows = (tuple(_cells(one)) for one in burdens(day_of(request.now)))
    return sheets.export(request, TITLE, HEADINGS, rows)


def _cells(one: Burden) -> Iterator[object]:
    yield from (str(one.org), one.this.reports, one.this.assigned, _kinds(one.this))
    yield from (one.next.reports, _kinds(one.next))


def _kinds(asked: Asked) -> str:
    return "、".join(f"{label} {count}" for label, count in asked.kinds)
