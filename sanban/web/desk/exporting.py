"""工作台的几本单子导出成 Excel。"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.core.workdays import Calendar
from sanban.matters.lights import light_of
from sanban.matters.models import FAR, Urgency
from sanban.people.models import BUSINESS
from sanban.web import sheets
from sanban.web.desk.desk import COLUMNS, LISTS, SHOWN, TABS, Seen, plain_row
from sanban.web.request import Request, with_role
from sanban.web.shell import calendar

HEADINGS = (("灯", 10), ("事项", 60), ("收文号和来文单位", 44), ("紧急", 8), ("环节", 12),
            ("代谁办", 10))  # fmt: skip


@require_GET
@with_role(*BUSINESS)
def export(request: Request) -> HttpResponse:
    """导出待办、待阅、已办、我登记中的一本。"""
    tab = request.GET.get("tab", "todo")
    if tab not in TABS:
        raise Http404
    days = calendar(timezone.localdate())
    found = LISTS[tab].rows(request.me.pk, most=sheets.MOST + 1)
    rows = (tuple(_cells(one, tab, request.now, days)) for one in found)
    return sheets.export(request, TABS[tab], (*HEADINGS, (COLUMNS[tab][0], 18)), rows)


def _cells(one: Any, tab: str, now: datetime, days: Calendar) -> Iterator[str]:
    seen = Seen(*one[-len(SHOWN) :])
    row = plain_row(one, tab, seen)
    ended = seen.stage_label
    lit = light_of(row["state"], row["due_at"], now=now, calendar=days, ended_as=ended)
    yield "待阅" if tab == "reading" else lit.label
    yield from (seen.title, seen.source)
    yield Urgency(seen.urgency).label if seen.urgency else ""
    yield from (row["stage"], row.get("on_behalf_of") or "")
    when = row["due_at"] if tab == "todo" else row["when"]
    yield f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if when and when < FAR else ""
