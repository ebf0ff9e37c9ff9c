"""撤回：后面没人办过，就把上一步原样退回去；撤回意见：意见撤下、换写，前后都留着。"""

from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.matters import kinds
from sanban.matters.models import LIVE, Matter, Step, Todo, TodoState
from sanban.matters.services.duties import close
from sanban.matters.services.past import WHERE, Delta, past_of
from sanban.matters.services.trail import Entry, locked, write
from sanban.people.models import Person


def last_undoable(matter: Matter, by: Person) -> Step | None:
    """此人此刻还能撤回的那一步；没有就是空。"""
    return past_of(matter).undo_of(by).step


@transaction.atomic
def withdraw(matter: Matter, *, by: Person, now: datetime) -> Matter:
    """撤回我的上一步：送出的收回来，我和同办的人的差事恢复原样。

    会签里别人先签后签互不相干，只要没人动过我这一步带动的差事就能撤回。

    :raises Refused: 没有可撤回的；后面已经有人办理；所到环节不许撤回；原办理人已不在岗。
    """
    fresh = locked(matter)
    past = past_of(fresh)
    undo = past.undo_of(by)
    if undo.step is None:
        raise Refused(undo.fault, code=undo.code)
    entry = Entry("withdraw", "撤回", note=f"撤回“{undo.step.label}”", about=undo.step)
    step = write(fresh, entry, by=by, now=now)
    delta = past.delta(undo.step)
    _put_back_todos(delta, undo.step, step)
    if delta.moved:
        _put_back_matter(fresh, delta)
    return fresh


def _put_back_todos(delta: Delta, undone: Step, step: Step) -> None:
    opened = [pk for pk, pair in delta.todos.items() if not pair[0]]
    close(Todo.objects.filter(pk__in=opened), step, state=TodoState.VOID)
    afresh = {"closed_by": None, "closed_at": None}
    for state in LIVE:
        back = [pk for pk, pair in delta.todos.items() if pair[0] == state]
        Todo.objects.filter(pk__in=back).update(state=state, **afresh)
    readers = Todo.objects.filter(closed_by=undone, is_reading=True, state=TodoState.VOID)
    readers.update(state=TodoState.OPEN, **afresh)


def _put_back_matter(matter: Matter, delta: Delta) -> None:
    for name in WHERE:
        setattr(matter, name, delta.moved[name])
    ended = delta.moved["ended_at"]
    matter.ended_at = datetime.fromisoformat(ended) if ended else None
    matter.save(update_fields=[*WHERE, "ended_at"])


@transaction.atomic
def withdraw_opinion(step: Step, *, by: Person, now: datetime, remark: str = "") -> Step:
    """撤下自己写的意见，可换写一条；原来的留在流转记录里。

    :raises Refused: 不是自己的意见、已经撤下、事项已归档。
    """
    matter = locked(step.matter)
    if by.pk not in (step.person_id, step.recorded_by_id):
        raise Refused("只能撤下自己写的意见，请与写意见的人联系。", code="not-yours")
    if not step.remark or Step.objects.filter(about=step, action="withdraw_opinion").exists():
        raise Refused("这条意见已经撤下，或者本来就没有意见，不必再撤。", code="stale")
    if "withdraw" in kinds.stage_of(matter).forbids:
        raise Refused("事项已经归档，意见不能再改；确需说明的请联系档案员。", code="archived")
    label = "换写意见" if remark.strip() else "撤下意见"
    entry = Entry("withdraw_opinion", label, remark=remark, about=step, is_work=False)
    return write(matter, entry, by=by, now=now)
