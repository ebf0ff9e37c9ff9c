"""催办、签收和交接。"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.inbox import services as inbox
from sanban.matters import kinds
from sanban.matters.doers import Grant
from sanban.matters.models import LIVE, Matter, Step, Todo, TodoState
from sanban.matters.services.duties import deputies, hand_on, stand_in
from sanban.matters.services.flow import OFFICE_ROLES
from sanban.matters.services.trail import Entry, has_role, locked, permit, running, write
from sanban.people import services as people
from sanban.people.models import Delegation, Person


@transaction.atomic
def remind(matter: Matter, *, by: Person | None, now: datetime, remark: str = "") -> list[Person]:
    """催办：给正在办的每人发一条消息，返回催了哪些人；`by` 为空是系统到点自己催。

    :raises Refused: 无权催、没有别人在办。
    """
    fresh = running(matter)
    if by is not None and not _may_remind(fresh, by):
        said = "催办由登记单位的文书、主任或办过这件事项的人发起，请与他们联系。"
        raise Refused(said, code="not-yours")
    permit(kinds.stage_of(fresh), "remind")
    pressed = _doers(fresh, by)
    names = "、".join(person.name for person in pressed)
    entry = Entry("remind", "催办", remark=remark, note=f"催{names}", is_work=False)
    step = write(fresh, entry, by=by, now=now)
    who = by.name if by else "系统"
    said = f"{who}催办：{fresh.title}" + (f"（{remark.strip()}）" if remark.strip() else "")
    inbox.send(
        pressed,
        kind="remind",
        title=said,
        cause=f"step:{step.pk}",
        now=now,
        link=f"/matters/{fresh.pk}/",
    )
    return pressed


def _may_remind(matter: Matter, by: Person) -> bool:
    if has_role(by, matter, OFFICE_ROLES):
        return True
    return Step.objects.filter(matter=matter, person=by).exists()


def _doers(matter: Matter, by: Person | None) -> list[Person]:
    rows = Todo.objects.live(matter).filter(state=TodoState.OPEN).select_related("person")
    found = list(dict.fromkeys(row.person for row in rows if row.person != by))
    if not found:
        raise Refused("现在没有别人在办，不必催。", code="nobody")
    return found


@transaction.atomic
def acknowledge(matter: Matter, *, by: Person, now: datetime) -> int:
    """签收：第一次打开送到自己手上的事项时记下，返回签收几份。"""
    mine = Todo.objects.filter(matter=matter, person=by, state=TodoState.OPEN, acknowledged_at=None)
    got = mine.update(acknowledged_at=now)
    if got:
        audit.record("matter.acknowledge", by=by, target=matter.target)
    return got


@transaction.atomic
def hand_over(
    person: Person, to: Person, *, by: Person, now: datetime, reason: str = "交接"
) -> int:
    """把一个人手上的全部差事（含等着的、待阅的）交给另一人，返回几份；就交此人，不再找代办。

    :raises Refused: 接的人不在岗，或者就是本人。
    """
    if not to.is_active or to.pk == person.pk:
        raise Refused("请选一位在岗的、不是本人的接手人。", code="bad-successor")
    note = f"{person.name}的待办交{to.name}"
    rows = _locked_todos(Todo.objects.filter(person=person))
    for todo in rows:
        work = not todo.is_reading
        entry = Entry("hand_over", "交接", remark=reason, note=note, is_work=work)
        step = write(todo.matter, entry, by=by, now=now)
        owner = todo.on_behalf_of if todo.on_behalf_of_id != to.pk else None
        hand_on(todo, Grant(to, todo.org, todo.part, owner), step)
    return len(rows)


def _locked_todos(rows: Iterable[Todo]) -> list[Todo]:
    """锁住各件事项以后再读一遍，别人刚办掉的不算。"""
    wanted = Todo.objects.filter(pk__in=[row.pk for row in rows if row.state in LIVE])
    ids = sorted(set(wanted.values_list("matter_id", flat=True)))
    matters = {pk: locked(Matter(pk=pk)) for pk in ids}
    found = wanted.filter(state__in=LIVE).select_related(
        "org", "on_behalf_of", "parent", "circulation", "return_to"
    )
    todos = list(found.order_by("matter_id", "id"))
    for todo in todos:
        todo.matter = matters[todo.matter_id]
    return todos


@transaction.atomic
def retire(person: Person, *, to: Person | None, by: Person, now: datetime) -> Person:
    """人员离岗：先把手上的差事交出去，再停用。

    :raises Refused: 手上有差事而没有指定接手人。
    """
    held = Todo.objects.filter(person=person, state__in=LIVE).count()
    if held and to is None:
        said = f"{person.name}手上还有 {held} 件没办完，请先指定接手人。"
        raise Refused(said, code="holds-todos")
    if held and to is not None:
        hand_over(person, to, by=by, now=now, reason=f"{person.name}离岗")
    return people.deactivate(person, by=by, now=now)


@transaction.atomic
def delegate(delegation: Delegation, *, by: Person, now: datetime) -> int:
    """委托已经生效的，把现有待办（含等着的）一并转给代办人，返回几份；待阅留给本人。"""
    acting = deputies(now)
    rows = _locked_todos(Todo.objects.filter(person=delegation.person, is_reading=False))
    if delegation.person_id not in acting:
        return 0
    for todo in rows:
        grant = Grant(delegation.person, todo.org, todo.part, todo.on_behalf_of)
        stood = stand_in(grant, acting)
        note = f"{delegation.person}委托{stood.person}代办"
        step = write(todo.matter, Entry("delegate", "委托", note=note), by=by, now=now)
        hand_on(todo, stood, step)
    return len(rows)
