"""本单位收件：发给我单位的，还欠哪几件；手机上也能办。"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.documents.models import Distribution
from sanban.matters.models import FAR, Matter, Urgency
from sanban.people.models import RoleCode
from sanban.web import keyset, sheets
from sanban.web.request import Request, respond, with_role
from sanban.web.shell import calendar

PAGE = "documents/received.html"
PAPERS = ("matter__incoming", "matter__outgoing__number__prefix")
"""收文的一行，或者发文的一行和文号，一并取来。"""
HEADINGS = (("文件", 60), ("来文单位", 24), ("来文字号", 24), ("紧急", 8), ("期限", 18),
            ("送达", 18), ("签收", 18), ("办完", 18), ("办理情况", 60))  # fmt: skip
TABS = {"owed": "要办的", "all": "全部"}


@with_role(RoleCode.LIAISON)
def show(request: Request) -> HttpResponse:
    """列出发给我单位的。"""
    tab = request.GET.get("tab", "owed")
    found = keyset.page(_sent(request, tab), ("-id",), request.GET)
    context: dict[str, Any] = {
        "tab": tab,
        "tabs": [{"code": one, "label": text, "current": one == tab} for one, text in TABS.items()],
        "pager": found,
        "rows": [(one, *_sender(one.matter)) for one in found.rows],
        "now": request.now,
        "days": calendar(timezone.localdate()),
    }
    return respond(request, PAGE, context)


def _sent(request: Request, tab: str) -> QuerySet[Distribution]:
    mine = [held.org_id for held in request.me.holdings.all() if held.role == RoleCode.LIAISON]
    rows = Distribution.objects.to_orgs(mine).select_related(*PAPERS, "org")
    return rows.filter(wants_handling=True, handled_at=None) if tab == "owed" else rows


@require_GET
@with_role(RoleCode.LIAISON)
def export(request: Request) -> HttpResponse:
    """导出发给我单位的。"""
    found = _sent(request, request.GET.get("tab", "owed")).order_by("-id")[: sheets.MOST + 1]
    rows = (tuple(_cells(one)) for one in found)
    return sheets.export(request, "本单位收件", HEADINGS, rows)


def _cells(one: Distribution) -> Iterator[str]:
    matter = one.matter
    yield from (matter.title, *_sender(matter))
    yield Urgency(matter.urgency).label if matter.urgency else ""
    yield _when(matter.due_at) if matter.due_at < FAR else ""
    yield from map(_when, (one.sent_at, one.received_at, one.handled_at))
    yield one.answer


def _sender(matter: Matter) -> tuple[str, str]:
    """谁的文、什么号：收文是来文单位和来文字号，发文是发文机关和文号。"""
    if (incoming := getattr(matter, "incoming", None)) is not None:
        return incoming.sender_name, incoming.sender_number
    if (outgoing := getattr(matter, "outgoing", None)) is not None:
        return outgoing.issuer, str(outgoing.number or "")
    return "", ""


def _when(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
