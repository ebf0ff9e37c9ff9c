"""统计各页共用的期间：网址里的自、至，几个常用的期间，页签。"""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone

from sanban.people.models import RoleCode
from sanban.statistics.registry import reports
from sanban.statistics.report import Report
from sanban.statistics.span import Span
from sanban.web.offices import office_id
from sanban.web.request import Request

READERS = (
    RoleCode.SUPERVISOR,
    RoleCode.DIRECTOR,
    RoleCode.LEADER,
    RoleCode.PRINCIPAL,
    RoleCode.CLERK,
    RoleCode.SECTION_HEAD,
)
"""看统计的：只看得到本单位督办的。"""
FIRST = date(2000, 1, 1)
LONGEST = timedelta(1830)
"""一次至多看五年。"""
QUARTER = 3


def span_of(request: Request) -> Span:
    """网址里的期间；没有写、写得不对的，看今年到今天。"""
    today = timezone.localtime(request.now).date()
    since = _day(request.GET, "since") or today.replace(month=1, day=1)
    until = _day(request.GET, "until") or today
    if not since <= until <= since + LONGEST:
        since, until = today.replace(month=1, day=1), today
    return Span(office_id(request), since, until, request.now)


def _day(asked: QueryDict, name: str) -> date | None:
    try:
        found = date.fromisoformat(asked.get(name, ""))
    except ValueError:
        return None
    return found if FIRST <= found < date(9000, 1, 1) else None


def query_of(span: Span, **more: str) -> str:
    """带着期间的查询串。"""
    kept = {"since": span.since.isoformat(), "until": span.until.isoformat(), **more}
    return urlencode(kept)


def usual(span: Span, path: str, **more: str) -> list[dict[str, Any]]:
    """几个常用的期间：本月、本季、上季、今年、去年。"""
    found = []
    for label, (since, until) in usual_dates(span.today).items():
        here = Span(span.org, since, until, span.now)
        chosen = (since, until) == (span.since, span.until)
        found.append({"label": label, "url": f"{path}?{query_of(here, **more)}", "current": chosen})
    return found


def usual_dates(today: date) -> dict[str, tuple[date, date]]:
    """几个常用的期间，各自哪天到哪天。"""
    quarter = today.replace(month=(today.month - 1) // QUARTER * QUARTER + 1, day=1)
    last = quarter - timedelta(1)
    year = today.replace(month=1, day=1)
    return {
        "本月": (today.replace(day=1), today),
        "本季": (quarter, today),
        "上季": (last.replace(month=last.month - QUARTER + 1, day=1), last),
        "今年": (year, today),
        "去年": (date(today.year - 1, 1, 1), year - timedelta(1)),
    }


def report_of(code: str) -> Report:
    """一个数的口径；没有这个数的当作没有这一页。"""
    found = reports().get(code)
    if found is None:
        raise Http404
    return found


def tabs(here: str) -> list[dict[str, Any]]:
    """统计、通报两个页签。"""
    listed = (("statistics", "统计"), ("circulars", "通报和督查报告"))
    return [{"url": reverse(one), "label": label, "current": one == here} for one, label in listed]
