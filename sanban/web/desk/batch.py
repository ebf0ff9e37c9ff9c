"""批量办理：先列清要办哪几件、各怎么办，再一条意见一次办。"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services
from sanban.matters.models import Todo, TodoState
from sanban.web.matters.walks import plain_walk
from sanban.web.request import Request, numbers, respond, signed_in

PAGE = "desk/batch.html"
MOST = 200


@signed_in
def preview(request: Request) -> HttpResponse:
    """办之前的清单。"""
    if request.method != "POST":
        return redirect("desk")
    outcomes = services.batch_preview(_picked(request))
    ready = [one for one in outcomes if not one.fault]
    return respond(request, PAGE, {"outcomes": outcomes, "ready": ready, "is_done": False})


@require_POST
@signed_in
def do(request: Request) -> HttpResponse:
    """一条意见，逐件办；办不了的说明原因。"""
    words = request.POST.get("remark", "").strip()
    guards.check_typed([words], by=request.me)
    outcomes = services.batch_do(
        _picked(request), by=request.me, now=request.now, remark=words, walk=plain_walk
    )
    ready = [one for one in outcomes if not one.fault]
    context = {"outcomes": outcomes, "ready": ready, "is_done": True, "remark": words}
    return respond(request, PAGE, context)


def _picked(request: Request) -> list[Todo]:
    ids = numbers(request.POST.getlist("todo"))[:MOST]
    rows = Todo.objects.filter(pk__in=ids, person=request.me, state=TodoState.OPEN)
    found = list(rows.select_related("matter__route", "matter__incoming").order_by("due_at", "id"))
    if not found:
        raise Refused("请先在列表里勾选要办的事项，再按批量办理。", code="nothing-picked")
    return found
