"""督查室待办裁定：要裁定的申请、要核查的、要交办销号的、到期回头看、没有人接的，一页看完。"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.people.models import Org
from sanban.supervision import services
from sanban.supervision.kinds.supervised_item import APPROVE, ASSIGN, CLOSE_OFF, VERIFY
from sanban.supervision.models import ItemState, Outcome, RequestKind, SideRequest, SupervisedItem
from sanban.supervision.services.dates import day_of
from sanban.supervision.services.lights import light_of_item
from sanban.web.items.door import SUPERVISORS
from sanban.web.request import Request, respond, with_role
from sanban.web.shell import calendar

PAGE = "items/waiting.html"
MOST = 100
SOON = timedelta(14)
# fmt: off
STAGES = (
    # 环节             叫什么
    (VERIFY.code,    "要核查的"),
    (CLOSE_OFF.code, "要销号的"),
    (ASSIGN.code,    "要交办的"),
    (APPROVE.code,   "等领导审批的"),
)
# fmt: on


@require_GET
@with_role(*SUPERVISORS)
def show(request: Request) -> HttpResponse:
    """本单位督办的，等督查室办的各样，急的在前。"""
    request.rail = "supervision"
    org = request.me.org
    gone = [(one, services.why_gone(one)) for one in services.orgs_gone(org)[:MOST]]
    context: dict[str, Any] = {
        "requests": _requests(org),
        "coordinating": _coordinating(org),
        "stages": _stages(org, request),
        "looks": _looks(org, request),
        "gone": gone,
        "today": day_of(request.now),
    }
    context["is_empty"] = not any(
        context[name] for name in ("requests", "coordinating", "stages", "looks", "gone")
    )
    return respond(request, PAGE, context)


def _requests(org: Org) -> list[SideRequest]:
    rows = SideRequest.objects.waiting().filter(item__org=org, item__is_open=True)
    return list(rows.select_related("org", "item__matter")[:MOST])


def _coordinating(org: Org) -> list[SideRequest]:
    rows = SideRequest.objects.in_force(RequestKind.COORDINATION)
    found = rows.filter(item__org=org, item__is_open=True, outcome=Outcome.GRANTED)
    return list(found.select_related("org", "item__matter").order_by("id")[:MOST])


def _stages(org: Org, request: Request) -> list[dict[str, Any]]:
    """各环节等着的，一次查询。"""
    rows = SupervisedItem.objects.filter(
        org=org, is_open=True, matter__stage__in=[code for code, _ in STAGES]
    )
    waiting = (ItemState.PROPOSED, ItemState.APPROVED, ItemState.VERIFYING)
    rows = rows.filter(state__in=waiting).select_related("matter", "lead_org")
    days = calendar(timezone.localdate())
    lit = [
        (one, light_of_item(one, now=request.now, calendar=days))
        for one in rows.order_by("due_at", "matter")[:MOST]
    ]
    found = [
        {
            "code": code,
            "label": label,
            "rows": [pair for pair in lit if pair[0].matter.stage == code],
        }
        for code, label in STAGES
    ]
    return [one for one in found if one["rows"]]


def _looks(org: Org, request: Request) -> list[SupervisedItem]:
    """到期、快到期要回头看的。"""
    rows = SupervisedItem.objects.filter(org=org, state=ItemState.CLOSED, matter__stage="follow_up")
    soon = rows.filter(follow_up_on__lte=day_of(request.now) + SOON)
    return list(soon.select_related("matter", "lead_org").order_by("follow_up_on")[:MOST])
