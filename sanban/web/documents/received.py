"""本单位收件：发给我单位的，还欠哪几件；手机上也能办。"""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from sanban.documents.models import Distribution
from sanban.people.models import RoleCode
from sanban.web import keyset
from sanban.web.request import Request, respond, with_role
from sanban.web.shell import calendar

PAGE = "documents/received.html"
TABS = {"owed": "要办的", "all": "全部"}


@with_role(RoleCode.LIAISON)
def show(request: Request) -> HttpResponse:
    """列出发给我单位的。"""
    tab = request.GET.get("tab", "owed")
    mine = [held.org_id for held in request.me.holdings.all() if held.role == RoleCode.LIAISON]
    rows = Distribution.objects.to_orgs(mine).select_related("matter__incoming", "org")
    if tab == "owed":
        rows = rows.filter(wants_handling=True, handled_at=None)
    found = keyset.page(rows, ("-id",), request.GET)
    context: dict[str, Any] = {
        "tab": tab,
        "tabs": [{"code": one, "label": text, "current": one == tab} for one, text in TABS.items()],
        "pager": found,
        "rows": found.rows,
        "now": request.now,
        "days": calendar(timezone.localdate()),
    }
    return respond(request, PAGE, context)
