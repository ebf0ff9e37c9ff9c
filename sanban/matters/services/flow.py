"""起办和送下一环节：一张流程表走到底。"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.matters import doers, kinds
from sanban.matters.doers import NOTHING, Choice, Grant
from sanban.matters.models import (
    FAR, LIVE, Matter, MatterState, Step, Todo, TodoMode, TodoState, Visibility,
)
from sanban.matters.routes import ALL, SEQUENTIAL, Move, Stage
from sanban.matters.services.trail import Asked, Desk, Entry, running, spread, write
from sanban.people.models import Delegation, Person, RoleCode

OFFICE_ROLES = (RoleCode.CLERK, RoleCode.DIRECTOR)
MANY = 3


@dataclass(frozen=True, slots=True)
class Opening:
    """起办一件事项要的几项。"""

    title: str
    urgency: str = ""
    due_at: datetime | None = None
    data: dict[str, Any] = field(default_factory=dict)
    parent: Matter | None = None
    remark: str = ""


@transaction.atomic
def start(kind: str, opening: Opening, *, by: Person, now: datetime) -> Matter:
    """登记一件事项，进入起点，由起点的办理人办。"""
    first = kinds.named(kind).start
    matter = Matter.objects.create(
        kind=kind,
        route=kinds.current_route(kind),
        title=opening.title.strip(),
        stage=first.code,
        stage_label=first.label,
        urgency=opening.urgency,
        due_at=opening.due_at or FAR,
        parent=opening.parent,
        drafter=by,
        org=by.org,
        office_section=by.office_section,
        started_at=now,
        data=json.dumps(opening.data, ensure_ascii=False),
    )
    entry = Entry("start", "登记", remark=opening.remark, target_stage=first.code)
    step = write(matter, entry, by=by, now=now)
    show(matter, [f"r{matter.org_id}.{role}" for role in OFFICE_ROLES])
    enter(matter, first, doers.DOERS[first.doer](matter, NOTHING), step)
    return matter


@transaction.atomic
def move(
    matter: Matter, code: str, *, asked: Asked, remark: str = "", choice: Choice = NOTHING
) -> Matter:
    """按流程表走一步，并留痕。

    :raises Refused: 不由此人办、页面已过时、没有这个走向、该写意见没写、没选办理人。
    """
    desk = spread(matter, asked)
    chosen = _chosen(desk, code)
    if chosen.remark and not remark.strip():
        raise Refused(f"“{chosen.label}”要写明意见，请写好再送。", code="no-remark")
    note = "" if desk.todo.return_to else _note(chosen.target, choice)
    entry = step_entry(desk, chosen.code, chosen.label, remark)
    entry = replace(entry, note=note, target_stage=chosen.target.code)
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    close(Todo.objects.filter(pk=desk.todo.pk), step, state=TodoState.DONE)
    if chosen.at_once or not _others_wait(desk, step):
        _leave(desk, chosen.target, choice, step)
    return desk.matter


def _chosen(desk: Desk, code: str) -> Move:
    if desk.todo.mode == TodoMode.ADDED:
        raise Refused("这是请您加签的，请写好意见后按“答复加签”。", code="added-only")
    found = {one.code: one for one in desk.kind.moves_from(desk.stage.code, desk.matter.values)}
    if code not in found:
        said = f"“{desk.stage.label}”环节没有这个办法，请刷新页面再选。"
        raise Refused(said, code="no-such-move")
    return found[code]


def step_entry(desk: Desk, action: str, label: str, remark: str) -> Entry:
    """由这份差事写出的一步。"""
    todo = desk.todo
    return Entry(
        action, label, remark=remark, on_behalf_of=todo.on_behalf_of,
        recorded_by=desk.recorded_by, org=todo.org,
    )


def _others_wait(desk: Desk, step: Step) -> bool:
    """还有没有人没办完；顺签的，叫醒下一位。"""
    rest = Todo.objects.live(desk.matter).filter(round=desk.matter.round, mode=TodoMode.MAIN)
    if desk.stage.sign == SEQUENTIAL and not rest.filter(state=TodoState.OPEN).exists():
        following = rest.first()
        if following:
            wake(following, step)
            return True
    return desk.stage.sign in (ALL, SEQUENTIAL) and rest.exists()


def _leave(desk: Desk, target: Stage, choice: Choice, step: Step) -> None:
    matter = desk.matter
    close(Todo.objects.live(matter), step, state=TodoState.VOID)
    if desk.todo.return_to is not None:
        resume(matter, desk.todo.return_to, step)
        return
    grants = doers.DOERS[target.doer](matter, choice) if target.doer else []
    enter(matter, target, grants, step, due_at=choice.due_at)


def resume(matter: Matter, back: Step, step: Step) -> None:
    """退回后直送：回到退回的那个环节，交给当时还没办完的那些人。"""
    stage = kinds.kind_of(matter).by_code[back.stage]
    rows = Todo.objects.filter(closed_by=back, mode=TodoMode.MAIN).order_by("place", "id")
    grants = [Grant(row.on_behalf_of or row.person, row.org, row.part)
              for row in rows.select_related("person", "on_behalf_of", "org")]
    enter(matter, stage, grants, step)


def enter(  # noqa: PLR0913
    matter: Matter, stage: Stage, grants: Sequence[Grant], step: Step, *,
    due_at: datetime | None = None, return_to: Step | None = None,
) -> None:
    """进一个环节：定下办理人和期限；到了终点就办结。

    :raises Refused: 环节没有办理人。
    """
    matter.stage, matter.stage_label, matter.round = stage.code, stage.label, step.number
    if stage.is_end:
        matter.state, matter.ended_at = MatterState.DONE, step.done_at
    matter.save(update_fields=["stage", "stage_label", "round", "state", "ended_at"])
    if stage.is_end:
        return
    if not grants:
        said = f"“{stage.label}”环节没有办理人，请选定办理人，或请管理员指定角色。"
        raise Refused(said, code="no-doer")
    template = Todo(
        matter=matter, stage=stage.code, round=step.number, mode=TodoMode.MAIN,
        due_at=due_at or limit(stage, matter, step.done_at), opened_at=step.done_at,
        opened_by=step, return_to=return_to,
    )
    give(template, grants, queue=stage.sign == SEQUENTIAL)


def limit(stage: Stage, matter: Matter, now: datetime) -> datetime:
    """这个环节的期限：按工作日限数，不超过整件的期限；没有限数就用整件的期限。"""
    if stage.days is None:
        return matter.due_at
    zone = timezone.get_default_timezone()
    calendar = Holiday.objects.calendar(timezone.localtime(now).date())
    due = calendar.due(now, stage.days, zone)
    return min(due, matter.due_at) if matter.due_at > now else due


def give(template: Todo, grants: Iterable[Grant], *, queue: bool = False) -> list[Todo]:
    """照样子给每人开一份差事；有委托的给代办人；顺签的第二位起先等着。"""
    stood = [_stood_in(grant, template.opened_at) for grant in grants]
    rows = [_copy(template, grant, n) for n, grant in enumerate(stood)]
    for row in rows[1:] if queue else ():
        row.state = TodoState.WAITING
    show(template.matter, _subjects(stood))
    return Todo.objects.bulk_create(rows)


def _copy(template: Todo, grant: Grant, n: int) -> Todo:
    row = Todo(**_fields(template))
    row.person, row.on_behalf_of = grant.person, grant.on_behalf_of
    row.org, row.part, row.place = grant.org, grant.part, template.place + n
    row.is_reading = template.mode == TodoMode.READING
    row.state = template.state or TodoState.OPEN
    return row


def _fields(template: Todo) -> dict[str, Any]:
    names = [one.attname for one in Todo._meta.concrete_fields if not one.primary_key]
    return {name: getattr(template, name) for name in names}


def _stood_in(grant: Grant, now: datetime) -> Grant:
    rows = Delegation.objects.in_force(timezone.localtime(now).date()).filter(
        person=grant.person, deputy__is_active=True
    )
    found = rows.select_related("deputy").first()
    if found is None:
        return grant
    return replace(grant, person=found.deputy, on_behalf_of=grant.person)


def _subjects(grants: Iterable[Grant]) -> list[str]:
    keys: list[str] = []
    for grant in grants:
        keys += [f"p{one.pk}" for one in (grant.person, grant.on_behalf_of) if one]
        if grant.org:
            keys.append(f"r{grant.org.pk}.{RoleCode.LIAISON}")
    orgs = [grant.org for grant in grants if grant.org]
    if orgs:
        keys += [f"p{one.pk}" for one in Person.objects.in_charge_of(orgs)]
    return keys


def show(matter: Matter, subjects: Iterable[str]) -> None:
    """让这些身份看得见这件事项。"""
    rows = [Visibility(matter=matter, subject=key) for key in dict.fromkeys(subjects)]
    Visibility.objects.bulk_create(rows, ignore_conflicts=True)


def close(rows: QuerySet[Todo], step: Step, *, state: str) -> None:
    """了结这些差事，记住此前的状态，好原样撤回。"""
    for row in rows.filter(state__in=LIVE):
        row.was, row.state = row.state, state
        row.closed_by, row.closed_at = step, step.done_at
        row.save(update_fields=["was", "state", "closed_by", "closed_at"])


def wake(todo: Todo, step: Step) -> None:
    """叫醒一份等着的差事。"""
    todo.state, todo.woken_by, todo.opened_at = TodoState.OPEN, step, step.done_at
    todo.save(update_fields=["state", "woken_by", "opened_at"])


def _note(target: Stage, choice: Choice) -> str:
    names = [person.name for person in choice.people]
    names += [f"{org}（{doers.PARTS[part]}）" for org, part in choice.orgs]
    sent = "、".join(names[:MANY]) + (f"等 {len(names)} 个" if len(names) > MANY else "")
    return f"送{target.label}：{sent}" if sent else f"送{target.label}"


@transaction.atomic
def set_values(matter: Matter, *, due_at: datetime | None = None, **values: Any) -> Matter:
    """改流转要用的几项和整件期限；只改在办的。"""
    fresh = running(matter)
    fresh.data = json.dumps({**fresh.values, **values}, ensure_ascii=False)
    fresh.due_at = due_at or fresh.due_at
    fresh.save(update_fields=["data", "due_at"])
    return fresh
