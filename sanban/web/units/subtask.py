"""分一项子任务，或者改一项：一页一张表，手机上也好填。"""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from sanban.supervision.models import Handler, ItemState, Subtask
from sanban.supervision.services import tree_of
from sanban.web.request import Request, number, respond, signed_in
from sanban.web.units.acts import task_url
from sanban.web.units.doors import Duty, get_duty

PAGE = "units/subtask.html"


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """摆出表；网址里 `parent` 是分在哪一项下面，`one` 是改哪一项。"""
    duty = get_duty(request, pk)
    request.rail = "tasks"
    row, parent = _nodes(request, duty)
    context: dict[str, Any] = {
        "duty": duty,
        "item": duty.item,
        "row": row,
        "parent": parent,
        "back": task_url(duty),
        "handlers": [one.org for one in Handler.objects.current(duty.item)],
        "chosen": (row.org_id if row else parent.org_id if parent else None) or duty.org.pk,
    }
    return respond(request, PAGE, context)


def _nodes(request: Request, duty: Duty) -> tuple[Subtask | None, Subtask | None]:
    """改的那一项、上一层的那一项；不归本单位管的和没有的一样。"""
    tree = tree_of(duty.item)
    one, above = number(request.GET.get("one")), number(request.GET.get("parent"))
    row = tree.node(one) if one else None
    parent = tree.node(above) if above else None
    may = duty.org.pk in tree.orgs_over(row or parent)
    if not may or duty.item.state != ItemState.HANDLING:
        raise Http404
    return row, parent
