"""随写随看的一块：五项质量、校对、各单位这一周的负担、同类的事；承办单位、可并的几件。"""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from sanban.engine.tasks import check_task
from sanban.matters.doers import LEAD
from sanban.supervision import services
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services import ItemForm
from sanban.supervision.services.burden import asked_of, burden_words, same_kind
from sanban.supervision.services.dates import day_of
from sanban.supervision.services.forms import text_of
from sanban.web.items.door import SUPERVISORS, get_item
from sanban.web.items.forms import filled_by, locked_of, sheet_from
from sanban.web.request import Request, number, respond, signed_in, with_role

SIDE, QUALITIES = "items/parts/side.html", "items/parts/qualities.html"
MOST_FINDINGS, MOST_ALIKE, MOST_EVIDENCE = 30, 10, 20


@require_POST
@with_role(*SUPERVISORS)
def side(request: Request) -> HttpResponse:
    """右边一块，照页面上还没存的字。"""
    mine = number(request.POST.get("item"))
    locked = locked_of(get_item(request, mine)) if mine else None
    form = filled_by(sheet_from(request, locked=locked))
    alike = [one for one in same_kind(form) if one.pk != mine]
    context = {**_weighed(form, request), "burdens": _burdens(form, request), "alike": alike}
    return respond(request, SIDE, context)


def _weighed(form: ItemForm, request: Request) -> dict[str, Any]:
    """五项质量和校对。"""
    found = check_task(text_of(form, now=request.now)) if form.title or form.mission else ()
    return {
        "qualities": services.qualities_of(form, now=request.now),
        "findings": found[:MOST_FINDINGS],
        "finding_count": len(found),
    }


def _burdens(form: ItemForm, request: Request) -> list[tuple[str, str]]:
    """选中的各单位，这一周已经要了多少。"""
    orgs = [*([form.lead_org] if form.lead_org else []), *form.assist_orgs]
    asked = asked_of(orgs, day_of(request.now)) if orgs else {}
    return [(str(org), burden_words(org, asked[org.pk])) for org in orgs]


@require_GET
@with_role(*SUPERVISORS)
def qualities(request: Request, pk: int) -> HttpResponse:
    """一件事项的五项质量，只给督查室看。"""
    item = get_item(request, pk)
    found = services.qualities_of(services.form_of(item), now=request.now)
    return respond(request, QUALITIES, {"qualities": found})


@require_GET
@with_role(*SUPERVISORS)
def handlers(request: Request, pk: int) -> HttpResponse:
    """改派的选单位一格，先填好现在的。"""
    item = get_item(request, pk)
    rows = services.current_orgs(item)
    picked = [
        {"id": org.pk, "label": str(org), "lead": part == LEAD}
        for org, part in rows
        if org.is_active
    ]
    return respond(request, "items/parts/reassigning.html", {"picked": picked})


@require_GET
@with_role(*SUPERVISORS)
def alike(request: Request, pk: int) -> HttpResponse:
    """可以并进去的几件：题目相近的在前，其次是同一牵头单位在办的。"""
    item = get_item(request, pk)
    near = [one for one in same_kind(services.form_of(item)) if _may_take(item, one)]
    rows = SupervisedItem.objects.filter(org=item.org, is_open=True, lead_org=item.lead_org)
    more = rows.exclude(pk__in=[item.pk, *(one.pk for one in near)]).select_related("matter")
    found = [*near, *more.order_by("-year", "-number")[:MOST_ALIKE]]
    return respond(request, "items/parts/alike.html", {"alike": found})


@require_GET
@signed_in
def evidence(request: Request, pk: int) -> HttpResponse:
    """一件事项的实地检查、群众意见、回头看，近的在前。"""
    item = get_item(request, pk)
    checks = item.site_checks.order_by("-id")[:MOST_EVIDENCE]
    context = {
        "site_checks": list(checks),
        "voices": list(item.voices.order_by("-id")[:MOST_EVIDENCE]),
        "looks": list(item.follow_ups.select_related("by").order_by("-id")),
    }
    return respond(request, "items/parts/evidence.html", context)


def _may_take(item: SupervisedItem, other: SupervisedItem) -> bool:
    return other.pk != item.pk and other.org_id == item.org_id
