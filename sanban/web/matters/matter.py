"""事项页：左边是文件，右边是办理；一眼看到底，一处办完。"""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from sanban.documents import services as documents
from sanban.documents.models import Distribution, RejectionReason
from sanban.documents.services.sheet import result_of, standing
from sanban.files.models import RenditionState
from sanban.matters import doers, kinds, lights, services
from sanban.matters.models import (
    ALL_FILES,
    DUTIES,
    NEXT_ON_DESK,
    OFFERED,
    TRAIL,
    Matter,
    MatterFile,
    MatterState,
    Step,
    Todo,
    TodoState,
)
from sanban.matters.routes import ALL, SEQUENTIAL, Move
from sanban.web.matters.files import KEEPERS
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


# fmt: off
ASKS = {
    "add_signer": "请别人先看、写明意见；答复回来，您再接着办。",
    "refer": "这一件交给别人接着办，您手上的待办随之转走。",
    "circulate": "另请人看，不影响办理。",
    "withdraw": "把您上一步送出的收回来，恢复到送出以前。",
    "remind": "给正在办的人各发一条催办消息。",
    "terminate": "终止后各人的待办一并收回，事项不再办理。",
}
"""各个对话框里的一句说明。"""
# fmt: on


@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """看一件事项；看了就留痕，送到手上的算签收。"""
    matter = get_matter(request, pk)
    tab = request.GET.get("tab", "file")
    context = page(matter, request, tab if tab in TABS else "file")
    todo = context["options"].todo
    if todo is not None and todo.acknowledged_at is None:
        services.acknowledge(matter, by=request.me, now=request.now)
    if "liaison" in request.roles:
        documents.read_copy(matter, by=request.me, now=request.now)
    note_read(request, matter.target, TABS.get(tab, ""))
    return respond(request, PAGE, context)


def page(matter: Matter, request: Request, tab: str) -> dict[str, Any]:
    """事项页要的全部内容。"""
    past = _past(matter)
    steps, todos = list(past.steps), list(past.todos)
    days = calendar(timezone.localdate())
    files = ALL_FILES.rows(matter.pk)
    return {
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
        "tabs": _tabs(tab, files, steps),
        "files": files,
        "steps": steps,
        "result": _result(matter, steps),
        "route": route_of(matter, todos),
        "opinions": opinions_of(steps, request.me),
        "readers": _readers(todos),
        **_view(files, request),
        **_bar(past, request),
        **_receipts(matter, tab),
    }


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


def _tabs(tab: str, files: list[MatterFile], steps: list[Step]) -> list[dict[str, Any]]:
    counts = {"files": len(files) - 1 if len(files) > 1 else "", "trace": len(steps)}
    return [
        {"code": code, "label": label, "count": counts.get(code, ""), "current": code == tab}
        for code, label in TABS.items()
    ]


def _view(files: list[MatterFile], request: Request) -> dict[str, Any]:
    current = [one for one in files if one.replaced_by_id is None and one.retracted_at is None]
    asked = request.GET.get("file", "")
    shown = files if request.roles.intersection(KEEPERS) else current
    chosen = next((one for one in shown if str(one.pk) == asked), None)
    chosen = chosen or next((one for one in current if one.role == "main"), None)
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


def _bar(past: services.Past, request: Request) -> dict[str, Any]:
    matter = past.matter
    options = services.options_for(matter, request.me, past)
    stages = kinds.kind_of(matter).stages
    busy = options.todo or options.reading
    office = {"clerk", "director"}.intersection(request.roles)
    return {
        "options": options,
        "asks": _asks(options),
        "ways": [_way(move, options) for move in options.moves],
        "phrases": _phrases(options, request, matter),
        "takes_files": matter.stage == "handle",
        "remark": _draft(matter, options),
        "sendable": [one for one in stages if not one.is_end],
        "waiting": _waiting(past),
        "on_paper": _on_paper(past, request),
        "is_office": bool(office),
        "is_keeper": bool(request.roles.intersection(KEEPERS)),
        "reasons": RejectionReason.choices,
        "following": None if busy else NEXT_ON_DESK.first(request.me.pk, matter.pk),
    }


def _asks(options: services.Options) -> list[dict[str, Any]]:
    """各个对话框：代号、名称、一句说明、理由是不是必填。"""
    return [
        {"code": one.code, "label": one.label, "says": ASKS.get(one.code), "must": one.remark}
        for one in options.universal
        if one.code != "reply"
    ]


def _way(move: Move, options: services.Options) -> dict[str, Any]:
    """一个办法：是不是主要的，要不要先选人、选单位、选传阅的人。"""
    doer = move.target.doer if options.is_last and options.back is None else ""
    needs = {
        "people": doer in doers.CHOSEN_PEOPLE,
        "orgs": doer in doers.CHOSEN_ORGS,
        "readers": move.target.code == "reading" and options.is_last,
    }
    is_main = move == options.moves[0]
    return {"move": move, **needs, "is_main": is_main, "asks": any(needs.values()) and not is_main}


def _phrases(options: services.Options, request: Request, matter: Matter) -> list[str]:
    if not options.todo and not options.reading:
        return []
    return list(dict.fromkeys(OFFERED.rows(request.me.pk, matter.stage)))


def _draft(matter: Matter, options: services.Options) -> str:
    incoming = getattr(matter, "incoming", None)
    if incoming is None or matter.stage != "propose" or options.todo is None:
        return ""
    return str(incoming.handling_proposal)


def _waiting(past: services.Past) -> str:
    if past.matter.state != MatterState.RUNNING:
        return ""
    live = [one for one in past.live if one.state == TodoState.OPEN]
    names = [f"{one.person.name}（{one.org}）" if one.org else one.person.name for one in live]
    sign = kinds.stage_of(past.matter).sign
    how = {ALL: "，都办完才往下走", SEQUENTIAL: "，依次办理"}.get(sign, "")
    return f"现在由{'、'.join(dict.fromkeys(names))}办理{how if len(live) > 1 else ''}。"


def _on_paper(past: services.Past, request: Request) -> Todo | None:
    """领导在纸上签了的，文书可以代录。"""
    if past.matter.stage != "instruct" or "clerk" not in request.roles:
        return None
    live = [one for one in past.live if one.state == TodoState.OPEN]
    return next((one for one in live if one.person_id != request.me.pk), None)
