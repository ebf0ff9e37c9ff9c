"""督办事项页的内容：头上的灯和各项，各个页签要什么，此刻能办哪几样。"""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sanban.matters.doers import ASSIST, LEAD
from sanban.matters.models import FAR, MatterFile, MatterState, Step
from sanban.matters.services import Options
from sanban.people.models import Org
from sanban.supervision import services
from sanban.supervision.kinds.supervised_item import HANDLE
from sanban.supervision.models import (
    Feedback,
    Handler,
    ItemState,
    Method,
    Pressing,
    Rung,
    SideRequest,
    SupervisedItem,
)
from sanban.supervision.services.actors import is_office
from sanban.supervision.services.dates import almanac, day_of, follow_up_day
from sanban.supervision.services.lights import light_of_item
from sanban.supervision.services.syncing import ASSISTS
from sanban.supervision.services.verifying import OUTCOMES
from sanban.web.matters.nodes import nodes_of, subtasks_of
from sanban.web.matters.offers import offers_for
from sanban.web.request import Request
from sanban.web.shell import calendar
from sanban.web.templatetags.words import full_day

# fmt: off
TABS = {
    "elements": "四要素",
    "feedback": "进展",
    "nodes":    "节点",
    "pressing": "催办",
    "requests": "申请",
    "verify":   "核查",
    "file":     "文书",
    "files":    "文件",
    "trace":    "流转",
}
ENDED = {
    ItemState.DECLINED: "没有同意立项，不再办。",
    ItemState.STOPPED:  "已终止，不再办。",
    ItemState.CLOSED:   "已销号，不用再办。",
}
# fmt: on
PAPER = "notice"
MOST_FEEDBACKS, MOST_PRESSINGS = 60, 60


def paper_of(files: list[MatterFile]) -> MatterFile | None:
    """打开先看的一份：最近的通知单、催办单、专报；没有的看最近的文件。"""
    papers = [one for one in files if one.role == PAPER]
    known = papers or files
    return known[-1] if known else None


def dress(context: dict[str, Any], request: Request) -> dict[str, Any]:
    """督办事项页比别的事项多出来的。"""
    matter = context["matter"]
    item: SupervisedItem = matter.supervised_item
    office, verified = is_office(item.org, request.me), _is_verified(context["steps"])
    days = calendar(timezone.localdate())
    context |= {
        "item": item,
        "inside": True,
        "light": light_of_item(item, now=request.now, calendar=days),
        "supervises": office,
        "offers": offers_for(item, context["options"], request),
        "unit_task": _handles(item, context["options"]),
        "rungs": Rung.choices,
        "waiting": _waiting(item, context["waiting"]),
        "ways": _ways(item, context["ways"], request, verified=verified),
        "verified": verified,
        "takes_files": context["takes_files"] and bool(context["options"].todo),
    }
    if context["tab"] in MAKERS:
        context |= MAKERS[context["tab"]](context, request)
    return context


def _waiting(item: SupervisedItem, told: str) -> str:
    """现在等谁、为什么不用办。"""
    state = ItemState(item.state)
    if state == ItemState.MERGED:
        return f"已并到{item.merged_into}，不再单办。"
    if item.matter.state != MatterState.RUNNING:
        return ENDED.get(state, told)
    if state == ItemState.SUSPENDED:
        return "正在中止，恢复以后再办。"
    if state == ItemState.CLOSED and not told and item.follow_up_on:
        return f"已销号，{full_day(item.follow_up_on)}回头看。"
    return told


# 办理条要先填的


def _handles(item: SupervisedItem, options: Options) -> bool:
    """差事在手上的承办单位，签收、反馈、申请在“承办任务”里办。"""
    todo = options.todo
    return todo is not None and todo.org_id is not None and item.matter.stage == HANDLE.code


def _is_verified(steps: list[Step]) -> bool:
    """承办单位报结以后核查过，最近一次是核实的。"""
    last = next((one for one in reversed(steps) if one.action in ("verify", "apply_close")), None)
    return bool(last and last.action == "verify" and last.note.endswith(OUTCOMES[True]))


def _ways(
    item: SupervisedItem, ways: list[dict[str, Any]], request: Request, *, verified: bool
) -> list[dict[str, Any]]:
    """各走向先填好的几项；没有核实的，先不画送审定。"""
    shown = [way for way in ways if verified or way["move"].code != "to_leader"]
    return [
        FILLING[way["move"].code](item, way, request) if way["move"].code in FILLING else way
        for way in shown
    ]


def _assigning(item: SupervisedItem, way: dict[str, Any], request: Request) -> dict[str, Any]:
    """交办：拟的单位和时限先填好，可以改。"""
    lead = [_picked(item.lead_org, LEAD)] if item.lead_org else []
    ids = item.matter.values.get(ASSISTS, [])
    known = Org.objects.in_bulk(ids) if ids else {}
    picked = [*lead, *(_picked(known[pk], ASSIST) for pk in ids if pk in known)]
    past = item.due_at >= FAR or item.due_at < request.now
    return {**way, "picked": picked, "due": "" if past else day_of(item.due_at).isoformat()}


def _again(item: SupervisedItem, way: dict[str, Any], request: Request) -> dict[str, Any]:
    """退回重办、重新办理：交回原来的单位，只另定时限。"""
    return {
        **way,
        "orgs": False,
        "again": True,
        "asks": True,
        "must_due": way["move"].code == "reopen",
    }


def _closing(item: SupervisedItem, way: dict[str, Any], request: Request) -> dict[str, Any]:
    """销号：先提一个回头看的日子。"""
    return {**way, "follow_up": follow_up_day(almanac(request.now)).isoformat()}


Filling = Callable[[SupervisedItem, dict[str, Any], Request], dict[str, Any]]
FILLING: dict[str, Filling] = {
    "assign": _assigning,
    "redo": _again,
    "reopen": _again,
    "close_off": _closing,
}


def _picked(org: Org, part: str) -> dict[str, Any]:
    return {"id": org.pk, "label": str(org), "lead": part == LEAD}


# 各个页签


def _elements(context: dict[str, Any], request: Request) -> dict[str, Any]:
    item: SupervisedItem = context["item"]
    handlers = list(Handler.objects.current(item)) if item.assigned_at else []
    return {
        "handlers": handlers,
        "milestones": list(item.milestones.order_by("due_on", "position")),
        "parent": item.matter.parent_id,
    }


def _feedback(context: dict[str, Any], request: Request) -> dict[str, Any]:
    """各单位的反馈，近的在前，连同随它交来的文件。"""
    item: SupervisedItem = context["item"]
    rows = Feedback.objects.filter(item=item).select_related("org", "author").order_by("-id")
    known = _by_step(context["files"])
    found = [(row, known.get(row.step_id or 0, [])) for row in rows[:MOST_FEEDBACKS]]
    return {"handlers": list(Handler.objects.current(item)), "feedbacks": found}


def _by_step(files: list[MatterFile]) -> dict[int, list[MatterFile]]:
    """第几步 → 随它交来的文件；撤回的、换下的不列。"""
    found: dict[int, list[MatterFile]] = {}
    for one in files:
        if one.step_id and not one.retracted_at and not one.replaced_by_id:
            found.setdefault(one.step_id, []).append(one)
    return found


def _nodes(context: dict[str, Any], request: Request) -> dict[str, Any]:
    item: SupervisedItem = context["item"]
    days = calendar(timezone.localdate())
    return {"nodes": nodes_of(item, day_of(request.now), days), "subtasks": subtasks_of(item)}


def _pressing(context: dict[str, Any], request: Request) -> dict[str, Any]:
    rows = Pressing.objects.filter(item=context["item"]).select_related("org", "by", "file")
    return {"pressings": list(rows.order_by("-id")[:MOST_PRESSINGS])}


def _requests(context: dict[str, Any], request: Request) -> dict[str, Any]:
    """各项申请；督查室能裁定的，随带一张裁定的表。"""
    item: SupervisedItem = context["item"]
    rows = SideRequest.objects.filter(item=item).select_related("org", "by", "ruled_by")
    found = list(rows.order_by("-id"))
    rulable = context["supervises"] and item.state == ItemState.HANDLING
    asks = any(one.outcome == "" and one.kind == "objection" for one in found) and rulable
    return {"requests": found, "rulable": rulable, "current": _current(item) if asks else []}


def _current(item: SupervisedItem) -> list[dict[str, Any]]:
    return [_picked(org, part) for org, part in services.current_orgs(item)]


def _verify(context: dict[str, Any], request: Request) -> dict[str, Any]:
    item: SupervisedItem = context["item"]
    known = _by_step(context["files"])
    return {
        "verifications": [
            (row, known.get(row.step_id or 0, []))
            for row in item.verifications.select_related("by").order_by("-id")
        ],
        "applications": [one for one in context["steps"] if _applies(one)],
        "methods": Method.choices,
        "today": day_of(request.now).isoformat(),
    }


def _applies(step: Step) -> bool:
    return step.action == "apply_close"


Maker = Callable[[dict[str, Any], Request], dict[str, Any]]
MAKERS: dict[str, Maker] = {
    "elements": _elements,
    "feedback": _feedback,
    "nodes": _nodes,
    "pressing": _pressing,
    "requests": _requests,
    "verify": _verify,
}
