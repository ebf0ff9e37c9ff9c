"""分发：发给单位、催签收、收回、单位报办理情况。"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.documents import services
from sanban.documents.models import Distribution
from sanban.documents.services import issuing
from sanban.web.matters.given import orgs
from sanban.web.request import Request, done, get_matter, signed_in


@require_POST
@signed_in
def send(request: Request, pk: int) -> HttpResponse:
    """发给选定的单位。"""
    matter = get_matter(request, pk)
    given: dict[str, Any] = {
        "by": request.me,
        "now": request.now,
        "wants_handling": request.POST.get("wants_handling") == "1",
        "note": _typed(request, "note"),
    }
    chosen = orgs(request, "orgs")
    if matter.kind == "outgoing":
        made = issuing.dispatch(matter.outgoing, chosen, **given)
    else:
        made = services.distribute(matter, chosen, **given)
    names = "、".join(str(one.org) for one in made)
    return done(request, receipts_url(pk), f"已发 {names}")


@require_POST
@signed_in
def remind(request: Request, pk: int) -> HttpResponse:
    """催没签收的单位。"""
    matter = get_matter(request, pk)
    silent = services.remind_silent(matter, by=request.me, now=request.now)
    names = "、".join(f"{one.org} {one.telephone}".strip() for one in silent)
    return done(request, receipts_url(pk), f"已催 {names}")


@require_POST
@signed_in
def withdraw(request: Request, pk: int) -> HttpResponse:
    """收回发给一个单位的一份。"""
    copy = _copy(request, pk)
    services.withdraw_distribution(copy, by=request.me, now=request.now)
    return done(request, receipts_url(copy.matter_id), f"发给{copy.org}的一份已收回")


@require_POST
@signed_in
def answer(request: Request, pk: int) -> HttpResponse:
    """单位报办理情况。"""
    copy = _copy(request, pk)
    said = _typed(request, "answer")
    services.answer_copy(copy, answer=said, by=request.me, now=request.now)
    return done(request, reverse("received"), "办理情况已报")


def _typed(request: Request, name: str) -> str:
    """填的一格；有密级标志的，先记下拒收，再不办。"""
    words = request.POST.get(name, "").strip()
    services.check_typed([words], by=request.me)
    return words


def _copy(request: Request, pk: int) -> Distribution:
    copy = get_object_or_404(Distribution.objects.select_related("matter", "org"), pk=pk)
    get_matter(request, copy.matter_id)
    return copy


def receipts_url(pk: int) -> str:
    """事项页的分发回执。"""
    return f"{reverse('matter', kwargs={'pk': pk})}?tab=receipts"
