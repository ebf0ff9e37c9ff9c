"""待归档：办结的几件，逐件看过期限，一次归档。"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sanban.archives import services
from sanban.archives.models import Retention
from sanban.archives.services import Filing
from sanban.archives.services.filing import MOVE
from sanban.core.errors import Refused
from sanban.matters import kinds
from sanban.matters.models import Matter, Todo
from sanban.people.models import RoleCode
from sanban.web import keyset
from sanban.web.archives.filing import file_away
from sanban.web.request import Request, done, number, numbers, respond, with_role

PAGE = "archives/waiting.html"
FILERS = (RoleCode.CLERK, RoleCode.SUPERVISOR)
"""归公文的文书，归督办事项的督查员；各归手上的。"""
PAPERS = ("matter__incoming", "matter__outgoing__number__prefix", "matter__supervised_item__org")


@dataclass(frozen=True, slots=True)
class Line:
    """一件：事项，提出的期限和理由，没归成的原因。"""

    matter: Matter
    retention: str
    reason: str
    fault: str = ""


def waiting_of(request: Request) -> QuerySet[Todo]:
    """我手上等着归档的。"""
    stages = {
        move.source.code
        for kind in kinds.all_kinds()
        for move in kind.moves
        if move.code == MOVE and move.source.code
    }
    rows = Todo.objects.desk_of(request.me).filter(stage__in=stages)
    return rows.select_related(*PAPERS)


@require_GET
@with_role(*FILERS)
def show(request: Request) -> HttpResponse:
    """看待归档的；带着 `matter` 的，只看那一件。"""
    rows = waiting_of(request)
    only = number(request.GET.get("matter"))
    if only is not None:
        rows = rows.filter(matter=only)
    page = keyset.page(rows, ("due_at", "id"), request.GET, size=50)
    lines = [_line(row.matter) for row in page.rows]
    return respond(request, PAGE, _context(lines, services.filing_defaults(), page))


def _line(matter: Matter, retention: str = "", fault: str = "") -> Line:
    proposal = services.propose_retention(matter)
    return Line(matter, retention or proposal.retention, proposal.reason, fault)


def _context(lines: list[Line], codes: dict[str, str], page: Any = None) -> dict[str, Any]:
    return {"lines": lines, "codes": codes, "pager": page, "retentions": Retention.choices}


@require_POST
@with_role(*FILERS)
def do(request: Request) -> HttpResponse:
    """把选中的归档；一件一个事务，归不成的留在页上说明原因。"""
    picked = numbers(request.POST.getlist("matter"))
    if not picked:
        raise Refused("请先选中要归档的，再按“归档”。", code="nobody")
    rows = {row.matter_id: row.matter for row in waiting_of(request).filter(matter__in=picked)}
    outcomes = [_file(request, pk, rows.get(pk)) for pk in picked]
    stuck = [line for line in outcomes if line]
    filed = len(picked) - len(stuck)
    if stuck:
        context = {**_context(stuck, _codes(request)), "filed": filed}
        return respond(request, PAGE, context, status=409)
    return done(request, reverse("archive"), f"归档 {filed} 件，档号已编好")


def _codes(request: Request) -> dict[str, str]:
    return {
        name: request.POST.get(name, usual).strip().upper()
        for name, usual in services.filing_defaults().items()
    }


def _file(request: Request, pk: int, matter: Matter | None) -> Line | None:
    if matter is None:
        raise Refused("选中的事项有的已经归档，请刷新页面再选。", code="stale")
    retention = request.POST.get(f"retention-{pk}", "")
    filing = Filing(retention, **_codes(request))
    try:
        file_away(matter, by=request.me, now=request.now, filing=filing)
    except Refused as refusal:
        return _line(matter, retention, refusal.message)
    return None
