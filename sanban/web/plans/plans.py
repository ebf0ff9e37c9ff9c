"""各期计划：周计划、季度工作清单、年度重点工作，一期一行。"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sanban.supervision.models import EntryState, Span, WorkPlan
from sanban.supervision.services import planning
from sanban.supervision.services.planning import PLANNERS
from sanban.web import keyset, sheets
from sanban.web.offices import office_id
from sanban.web.plans.doors import READERS
from sanban.web.plans.periods import ADDED, period
from sanban.web.request import Request, done, respond, with_role
from sanban.web.templatetags.words import day

PAGE = "plans/plans.html"
TITLE = "工作计划"
ORDER = ("-starts_on", "-id")
HEADINGS = (("期", 34), ("共几条", 8), ("已销号", 8), ("在办", 8), ("转下期", 8),
            ("不再办", 8), ("对账", 12))  # fmt: skip
STATES = (EntryState.DONE, EntryState.OPEN, EntryState.CARRIED, EntryState.DROPPED)


@require_GET
@with_role(*READERS)
def show(request: Request) -> HttpResponse:
    """看各期；`span` 是哪一种，缺省看周计划。"""
    span = span_of(request)
    found = keyset.page(_chosen(request, span), ORDER, request.GET)
    context: dict[str, Any] = {
        "span": span,
        "label": span.label,
        "tabs": [{"code": one, "label": one.label, "current": one == span} for one in Span],
        "pager": replace(found, unit="期"),
        "rows": [_row(one) for one in found.rows],
        "may_plan": planning.may(request.me, request.me.org_id, PLANNERS),
        "opening": f"列{ADDED[span]}",
        "today": timezone.localdate().isoformat(),
    }
    return respond(request, PAGE, context)


def span_of(request: Request) -> Span:
    """问的是哪一种计划；不认得的当周计划。"""
    asked = request.GET.get("span", "")
    return Span(asked) if asked in Span.values else Span.WEEK


def _chosen(request: Request, span: Span) -> QuerySet[WorkPlan]:
    counts = {str(state): Count("entries", filter=Q(entries__state=state)) for state in STATES}
    rows = WorkPlan.objects.filter(org=office_id(request), span=span)
    return rows.annotate(total=Count("entries"), **counts)


def _row(plan: Any) -> dict[str, Any]:
    return {
        "url": reverse("plan", args=(plan.pk,)),
        "period": period(plan.span, plan.starts_on),
        "total": plan.total,
        "counts": [getattr(plan, str(state)) or "" for state in STATES],
        "closed": day(plan.closed_at),
        "is_open": plan.closed_at is None,
    }


@require_GET
@with_role(*READERS)
def export(request: Request) -> HttpResponse:
    """导出这一种的各期。"""
    span = span_of(request)
    rows = _chosen(request, span).order_by(*ORDER)[: sheets.MOST + 1]
    return sheets.export(request, span.label, HEADINGS, (tuple(_cells(one)) for one in rows))


def _cells(plan: Any) -> Iterator[object]:
    yield period(plan.span, plan.starts_on)
    yield plan.total
    yield from (getattr(plan, str(state)) for state in STATES)
    yield f"{timezone.localtime(plan.closed_at):%Y-%m-%d}" if plan.closed_at else ""


@require_POST
@with_role(*PLANNERS)
def start(request: Request) -> HttpResponse:
    """建一期；这一期已经有了，就去看它。"""
    day_asked = _day(request.POST.get("day", ""))
    span = request.POST.get("span", "")
    plan = planning.open_plan(span, day_asked, by=request.me, now=request.now)
    said = f"{period(plan.span, plan.starts_on)}的{Span(plan.span).label}已建好，先看看上期留下的"
    return done(request, reverse("plan", args=(plan.pk,)), said)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
