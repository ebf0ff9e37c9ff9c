"""办理路线：走过的、现在的、将要走的环节，谁在何时。"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from sanban.matters import kinds
from sanban.matters.models import Matter, MatterState, Todo, TodoState
from sanban.matters.routes import Kind

AHEAD = {
    "incoming": ("register", "propose", "instruct", "assign", "handle", "complete", "archive"),
    "outgoing": (
        "draft",
        "review",
        "sign_off",
        "recheck",
        "number",
        "print",
        "dispatch",
        "archive",
    ),
}
READ_AHEAD = ("register", "propose", "reading", "complete", "archive")


def route_of(matter: Matter, todos: list[Todo]) -> list[dict[str, Any]]:
    """路线上的各个环节，每项有 label、state、who、when。"""
    kind = kinds.kind_of(matter)
    done = _passed(todos)
    codes = _codes(matter, kind, done)
    here = codes.index(matter.stage) if matter.stage in codes else len(codes)
    behind = {code: rows for code, rows in done.items() if code in codes[:here]}
    return [_spot(kind.by_code[code].label, code, matter, behind, todos) for code in codes]


def _codes(matter: Matter, kind: Kind, done: dict[str, list[Todo]]) -> list[str]:
    reading = matter.values.get("nature") == "read_item"
    usual = READ_AHEAD if reading else AHEAD.get(matter.kind, tuple(kind.by_code))
    if not matter.values.get("numbered", True):
        usual = tuple(one for one in usual if one != "number")
    here = {matter.stage, *done}
    order = [stage.code for stage in kind.stages if stage.code in here or stage.code in usual]
    return [code for code in order if code in here or not kind.by_code[code].is_end]


def _passed(todos: list[Todo]) -> dict[str, list[Todo]]:
    found: dict[str, list[Todo]] = {}
    for todo in todos:
        if todo.mode == "main" and todo.state == TodoState.DONE:
            found.setdefault(todo.stage, []).append(todo)
    return found


def _spot(
    label: str, code: str, matter: Matter, done: dict[str, list[Todo]], todos: list[Todo]
) -> dict[str, Any]:
    if code == matter.stage and matter.state == MatterState.RUNNING:
        live = [one for one in todos if not one.is_reading and one.state == TodoState.OPEN]
        return {"label": label, "state": "now", "who": _who(live), "when": "现在"}
    if code in done:
        last = done[code][-1]
        return {
            "label": label,
            "state": "done",
            "who": _who(done[code][-1:]),
            "when": short(last.closed_at),
        }
    state = "done" if code == matter.stage else ""
    return {"label": label, "state": state, "who": "", "when": ""}


def _who(rows: list[Todo]) -> str:
    if not rows:
        return ""
    names = list(dict.fromkeys(str(one.org) if one.org else one.person.name for one in rows))
    return (
        names[0]
        if len(names) == 1
        else f"{names[0]} 等\u00a0{len(names)}\u00a0{'家' if rows[0].org else '人'}"
    )


def short(value: datetime | None) -> str:
    """路线下面的时刻：今天的写几点，往日的写月日。"""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{local:%H:%M}" if local.date() == timezone.localdate() else f"{local:%m-%d}"
