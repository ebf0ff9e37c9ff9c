"""发文事项页上的动作：处理意见、审核、注销文号、用印、核发、更正、撤回、废止。"""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.core.errors import Refused
from sanban.documents.models import Consultation, Outgoing
from sanban.documents.services import issuing
from sanban.web.matters.files import sees_drafts
from sanban.web.request import Request, done, get_matter, note_read, signed_in


@require_GET
@signed_in
def sheet(request: Request, pk: int) -> HttpResponse:
    """发文稿纸。"""
    outgoing = get_outgoing(request, pk)
    note_read(request, outgoing.matter.target, "打印发文稿纸")
    raise Refused("稿纸还没有排好，请稍后再打印。", code="no-print")


@require_POST
@signed_in
def settle(request: Request, pk: int, row: int) -> HttpResponse:
    """处理一条会签、征求意见的答复。"""
    outgoing = get_outgoing(request, pk)
    found = get_object_or_404(Consultation, pk=row, matter=outgoing.matter)
    settled = issuing.settle(
        found,
        request.POST.get("adoption", ""),
        reason=request.POST.get("reason", ""),
        by=request.me,
        now=request.now,
    )
    who = str(settled.org or settled.person)
    return done(request, tab_url(pk, "consult"), f"{who}的意见记为{settled.get_adoption_display()}")


def get_outgoing(request: Request, pk: int) -> Outgoing:
    """取一件看得见稿子的发文。"""
    matter = get_matter(request, pk)
    outgoing: Outgoing | None = getattr(matter, "outgoing", None)
    if outgoing is None or not sees_drafts(matter, request.me):
        raise Http404
    return outgoing


def tab_url(pk: int, tab: str) -> str:
    """事项页的一个页签。"""
    return f"{reverse('matter', kwargs={'pk': pk})}?tab={tab}"
