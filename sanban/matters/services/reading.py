"""传阅：送出、已阅、催阅、收回；与办理互不牵扯。"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.inbox import services as inbox
from sanban.matters import kinds
from sanban.matters.doers import Grant
from sanban.matters.models import (
    Circulation, Matter, Todo, TodoMode, TodoState,
)
from sanban.matters.services.flow import OFFICE_ROLES, close, give
from sanban.matters.services.moves import has_role
from sanban.matters.services.trail import Entry, locked, write
from sanban.people.models import Person


@transaction.atomic
def circulate(
    matter: Matter, people: Sequence[Person], *, by: Person, now: datetime, note: str = ""
) -> Circulation:
    """送若干人传阅；正在阅、已阅过的不重送。

    :raises Refused: 没选人、都已送过、无权送、事项已归档。
    """
    fresh = locked(matter)
    _check_may_circulate(fresh, by)
    had = set(Todo.objects.filter(matter=fresh, is_reading=True)
              .exclude(state=TodoState.VOID).values_list("person_id", flat=True))
    fresh_readers = [one for one in people if one.is_active and one.pk not in had]
    if not fresh_readers:
        raise Refused("请选传阅的人；已经送过的不必再送。", code="nobody")
    names = "、".join(person.name for person in fresh_readers)
    entry = Entry("circulate", "送传阅", remark=note, note=f"送{names}传阅", is_work=False)
    step = write(fresh, entry, by=by, now=now)
    sent = Circulation.objects.create(matter=fresh, by=by, note=note[:200], sent_at=now)
    template = Todo(
        matter=fresh, stage=fresh.stage, round=fresh.round, mode=TodoMode.READING,
        circulation=sent, opened_at=now, opened_by=step,
    )
    give(template, [Grant(person) for person in fresh_readers])
    return sent


def _check_may_circulate(matter: Matter, by: Person) -> None:
    mine = Todo.objects.live(matter).filter(person=by).exists()
    if not mine and not has_role(by, matter, OFFICE_ROLES):
        raise Refused("传阅由正在办理的人或办公室文书送。", code="not-yours")
    if "circulate" in kinds.stage_of(matter).forbids:
        raise Refused("这件事项已经归档，不能再送传阅。", code="archived")


@transaction.atomic
def read(todo: Todo, *, by: Person, now: datetime, remark: str = "") -> Todo:
    """已阅，可附意见。

    :raises Refused: 不是送此人阅的、已经阅过、已经收回。
    """
    matter = locked(todo.matter)
    fresh = Todo.objects.get(pk=todo.pk)
    if fresh.person_id != by.pk or not fresh.is_reading:
        raise Refused("这件不是送您传阅的。", code="not-yours")
    if fresh.state != TodoState.OPEN:
        raise Refused("这件您已经阅过，或者传阅已经收回，不必再点。", code="stale")
    entry = Entry("read", "已阅", remark=remark, on_behalf_of=fresh.on_behalf_of, is_work=False)
    step = write(matter, entry, by=by, now=now)
    close(Todo.objects.filter(pk=fresh.pk), step, state=TodoState.DONE)
    return Todo.objects.get(pk=fresh.pk)


@transaction.atomic
def chase(circulation: Circulation, *, by: Person, now: datetime) -> list[Person]:
    """催阅：给还没阅的每人发一条消息，返回催了哪些人。

    :raises Refused: 不是送阅的人也不是文书、都阅过了。
    """
    matter = locked(circulation.matter)
    _check_sender(circulation, matter, by)
    silent = _silent(circulation)
    if not silent:
        raise Refused("都已阅过，不必催。", code="nobody")
    entry = Entry("chase", "催阅", note="催" + "、".join(one.name for one in silent), is_work=False)
    step = write(matter, entry, by=by, now=now)
    inbox.send(
        silent, kind="chase", title=f"{by.name}催您传阅：{matter.title}",
        cause=f"step:{step.pk}", now=now, link=f"/matters/{matter.pk}/",
    )
    return silent


def _silent(circulation: Circulation) -> list[Person]:
    rows = circulation.readers.filter(state=TodoState.OPEN).select_related("person")
    return [row.person for row in rows.order_by("place", "id")]


def _check_sender(circulation: Circulation, matter: Matter, by: Person) -> None:
    if circulation.by_id != by.pk and not has_role(by, matter, OFFICE_ROLES):
        raise Refused("催阅、收回由送阅的人或办公室文书办。", code="not-yours")


@transaction.atomic
def withdraw_circulation(circulation: Circulation, *, by: Person, now: datetime) -> Circulation:
    """收回传阅：没阅的不必再阅，阅过的记录留着。

    :raises Refused: 不是送阅的人也不是文书、没有可收回的。
    """
    matter = locked(circulation.matter)
    _check_sender(circulation, matter, by)
    if not _silent(circulation):
        raise Refused("都已阅过，没有可收回的。", code="stale")
    entry = Entry("withdraw_circulation", "收回传阅", is_work=False)
    step = write(matter, entry, by=by, now=now)
    close(circulation.readers.all(), step, state=TodoState.VOID)
    circulation.withdrawn_at = now
    circulation.save(update_fields=["withdrawn_at"])
    return circulation
