"""通报和督查报告的单子：办公室看全部，写到的单位看印发了的。"""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.people.models import RoleCode
from sanban.statistics.models import Circular, CircularQuerySet
from sanban.statistics.services.circulating import KEEPERS
from sanban.web import keyset
from sanban.web.offices import office_id
from sanban.web.request import Request, respond, with_role
from sanban.web.statistics.periods import READERS, tabs
from sanban.web.templatetags.words import full_day, moment

PAGE = "statistics/circulars.html"
ORDER = ("-until", "-id")
UNITS = (RoleCode.LIAISON, RoleCode.PRINCIPAL, RoleCode.LEADER)
ANYONE = tuple(dict.fromkeys((*READERS, *UNITS)))
"""看得到通报的：办公室的，和写到的单位的。"""


@require_GET
@with_role(*ANYONE)
def show(request: Request) -> HttpResponse:
    """看单子。"""
    page = keyset.page(visible(request).select_related("outgoing__matter"), ORDER, request.GET)
    return respond(request, PAGE, {
        "tabs": tabs("circulars") if request.roles.intersection(READERS) else [],
        "pager": page,
        "rows": [_line(one) for one in page.rows],
        "may_start": may_keep(request),
    })  # fmt: skip


def visible(request: Request) -> CircularQuerySet:
    """此人看得见的：本办公室做的，或者印发了、写到本单位的。"""
    org = office_id(request)
    told = Circular.objects.published().naming([request.me.org_id])
    if not request.roles.intersection(READERS):
        return told
    return Circular.objects.filter(Q(org=org) | Q(pk__in=told.values("pk")))


def may_keep(request: Request) -> bool:
    """能不能做通报。"""
    return bool(request.roles.intersection(KEEPERS))


def _line(one: Circular) -> dict[str, Any]:
    return {
        "url": reverse("circular", args=(one.pk,)),
        "title": one.title,
        "kind": one.get_kind_display(),
        "period": f"{full_day(one.since)}至{full_day(one.until)}",
        "state": one.state_label,
        "sent": moment(one.outgoing.dispatched_at) if one.outgoing else "",
    }
