"""一件承办任务：先看要什么、到什么时候，知道的都列着不再问，下面一张表报进展。"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.matters.doers import LEAD
from sanban.matters.models import FAR
from sanban.supervision.models import (
    Feedback,
    FeedbackState,
    ItemState,
    Milestone,
    Outcome,
    RequestKind,
    SideRequest,
)
from sanban.supervision.services import Almanac, objection_due, unit_leaders, warning_of
from sanban.supervision.services.dates import day_of, said
from sanban.supervision.services.lights import light_of_item
from sanban.supervision.services.requests import SORTS
from sanban.web.request import Request, note_view, respond, signed_in
from sanban.web.units.branches import branches_of
from sanban.web.units.doors import Duty, almanac_of, get_duty
from sanban.web.units.owed import Known, asks_of, is_applied

PAGE = "units/task.html"
MOST_FEEDBACKS = 5
# fmt: off
WHYS = {
    # 何种                    说明
    RequestKind.OBJECTION:    "认为不该由本单位承办的，写明理由和该由谁办。",
    RequestKind.EXTENSION:    "到时限办不完的，时限以前提，写明原因和延到哪天。",
    RequestKind.COORDINATION: "要别的单位配合、自己协调不下来的，请督查室协调。",
    RequestKind.SUSPENSION:   "因客观原因暂时办不下去的，提请中止；同意后停算时限。",
    RequestKind.PHASE:        "分阶段的，这一阶段办完了，写明成效和下一阶段的时限。",
}
WANTED = {
    RequestKind.EXTENSION: "延到",
    RequestKind.SUSPENSION: "预计恢复",
    RequestKind.PHASE: "下一阶段的时限",
}
MUST = (RequestKind.EXTENSION, RequestKind.PHASE)
# fmt: on


@dataclass(frozen=True, slots=True)
class Offer:
    """能提的一种申请；`barred` 是不能提的一句话，`warning` 是提之前要知道的。"""

    code: str
    label: str
    says: str
    day_label: str
    must_day: bool
    wants_consent: bool
    barred: str
    warning: str


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """看一件承办任务。"""
    duty = get_duty(request, pk)
    request.rail = "tasks"
    note_view(request, duty.item.matter.target, "承办任务")
    return respond(request, PAGE, context_of(request, duty))


def context_of(request: Request, duty: Duty) -> dict[str, Any]:
    """承办任务页要的全部内容。"""
    how, item, handler = almanac_of(request), duty.item, duty.handler
    reports = _reports(duty)
    milestones = list(item.milestones.order_by("due_on", "position"))
    branches = branches_of(duty)
    leaders = [] if duty.is_leader else unit_leaders(duty.org)
    undone = next((one for one in milestones if one.done_on is None), None)
    runs = item.state == ItemState.HANDLING and not is_applied(handler)
    requests = _requests(duty)
    return {
        "duty": duty,
        "item": item,
        "handler": handler,
        "light": light_of_item(item, now=request.now, calendar=how.calendar),
        "asks": asks_of(handler, Known(undone, branches.first_due), how),
        "runs": runs,
        "is_applied": is_applied(handler),
        "has_due": item.due_at < FAR,
        "last": reports[0] if reports else None,
        "returned": _returned(reports),
        "pending": next((one for one in reports if one.state == FeedbackState.PENDING), None),
        "reports": reports,
        "number": (reports[0].number if reports else 0) + 1,
        "leaders": leaders,
        "names_approver": runs and not leaders and not duty.is_leader,
        "milestones": milestones,
        "late": _late(duty, milestones, how),
        "branches": branches,
        "requests": requests,
        "offers": list(_offers(duty, requests, how)) if runs else [],
        "today": how.today,
    }


def _reports(duty: Duty) -> list[Feedback]:
    """本单位最近几次反馈，近的在前。"""
    rows = Feedback.objects.filter(item=duty.item, org=duty.org).select_related("author")
    return list(rows.order_by("-number")[:MOST_FEEDBACKS])


def _returned(reports: list[Feedback]) -> Feedback | None:
    """最近一次是退回的，要照着补报。"""
    last = reports[0] if reports else None
    return last if last and last.state == FeedbackState.RETURNED else None


def _requests(duty: Duty) -> list[SideRequest]:
    rows = SideRequest.objects.filter(item=duty.item, org=duty.org).select_related("by", "ruled_by")
    return list(rows.order_by("-id")[:20])


def _late(duty: Duty, milestones: list[Milestone], how: Almanac) -> list[Milestone]:
    """过了日子还没完成、要在反馈里说明的节点；只问主办单位。"""
    if duty.handler.part != LEAD:
        return []
    return [one for one in milestones if one.done_on is None and one.due_on < how.today]


def _offers(duty: Duty, requests: list[SideRequest], how: Almanac) -> Iterator[Offer]:
    waiting = {one.kind for one in requests if one.outcome == Outcome.PENDING}
    for code, sort in SORTS.items():
        kind = RequestKind(code)
        yield Offer(
            code=kind.value,
            label=str(kind.label),
            says=WHYS[kind],
            day_label=WANTED.get(kind, ""),
            must_day=kind in MUST,
            wants_consent=sort.wants_consent,
            barred="已经提了，等裁定" if code in waiting else _barred(duty, code, how),
            warning=warning_of(duty.item, code, how=how),
        )


def _barred(duty: Duty, code: str, how: Almanac) -> str:
    """现在不能提的，为什么；能提的为空。"""
    if code == RequestKind.OBJECTION and how.now > (due := objection_due(duty.handler, how)):
        return f"{said(day_of(due))}已经截止，确实办不了的请与督查室联系"
    if code == RequestKind.EXTENSION and how.now > duty.item.due_at:
        return "要在时限以前提，时限已经过了"
    return ""
