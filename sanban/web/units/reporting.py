"""报一次反馈：别人先报了的不重报，他写的和我写的都摆出来，看过再报。"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.supervision import services
from sanban.supervision.models import Feedback, FeedbackState
from sanban.supervision.services import FeedbackForm
from sanban.web.matters.given import uploads
from sanban.web.refusals import refuse
from sanban.web.request import Request, done, number, signed_in
from sanban.web.units.acts import percent, task_url, words
from sanban.web.units.doors import Duty, get_duty

STALE = "stale-feedback"
THEIRS = "units/parts/theirs.html"


@require_POST
@signed_in
def report(request: Request, pk: int) -> HttpResponse:
    """报出，或者送本单位领导审核。"""
    duty = get_duty(request, pk)
    form = FeedbackForm(
        progress=percent(words(request, "progress"), "完成率"),
        content=words(request, "content"),
        problem=words(request, "problem"),
        next_step=words(request, "next_step"),
        approver_name=words(request, "approver_name"),
        uploads=tuple(uploads(request)),
    )
    base = number(request.POST.get("base")) or 0
    try:
        made = services.feedback(
            duty.item, form, org=duty.org, base=base, by=request.me, now=request.now
        )
    except Refused as fault:
        if fault.code != STALE:
            raise
        return _stale(request, duty, fault)
    return done(request, task_url(duty), _told(made))


def _told(made: Feedback) -> str:
    if made.state == FeedbackState.PENDING:
        return f"第 {made.number} 次反馈已送{made.approver_name}审核，审了才算报出"
    return f"第 {made.number} 次反馈已报出"


def _stale(request: Request, duty: Duty, fault: Refused) -> HttpResponse:
    """同事先报了：摆出他写的；我写的还在表里，看过再按一次就照我的报。"""
    if not request.htmx:
        return refuse(request, fault)
    rows = Feedback.objects.filter(item=duty.item, org=duty.org).select_related("author")
    context = {"other": rows.order_by("-number").first()}
    response = render(request, THEIRS, context, status=409)
    response["HX-Retarget"], response["HX-Reswap"] = "#theirs", "innerHTML"
    response["X-Refused"] = fault.code
    return response
