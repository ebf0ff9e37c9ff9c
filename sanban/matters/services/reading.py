"""传阅：送出、已阅、催阅、收回；与办理互不牵扯，委托的也不代阅。"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.inbox import services as inbox
from sanban.matters import kinds
from sanban.matters.doers import Grant
from sanban.matters.models import (
    Circulation,
    Matter,
    MatterState,
    Todo,
    TodoMode,
    TodoState,
)
from sanban.matters.services.duties import close, give
from sanban.matters.services.flow import OFFICE_ROLES
from sanban.matters.services.trail import Entry, has_role, locked, permit, write
from sanban.people.models import Person

CIRCULABLE = (MatterState.RUNNING, MatterState.DONE)


@transaction.atomic
def circulate(
    matter: Matter, people: Sequence[Person], *, by: Person, now: datetime, note: str = ""
) -> Circulation:
    """送若干人传阅；正在阅、已阅过的不重送。

    :raises Refused: 没选人、都已送过、无权送、事项已终止或归档。
    """
    fresh = locked(matter)
    _check_may_circulate(fresh, by)
    readers = _new_readers(fresh, people)
    names = "、".join(person.name for person in readers)
    entry = Entry("circulate", "送传阅", remark=note, note=f"送{names}传阅", is_work=False)
    step = write(fresh, entry, by=by, now=now)
    sent = Circulation.objects.create(matter=fresh, by=by, note=note[:200], sent_at=now)
    template = Todo(
        matter=fresh,
        stage=fresh.stage,
        round=fresh.round,
        mode=TodoMode.READING,
        circulation=sent,
        opened_at=now,
        opened_by=step,
    )
    give(template, [Grant(person) for person in readers])
    return sent


def _new_readers(matter: Matter, people: Sequence[Person]) -> list[Person]:
    rows = Todo.objects.filter(matter=matter, is_reading=True).exclude(state=TodoState.VOID)
    had = set(rows.values_list("person_id", flat=True))
    wanted = {one.pk: one for one in people if one.is_active}
    found = [one for pk, one in wanted.items() if pk not in had]
    if not found:
        raise Refused("请选在岗的传阅人；已经送过的不必再送。", code="nobody")
    return found


def _check_may_circulate(matter: Matter, by: Person) -> None:
    if matter.state not in CIRCULABLE:
        raise Refused("这件事项已经终止或作废，不能再送传阅。", code="not-running")
    mine = Todo.objects.live(matter).filter(person=by).exists()
    if not mine and not has_role(by, matter, OFFICE_ROLES):
        said = "传阅由正在办理的人或登记单位的文书、主任送，请与他们联系。"
        raise Refused(said, code="not-yours")
    permit(kinds.stage_of(matter), "circulate")


@transaction.atomic
def read(todo: Todo, *, by: Person, now: datetime, remark: str = "") -> Todo:
    """已阅，可附意见。

    :raises Refused: 不是送此人阅的、已经阅过、已经收回。
    """
    matter = locked(todo.matter)
    fresh = Todo.objects.select_related("closed_by", "on_behalf_of").get(pk=todo.pk)
    if fresh.person_id != by.pk or not fresh.is_reading:
        raise Refused("这件不是送您传阅的，不必点“已阅”。", code="not-yours")
    if fresh.state != TodoState.OPEN:
        raise Refused(_already(fresh), code="stale")
    entry = Entry("read", "已阅", remark=remark, on_behalf_of=fresh.on_behalf_of, is_work=False)
    step = write(matter, entry, by=by, now=now)
    close(Todo.objects.filter(pk=fresh.pk), step, state=TodoState.DONE)
    return Todo.objects.get(pk=fresh.pk)


def _already(todo: Todo) -> str:
    step = todo.closed_by
    when = f"{timezone.localtime(step.done_at):%-m月%-d日 %H:%M}" if step else ""
    if todo.state == TodoState.DONE:
        return f"这件您已于{when}阅过，不必再点。"
    return f"传阅已由{step.person_name if step else '送阅人'}于{when}收回，不必再阅。"


@transaction.atomic
def chase(circulation: Circulation, *, by: Person, now: datetime) -> list[Person]:
    """催阅：给还没阅的每人发一条消息，返回催了哪些人。

    :raises Refused: 不是送阅的人也不是文书、都阅过了。
    """
    matter = locked(circulation.matter)
    silent = _silent(circulation, matter, by)
    entry = Entry("chase", "催阅", note=f"催{_names(silent)}", is_work=False)
    step = write(matter, entry, by=by, now=now)
    inbox.send(
        silent,
        kind="chase",
        title=f"{by.name}催您传阅：{matter.title}",
        cause=f"step:{step.pk}",
        now=now,
        link=f"/matters/{matter.pk}/",
    )
    return silent


def _silent(circulation: Circulation, matter: Matter, by: Person) -> list[Person]:
    if circulation.by_id != by.pk and not has_role(by, matter, OFFICE_ROLES):
        said = "催阅、收回由送阅的人或登记单位的文书、主任办，请与他们联系。"
        raise Refused(said, code="not-yours")
    rows = circulation.readers.filter(state=TodoState.OPEN).select_related("person")
    found = [row.person for row in rows.order_by("place", "id")]
    if not found:
        raise Refused("都已阅过，不必催，也没有可收回的。", code="nobody")
    return found


def _names(people: Sequence[Person]) -> str:
    return "、".join(one.name for one in people)


@transaction.atomic
def withdraw_circulation(circulation: Circulation, *, by: Person, now: datetime) -> Circulation:
    """收回传阅：没阅的不必再阅，阅过的记录留着。

    :raises Refused: 不是送阅的人也不是文书、没有可收回的。
    """
    matter = locked(circulation.matter)
    silent = _silent(circulation, matter, by)
    note = f"{_names(silent)}不必再阅"
    entry = Entry("withdraw_circulation", "收回传阅", note=note, is_work=False)
    step = write(matter, entry, by=by, now=now)
    close(circulation.readers.all(), step, state=TodoState.VOID)
    circulation.withdrawn_at = now
    circulation.save(update_fields=["withdrawn_at"])
    return circulation
