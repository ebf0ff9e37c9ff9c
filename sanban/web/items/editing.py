"""立项、改四要素：一张表，右边随写随看还差什么；别人先改了的，两边都摆出来。"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sanban.core.errors import Refused
from sanban.matters.models import Matter
from sanban.supervision import services
from sanban.supervision.models import Blockage, PlanEntry, SupervisedItem
from sanban.supervision.services import ItemForm, planning
from sanban.supervision.services.initiating import NAMED
from sanban.supervision.services.registers import link_blockage
from sanban.web.items.door import SUPERVISORS, get_item
from sanban.web.items.forms import MOST_ROWS, Sheet, filled_by, locked_of, sheet_from, sheet_of
from sanban.web.items.origins import blank, from_blockage, from_entry, from_matter
from sanban.web.plans.doors import get_entry
from sanban.web.request import Request, done, get_matter, number, respond, with_role

PAGE = "items/editing.html"
STALE = "stale-edition"


@dataclass(frozen=True, slots=True)
class Origin:
    """由哪件事项、计划里哪一条、哪处堵点来；都没有的是另起的。"""

    parent: Matter | None = None
    entry: PlanEntry | None = None
    blockage: Blockage | None = None

    @property
    def keep(self) -> str:
        """草稿的名字。"""
        if self.entry:
            return f"item-entry-{self.entry.pk}"
        if self.blockage:
            return f"item-blockage-{self.blockage.pk}"
        return f"item-new-{self.parent.pk if self.parent else ''}"

    def filled(self, request: Request) -> ItemForm:
        """先填好的表。"""
        if self.entry:
            return from_entry(self.entry)
        if self.blockage:
            return from_blockage(self.blockage)
        return from_matter(self.parent) if self.parent else blank(request.now)


@require_http_methods(["GET", "POST"])
@with_role(*SUPERVISORS)
def new(request: Request) -> HttpResponse:
    """拟办一件；存好停在拟办，再送领导审批。"""
    origin = _origin(request)
    if request.method == "GET":
        return _page(request, sheet_of(origin.filled(request)), origin=origin)
    sheet = sheet_from(request)
    if not sheet.is_valid():
        return _page(request, sheet, origin=origin, status=422)
    item = _initiate(request, filled_by(sheet), origin)
    said = "已经拟办；核对四要素，再送领导审批立项"
    return done(request, reverse("matter", kwargs={"pk": item.pk}), said)


def _origin(request: Request) -> Origin:
    given = request.POST if request.method == "POST" else request.GET
    entry, parent = number(given.get("entry")), number(given.get("parent"))
    blockage = number(given.get("blockage"))
    if entry:
        return Origin(entry=get_entry(request, entry))
    if blockage:
        rows = Blockage.objects.select_related("org", "raised_org", "handler_org")
        found = get_object_or_404(rows, pk=blockage, org=request.me.org_id, item=None)
        return Origin(blockage=found)
    return Origin(parent=get_matter(request, parent) if parent else None)


@transaction.atomic
def _initiate(request: Request, form: ItemForm, origin: Origin) -> SupervisedItem:
    """立项；由计划、堵点来的，两边连起来。"""
    who: dict[str, Any] = {"by": request.me, "now": request.now}
    item = services.initiate(form, parent=origin.parent, **who)
    if origin.entry:
        planning.link_item(origin.entry, item, **who)
    if origin.blockage:
        link_blockage(origin.blockage, item, **who)
    return item


@require_http_methods(["GET", "POST"])
@with_role(*SUPERVISORS)
def change(request: Request, pk: int) -> HttpResponse:
    """改四要素；打开以后别人改过的，不盖，两边都摆出来。"""
    item = get_item(request, pk)
    now = services.form_of(item)
    locked = locked_of(item)
    if request.method == "GET":
        return _page(request, sheet_of(now, locked=locked), item=item)
    sheet = sheet_from(request, locked=locked)
    if not sheet.is_valid():
        return _page(request, sheet, item=item, status=422)
    mine, base = filled_by(sheet), number(request.POST.get("base")) or 0
    try:
        services.change(item, mine, base=base, by=request.me, now=request.now)
    except Refused as refusal:
        if refusal.code != STALE:
            raise
        both = list(differences(mine, now))
        return _page(request, sheet, item=item, both=both, status=422)
    return done(request, reverse("matter", kwargs={"pk": pk}), "已改好，改了哪几栏记在流转里")


def differences(mine: ItemForm, theirs: ItemForm) -> list[tuple[str, str, str]]:
    """两边不一样的各栏：栏名，我写的，现在的。"""
    rows = (
        (label, _text(getattr(mine, name)), _text(getattr(theirs, name))) for name, label in NAMED
    )
    return [(label, one, other) for label, one, other in rows if one != other]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "；".join(
            " ".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in value
        )
    return str(value).strip() if value else ""


def _page(request: Request, sheet: Sheet, *, status: int = 200, **more: Any) -> HttpResponse:
    """整页；没填对的，只换表那一块。"""
    request.rail = "supervision"
    item: SupervisedItem | None = more.get("item")
    origin: Origin | None = more.get("origin")
    context = {
        "item": None, "origin": None, "both": [], **more,
        "sheet": sheet,
        "form": sheet.form,
        "keep": f"item-{item.pk}-{item.edition}" if item else origin.keep if origin else "",
    }  # fmt: skip
    return respond(request, PAGE, context, part="sheet", status=status)


@require_GET
@with_role(*SUPERVISORS)
def row(request: Request) -> HttpResponse:
    """再添一行节点。"""
    place = min(number(request.GET.get("n")) or 0, MOST_ROWS - 1)
    return respond(request, "items/parts/row.html", {"n": place, "next": place + 1})
