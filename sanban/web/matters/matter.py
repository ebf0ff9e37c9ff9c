"""事项页：左边是文件，右边是办理；一眼看到底，一处办完。"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sanban.documents import services as documents
from sanban.documents.models import Distribution, Ink
from sanban.documents.services.sheet import result_of, standing
from sanban.files.models import RenditionState
from sanban.matters import lights, services
from sanban.matters.models import (
    ALL_FILES,
    DUTIES,
    TRAIL,
    Matter,
    MatterFile,
    Step,
    Todo,
    TodoState,
)
from sanban.web.matters import item, outgoing
from sanban.web.matters.bar import bar
from sanban.web.matters.files import keeps
from sanban.web.matters.opinions import opinions_of
from sanban.web.matters.route import route_of
from sanban.web.request import Request, get_matter, note_read, respond, signed_in
from sanban.web.shell import calendar
from sanban.web.templatetags.words import due_words

PAGE = "matters/matter.html"
TABS = {
    "file": "正文",
    "files": "附件",
    "sheet": "处理单",
    "trace": "流转记录",
    "receipts": "回执",
}
OUTGOING, MATERIAL, ITEM = "outgoing", "material", "supervised_item"
RAILS = {OUTGOING: "outgoing-book", ITEM: "supervision"}
"""这一类事项归左侧栏哪一行；没写的归收文。"""
DRESSES = {OUTGOING: outgoing.dress, ITEM: item.dress}
"""这一类事项页比别的多出来的；没写的没有。"""
FRONTS = {OUTGOING: outgoing.final_of, ITEM: item.paper_of}
"""打开看的是哪一份文件；没写的是正文。"""


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """看一件事项；看了就留痕，送到手上的算签收。"""
    matter = get_matter(request, pk)
    if matter.kind == MATERIAL:
        return redirect("material", pk=pk)
    tab = request.GET.get("tab", "")
    context = page(matter, request, tab)
    request.rail = RAILS.get(matter.kind, "") if context.get("inside", True) else "received"
    todo = context["options"].todo
    if todo is not None and todo.acknowledged_at is None:
        services.acknowledge(matter, by=request.me, now=request.now)
    if "liaison" in request.roles:
        documents.read_copy(matter, by=request.me, now=request.now)
    note_read(request, matter.target, context["tabs_known"].get(context["tab"], ""))
    return respond(request, PAGE, context)


def page(matter: Matter, request: Request, tab: str) -> dict[str, Any]:
    """事项页要的全部内容；`tab` 不认得的看头一块。"""
    past = _past(matter)
    steps, todos = list(past.steps), list(past.todos)
    days = calendar(timezone.localdate())
    files = ALL_FILES.rows(matter.pk)
    known = _known(matter, request, todos)
    tab = tab if tab in known else next(iter(known))
    inside = matter.kind != OUTGOING or "trace" in known
    context = {
        "matter": matter,
        "incoming": getattr(matter, "incoming", None),
        "light": lights.light_of(
            matter.state,
            matter.due_at,
            now=request.now,
            calendar=days,
            ended_as=matter.stage_label,
        ),
        "due": due_words(matter.due_at, now=request.now, calendar=days),
        "tab": tab,
        "tabs_known": known,
        "tabs": _tabs(tab, known, files, steps),
        "files": files,
        "steps": steps,
        "result": _result(matter, steps),
        "route": route_of(matter, todos) if inside else [],
        "opinions": opinions_of(steps, request.me, _inks(matter)) if inside else [],
        "readers": _readers(todos) if inside else None,
        **_view(matter, files, request),
        **bar(past, request),
        **_receipts(matter, tab),
    }
    dress = DRESSES.get(matter.kind)
    return dress(context, request) if dress else context


def _known(matter: Matter, request: Request, todos: list[Todo]) -> dict[str, str]:
    """此人看得到的页签。"""
    if matter.kind == OUTGOING:
        return outgoing.tabs_for(matter, request, todos)
    return item.TABS if matter.kind == ITEM else TABS


def _inks(matter: Matter) -> dict[int, Ink]:
    """送出的手写，第几步 → 哪一幅；没人手写过的不查。"""
    if not matter.values.get("inked"):
        return {}
    rows = Ink.objects.filter(matter=matter).exclude(step_number=None).defer("strokes")
    return {one.step_number or 0: one for one in rows}


def _result(matter: Matter, steps: list[Step]) -> str:
    """办理结果，与处理笺上印的一样。"""
    incoming = getattr(matter, "incoming", None)
    return result_of(incoming, standing(steps)) if incoming else ""


def _receipts(matter: Matter, tab: str) -> dict[str, Any]:
    """分发回执：只在看那一页时才查。"""
    if tab != "receipts":
        return {}
    copies = list(Distribution.objects.of(matter).select_related("received_by"))
    silent = [one for one in copies if one.received_at is None]
    return {"copies": copies, "silent_copies": silent}


def _past(matter: Matter) -> services.Past:
    return services.Past(matter, tuple(TRAIL.rows(matter.pk)), tuple(DUTIES.rows(matter.pk)))


def _tabs(
    tab: str, known: dict[str, str], files: list[MatterFile], steps: list[Step]
) -> list[dict[str, Any]]:
    beside = 1 if next(iter(known)) == "file" and "draft" not in known else 0
    counts = {"files": max(0, len(files) - beside) or "", "trace": len(steps)}
    return [
        {"code": code, "label": label, "count": counts.get(code, ""), "current": code == tab}
        for code, label in known.items()
    ]


def _view(matter: Matter, files: list[MatterFile], request: Request) -> dict[str, Any]:
    current = [one for one in files if one.replaced_by_id is None and one.retracted_at is None]
    asked = request.GET.get("file", "")
    shown = files if keeps(matter, request.me) else current
    chosen = next((one for one in shown if str(one.pk) == asked), None)
    front = FRONTS.get(matter.kind, _main_of)
    chosen = chosen or front(current)
    if chosen is None:
        note = "这件事项没有正文；纸质件请看原件。" if not files else "正文已被撤回，详见流转记录。"
        return {"file": None, "page_note": note}
    rendition = getattr(chosen.stored, "rendition", None)
    if rendition is None or rendition.state == RenditionState.WAITING:
        return {
            "file": chosen,
            "page_note": "页面图正在转换，稍候刷新即可；也可以先下载原文件。",
            "is_waiting": True,
        }
    if rendition.state == RenditionState.FAILED:
        return {"file": chosen, "page_note": rendition.fault}
    numbers = range(1, rendition.pages + 1)
    corrected = any(one.replaced_by_id == chosen.pk for one in files)
    return {
        "file": chosen,
        "page_numbers": numbers,
        "stale": _stale(chosen),
        "corrected": corrected,
    }


def _main_of(files: list[MatterFile]) -> MatterFile | None:
    return next((one for one in files if one.role == "main"), None)


def _stale(file: MatterFile) -> str:
    if file.retracted_at:
        return "这一份已被撤回，仅供查证。"
    return "这一份已被更正，现行的是新的一份。" if file.replaced_by_id else ""


def _readers(todos: list[Todo]) -> dict[str, Any] | None:
    rows = [one for one in todos if one.is_reading and one.state != TodoState.VOID]
    if not rows:
        return None
    read = [one for one in rows if one.state == TodoState.DONE]
    silent = [one.person for one in rows if one.state == TodoState.OPEN]
    return {"total": len(rows), "read": len(read), "silent": silent}
