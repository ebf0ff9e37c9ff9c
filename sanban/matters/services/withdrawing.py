"""撤回：后面没人办过，就把上一步原样退回去；撤回意见：意见撤下、换写，前后都留着。"""

from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.matters import kinds
from sanban.matters.models import LIVE, Matter, MatterState, Step, Todo, TodoState
from sanban.matters.services.flow import close
from sanban.matters.services.trail import Entry, locked, restore, write
from sanban.people.models import Person

TOO_LATE = "后面已经有人办理，不能撤回了；要改主意的，请与正在办的人联系退回。"
FIXED = ("start", "hand_over")


def last_undoable(matter: Matter, by: Person) -> Step | None:
    """此人此刻还能撤回的那一步；没有就是空。"""
    steps = list(Step.objects.filter(matter=matter, is_work=True).order_by("-number"))
    undone = {step.about_id for step in steps if step.action == "withdraw"}
    kept = [one for one in steps if one.action != "withdraw" and one.pk not in undone]
    for later, step in enumerate(kept):
        if _is_mine(step, by):
            fits = later == 0 or _stands_alone(step, matter)
            return step if fits and step.action not in FIXED else None
    return None


def _is_mine(step: Step, by: Person) -> bool:
    return (step.recorded_by_id or step.person_id) == by.pk


def _stands_alone(step: Step, matter: Matter) -> bool:
    """会签里我先签了、别人还在签：我这一步没有带动任何事，可以单独撤回。"""
    moved = Todo.objects.filter(opened_by=step).exists() or Todo.objects.filter(woken_by=step)
    closed = Todo.objects.filter(closed_by=step)
    here = all(row.round == matter.round for row in closed)
    return not moved and here and closed.filter(state=TodoState.DONE).count() == closed.count() == 1


@transaction.atomic
def withdraw(matter: Matter, *, by: Person, now: datetime) -> Matter:
    """撤回我的上一步：送出的收回来，我和同办的人的差事恢复原样。

    :raises Refused: 没有可撤回的；后面已经有人办理；所到环节不许撤回。
    """
    fresh = locked(matter)
    step = last_undoable(fresh, by)
    if step is None:
        raise Refused(TOO_LATE, code="too-late")
    if fresh.state == MatterState.VOIDED or "withdraw" in kinds.stage_of(fresh).forbids:
        said = f"事项已经到“{fresh.stage_label}”，不能撤回。"
        raise Refused(said, code="forbidden-here")
    alone = _stands_alone(step, fresh)
    entry = Entry("withdraw", "撤回", note=f"撤回“{step.label}”", about=step)
    undo = write(fresh, entry, by=by, now=now)
    _reverse(step, undo)
    if not alone:
        restore(fresh, step)
    return fresh


def _reverse(step: Step, undo: Step) -> None:
    close(Todo.objects.filter(opened_by=step), undo, state=TodoState.VOID)
    for row in Todo.objects.filter(closed_by=step):
        row.state, row.was = row.was, ""
        row.closed_by = row.closed_at = None
        row.save(update_fields=["state", "was", "closed_by", "closed_at"])
    asleep = {"state": TodoState.WAITING, "woken_by": None}
    Todo.objects.filter(woken_by=step, state__in=LIVE).update(**asleep)
    awake = {"state": TodoState.OPEN, "slept_by": None}
    Todo.objects.filter(slept_by=step, state__in=LIVE).update(**awake)


@transaction.atomic
def withdraw_opinion(step: Step, *, by: Person, now: datetime, remark: str = "") -> Step:
    """撤下自己写的意见，可换写一条；原来的留在流转记录里。

    :raises Refused: 不是自己的意见、已经撤下、事项已归档。
    """
    matter = locked(step.matter)
    if not _is_mine(step, by) and step.person_id != by.pk:
        raise Refused("只能撤下自己写的意见。", code="not-yours")
    if not step.remark or Step.objects.filter(about=step, action="withdraw_opinion").exists():
        raise Refused("这条意见已经撤下，或者本来就没有意见。", code="stale")
    if "withdraw" in kinds.stage_of(matter).forbids:
        raise Refused("事项已经归档，意见不能再改。", code="archived")
    label = "换写意见" if remark.strip() else "撤下意见"
    entry = Entry("withdraw_opinion", label, remark=remark, about=step, is_work=False)
    return write(matter, entry, by=by, now=now)
