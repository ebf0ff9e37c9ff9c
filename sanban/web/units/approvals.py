"""单位领导审核：本单位要报出的反馈、要提的申请列在一页，一按同意，或者写明原因退回。"""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.matters.models import MatterFile
from sanban.supervision import services
from sanban.supervision.models import Feedback, FeedbackState, SideRequest
from sanban.web.request import Request, done, respond, with_role
from sanban.web.units.acts import words
from sanban.web.units.doors import LEADERS, orgs_of

PAGE = "units/approvals.html"
MOST = 50
OF_ITEM = ("item__matter", "org")
AGREE, REFUSE = "agree", "refuse"


@require_GET
@with_role(*LEADERS)
def show(request: Request) -> HttpResponse:
    """列出等我审核的，早的在前。"""
    request.rail = "tasks"
    orgs = orgs_of(request.me, LEADERS)
    feedbacks = list(_feedbacks(orgs)[:MOST])
    asks = SideRequest.objects.awaiting_consent(orgs).select_related(*OF_ITEM, "by")[:MOST]
    papers: dict[int, list[MatterFile]] = {}
    steps, items = [one.step_id for one in feedbacks], [one.item_id for one in feedbacks]
    for file in MatterFile.objects.filter(matter__in=items, step__in=steps, retracted_at=None):
        papers.setdefault(file.step_id or 0, []).append(file)
    context: dict[str, Any] = {
        "feedbacks": [(one, papers.get(one.step_id or 0, [])) for one in feedbacks],
        "requests": list(asks),
    }
    return respond(request, PAGE, context)


def _feedbacks(orgs: list[int]) -> Any:
    rows = Feedback.objects.filter(org__in=orgs, state=FeedbackState.PENDING)
    return rows.select_related(*OF_ITEM, "author").order_by("id")


@require_POST
@with_role(*LEADERS)
def feedback(request: Request, pk: int) -> HttpResponse:
    """审核一次反馈。"""
    rows = Feedback.objects.filter(org__in=orgs_of(request.me, LEADERS))
    row = rows.select_related("item", "org").filter(pk=pk).first()
    if row is None:
        raise Http404
    if words(request, "way") == AGREE:
        services.approve_feedback(row, by=request.me, now=request.now)
        told = "已同意，反馈报出了"
    else:
        remark = words(request, "remark")
        services.return_feedback(row, reason=remark, by=request.me, now=request.now)
        told = "已退回，请联络员补报"
    return done(request, reverse("task-approvals"), told)


@require_POST
@with_role(*LEADERS)
def consent(request: Request, pk: int) -> HttpResponse:
    """同意或者不同意提一项申请。"""
    rows = SideRequest.objects.filter(org__in=orgs_of(request.me, LEADERS))
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    agreed = words(request, "way") == AGREE
    services.consent(
        row, is_agreed=agreed, by=request.me, now=request.now, remark=words(request, "remark")
    )
    told = "已同意，送督查室裁定" if agreed else "已退回，没有提"
    return done(request, reverse("task-approvals"), told)
