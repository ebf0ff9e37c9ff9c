"""一次约稿：谁交了、谁没交、谁过了期限，评得怎样，并进稿子没有。"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sanban.documents.models import DraftVersion, Grade, MaterialCall, MaterialPart, Outgoing
from sanban.documents.services import drafting, materials
from sanban.documents.services.materials import CALLERS
from sanban.matters.models import MatterState, Step, Todo, TodoState
from sanban.people.models import Person, RoleHolding
from sanban.web import sheets
from sanban.web.materials.calls import when
from sanban.web.materials.doors import get_call
from sanban.web.materials.states import Told, lateness, told
from sanban.web.request import Request, note_read, respond, with_role

PAGE = "materials/call.html"
HEADINGS = (("单位", 24), ("状态", 20), ("联络员", 12), ("电话", 16), ("期限", 18), ("交稿", 18),
            ("迟交", 12), ("字数", 8), ("评定", 8), ("评语", 40), ("退改次数", 10),
            ("催办次数", 10), ("并入第几版", 12))  # fmt: skip
TABS = {"all": "全部", "late": "没交的", "grade": "待评定", "good": "合格"}
MOST_DRAFTS = 50


@require_GET
@with_role(*CALLERS)
def show(request: Request, pk: int) -> HttpResponse:
    """看一次约稿。"""
    call = get_call(request, pk)
    tab = request.GET.get("tab", "all")
    every = rows_of(call, request)
    shown = [row for row in every if _fits(row, tab)]
    note_read(request, f"call:{pk}")
    context: dict[str, Any] = {
        "call": call,
        "tabs": [_tab(code, label, every, tab) for code, label in TABS.items()],
        "rows": shown,
        "sum": _sum(every),
        "waiting": [row for row in every if row["told"].is_waiting],
        "manages": materials.may_manage(call, request.me) and not call.withdrawn_at,
        "has_live": any(row["is_live"] for row in every),
        "query": f"tab={tab}",
        **_merging(call, every, request),
    }
    return respond(request, PAGE, context)


def _tab(code: str, label: str, every: list[dict[str, Any]], tab: str) -> dict[str, Any]:
    count = sum(_fits(row, code) for row in every)
    return {"code": code, "label": label, "count": count, "current": code == tab}


def _fits(row: dict[str, Any], tab: str) -> bool:
    part: MaterialPart = row["part"]
    tests = {
        "late": row["told"].is_waiting,
        "grade": row["is_live"] and not row["told"].is_waiting,
        "good": part.grade == Grade.GOOD,
    }
    return bool(tests.get(tab, True))


def _sum(every: list[dict[str, Any]]) -> str:
    """一句话：交了几家，合格几家，几家过了期限。"""
    came = sum(row["part"].supplied_at is not None for row in every)
    good = sum(row["part"].grade == Grade.GOOD for row in every)
    late = sum(row["told"].is_late for row in every)
    words = [f"{len(every)} 个单位，交了 {came} 个，合格 {good} 个"]
    return "，".join(words + ([f"{late} 个逾期没交"] if late else []))


def rows_of(call: MaterialCall, request: Request) -> list[dict[str, Any]]:
    """各单位一行；几家也只查五次。"""
    parts = list(MaterialPart.objects.of(call))
    for part in parts:
        part.call = call
    ids = [part.pk for part in parts]
    todos = {one.matter_id: one for one in _open(ids)}
    liaisons = _liaisons([part.org_id for part in parts])
    reminded = _reminded(ids)
    return [_row(part, todos.get(part.pk), liaisons, reminded, request) for part in parts]


def _open(ids: list[int]) -> Any:
    rows = Todo.objects.filter(matter__in=ids, state=TodoState.OPEN, is_reading=False)
    return rows.select_related("person")


def _liaisons(orgs: list[int]) -> dict[int, Person]:
    rows = RoleHolding.objects.filter(role="liaison", org__in=orgs, person__is_active=True)
    found = rows.select_related("person").order_by("-person__rank_order", "-person_id")
    return {one.org_id: one.person for one in found}


def _reminded(ids: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for pk in Step.objects.filter(matter__in=ids, action="remind").values_list("matter", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return counts


def _row(
    part: MaterialPart,
    todo: Todo | None,
    liaisons: dict[int, Person],
    reminded: dict[int, int],
    request: Request,
) -> dict[str, Any]:
    matter, call = part.matter, part.call
    due_at = todo.due_at if todo and matter.stage == "supply" else call.due_at
    state = told(matter.state, matter.stage, grade=part.grade, due_at=due_at, now=request.now)
    person = liaisons.get(part.org_id)
    return {
        "part": part,
        "told": state,
        "due_at": due_at,
        "person": person,
        "telephone": _telephone(part, person),
        "late": lateness(part.supplied_at, call.due_at),
        "reminded": reminded.get(part.pk, 0),
        "is_live": matter.state == MatterState.RUNNING,
    }


def _telephone(part: MaterialPart, person: Person | None) -> str:
    return (person.telephone if person else "") or part.org.telephone


def _merging(call: MaterialCall, every: list[dict[str, Any]], request: Request) -> dict[str, Any]:
    """并稿要的：能并的各份，并到哪份稿子的第几版。"""
    ready = [
        row
        for row in every
        if row["part"].grade == Grade.GOOD and row["part"].merged_into_id is None
    ]
    if not ready or call.withdrawn_at:
        return {}
    if call.matter is None:
        return {"ready": ready, "drafts": _own_drafts(request)}
    last = DraftVersion.objects.newest(call.matter)
    why_not = drafting.why_not(call.matter, request.me)
    return {"ready": ready, "last": last, "why_not": why_not}


def _own_drafts(request: Request) -> list[tuple[int, str]]:
    """我正在拟的稿子，供没说为哪份稿子约的挑一份。"""
    rows = Outgoing.objects.filter(
        matter__drafter=request.me, matter__state=MatterState.RUNNING, matter__stage="draft"
    )
    found = rows.order_by("-matter_id").values_list("matter_id", "matter__title")
    return list(found[:MOST_DRAFTS])


@require_GET
@with_role(*CALLERS)
def export(request: Request, pk: int) -> HttpResponse:
    """导出各单位的交稿情况。"""
    call = get_call(request, pk)
    tab = request.GET.get("tab", "all")
    rows = [row for row in rows_of(call, request) if _fits(row, tab)]
    return sheets.export(request, "约稿交稿情况", HEADINGS, (tuple(_cells(row)) for row in rows))


def _cells(row: dict[str, Any]) -> Iterator[object]:
    part: MaterialPart = row["part"]
    state: Told = row["told"]
    yield from (str(part.org), state.light.label)
    yield from (row["person"].name if row["person"] else "", row["telephone"])
    yield from (when(row["due_at"]), when(part.supplied_at), row["late"], part.characters or "")
    yield from (part.get_grade_display() if part.grade else "", part.grade_remark)
    yield from (part.sent_back_count, row["reminded"])
    yield part.merged_into.number if part.merged_into else ""
