"""各季的综合分析研判：一季一份，选一季就立。"""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sanban.core.errors import Refused
from sanban.people.models import RoleCode
from sanban.statistics import services
from sanban.statistics.analyses.comparing import span_of
from sanban.statistics.models import Analysis
from sanban.statistics.services.circulating import KEEPERS
from sanban.web import keyset
from sanban.web.offices import office_id
from sanban.web.request import Request, done, respond, with_role
from sanban.web.statistics.periods import usual_dates
from sanban.web.templatetags.words import moment

PAGE = "statistics/analyses.html"
READERS = (*KEEPERS, RoleCode.LEADER, RoleCode.SECTION_HEAD)
"""看研判的；写的是督查员、主任。"""
ORDER = ("-starts_on", "-id")


@require_GET
@with_role(*READERS)
def show(request: Request) -> HttpResponse:
    """看各季的；没有立的本季、上季给出按钮。"""
    rows = Analysis.objects.filter(org=office_id(request)).select_related("by")
    page = keyset.page(rows, ORDER, request.GET)
    return respond(request, PAGE, {
        "pager": page,
        "rows": [_line(one) for one in page.rows],
        "openings": _openings(request) if may_write(request) else [],
    })  # fmt: skip


def may_write(request: Request) -> bool:
    """由不由此人写。"""
    return bool(request.roles.intersection(KEEPERS))


def _openings(request: Request) -> list[tuple[str, str]]:
    """还没有立的：上季、本季。"""
    dates = usual_dates(timezone.localtime(request.now).date())
    starts = [dates[name][0] for name in ("上季", "本季")]
    held = Analysis.objects.filter(org=request.me.org_id, starts_on__in=starts)
    known = set(held.values_list("starts_on", flat=True))
    return [(one.isoformat(), label(one, request.now)) for one in starts if one not in known]


def label(starts_on: date, now: datetime) -> str:
    """一季的叫法：2026年第三季度。"""
    return span_of(0, starts_on, now).label


def _line(one: Analysis) -> dict[str, Any]:
    return {
        "url": reverse("analysis", args=(one.pk,)),
        "label": label(one.starts_on, one.made_at),
        "judgement": one.judgement,
        "by": one.by.name,
        "made": moment(one.made_at),
        "closed": moment(one.closed_at),
    }


@require_POST
@with_role(*KEEPERS)
def start(request: Request) -> HttpResponse:
    """立一季的。"""
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise Refused("请选一季。", code="bad-choice") from None
    made = services.open_analysis(day, by=request.me, now=request.now)
    return done(request, reverse("analysis", args=(made.pk,)), "数和问题已列出，请写研判")
