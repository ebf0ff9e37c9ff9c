"""锁住事项、摊开差事、写一步留痕。"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.local import day_of
from sanban.core.prepared import Prepared
from sanban.core.writing import insert, rewrite
from sanban.matters import kinds
from sanban.matters.models import (
    LIVE_STATES,
    OPEN_DUTY,
    Matter,
    MatterState,
    Step,
    Todo,
    TodoState,
)
from sanban.matters.routes import UNIVERSAL, Kind, Stage
from sanban.matters.services import indexing
from sanban.matters.services.past import look
from sanban.people.models import Org, Person, Post, RoleCode

CLOSED = {
    MatterState.DONE: "已经办结",
    MatterState.STOPPED: "已经终止",
    MatterState.VOIDED: "已经作废",
}
_LOCKED = Prepared(
    lambda pk: (
        Matter.objects.select_related("route", "org", "drafter")
        .select_for_update(of=("self",))
        .filter(pk=pk)
    )
)
_POSTS: Prepared[str] = Prepared(
    lambda person, day: (
        Post.objects.filter(person=person).held_on(day).values_list("name", flat=True)[:1]
    )
)
NO_EFFECT = "您的操作没有生效，请刷新页面看最新进展。"


@dataclass(frozen=True, slots=True)
class Desk:
    """摊开在桌上的一件事项：锁住了，知道流程、环节和我的那份差事。"""

    matter: Matter
    kind: Kind
    stage: Stage
    todo: Todo
    by: Person
    now: datetime
    recorded_by: Person | None = None


def locked(matter: Matter) -> Matter:
    """锁住一件事项，读到最新。"""
    found = _LOCKED.first(matter.pk)
    if found is None:
        raise Matter.DoesNotExist
    return found


def running(matter: Matter) -> Matter:
    """锁住一件在办的事项。

    :raises Refused: 已经不在办；说明是谁在何时办的。
    """
    fresh = locked(matter)
    if fresh.state == MatterState.RUNNING:
        return fresh
    step = Step.objects.filter(matter=fresh, is_work=True).order_by("number").last()
    said = f"这件事项{CLOSED[MatterState(fresh.state)]}，不能再办。"
    raise Refused(f"{_who_did(step)}{said}{NO_EFFECT}" if step else said, code="not-running")


def _who_did(step: Step) -> str:
    when = timezone.localtime(step.done_at)
    return f"{step.person_name}已于{when:%-m月%-d日 %H:%M}办理（{step.label}），"


def roles_in(person: Person, matter: Matter) -> frozenset[str]:
    """此人在登记单位的各个角色；没有预取的查一次。"""
    held = person.holdings.all()
    return frozenset(one.role for one in held if one.org_id == matter.org_id)


def has_role(person: Person, matter: Matter, roles: Sequence[str]) -> bool:
    """此人在登记单位有没有其中一个角色。"""
    return not roles_in(person, matter).isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Asked:
    """谁在何时要办哪一份差事；`todo` 为空取此人的第一份。

    :param on_paper_for: 领导在纸上签了，由文书代录时，是哪位领导。
    """

    by: Person
    now: datetime
    todo: int | None = None
    on_paper_for: Person | None = None


def spread(matter: Matter, asked: Asked) -> Desk:
    """摊开事项，找到要办的差事。

    :raises Refused: 事项不在办；不由此人办；页面已过时；等着别人；无权代录。
    """
    fresh = running(matter)
    holder = asked.on_paper_for or asked.by
    if asked.on_paper_for and not has_role(asked.by, fresh, (RoleCode.CLERK,)):
        raise Refused("代录由登记单位的文书办理，请把签过的纸交给文书。", code="not-clerk")
    todo = _todo_of(fresh, holder, asked.todo)
    _check_open(todo)
    recorded_by = asked.by if asked.on_paper_for else None
    kind = kinds.kind_of(fresh)
    stage = kind.by_code[fresh.stage]
    return Desk(fresh, kind, stage, todo, holder, asked.now, recorded_by)


def _todo_of(matter: Matter, holder: Person, pk: int | None) -> Todo:
    live = OPEN_DUTY.first(matter.pk, holder.pk)
    if live and pk in (None, live.pk):
        return live
    rows = Todo.objects.filter(matter=matter, person=holder, is_reading=False)
    rows = rows.select_related("closed_by", "on_behalf_of", "org", "return_to", "parent")
    found = rows.order_by("-id").first() if pk is None else rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_not_yours(matter, holder), code="not-yours")
    return found


def _not_yours(matter: Matter, holder: Person) -> str:
    rows = Todo.objects.live(matter).filter(on_behalf_of=holder).select_related("person")
    acting = rows.first()
    if acting:
        return f"这件已按委托由{acting.person.name}代办；要自己办的，请先取消委托再请对方转回。"
    return f"现在是“{matter.stage_label}”环节，不由您办理；请刷新页面看最新进展。"


def _check_open(todo: Todo) -> None:
    if todo.state == TodoState.OPEN:
        return
    if todo.state == TodoState.WAITING:
        said = f"这一步还在等{_waits_for(todo)}先办，办完会转到您这里。"
        raise Refused(said, code="wait")
    if todo.closed_by is None:
        raise Refused("这一步已经不用办了，请刷新页面看最新进展。", code="stale")
    raise Refused(f"{_who_did(todo.closed_by)}{NO_EFFECT}", code="stale")


def _waits_for(todo: Todo) -> str:
    ahead = Todo.objects.live(todo.matter).filter(round=todo.round).exclude(pk=todo.pk)
    added = ahead.filter(parent=todo)
    rows = added if added.exists() else ahead.filter(place__lt=todo.place)
    names = rows.select_related("person").values_list("person__name", flat=True)
    return "、".join(dict.fromkeys(names)) or "别人"


def permit(stage: Stage, code: str, remark: str = "") -> None:
    """这个环节许不许这个通用动作，须写意见的写了没有。

    :raises Refused: 不许，或者没写意见。
    """
    one = UNIVERSAL[code]
    if code in stage.forbids:
        said = f"“{stage.label}”环节不能{one.label}，请改用办理栏里的办法。"
        raise Refused(said, code="forbidden-here")
    if one.remark and not remark.strip():
        raise Refused(f"“{one.label}”要写明理由，请写好再办。", code="no-remark")


@dataclass(frozen=True, slots=True)
class Entry:
    """要写下的一步；`recorded_by` 是代录的人。"""

    action: str
    label: str
    remark: str = ""
    note: str = ""
    target_stage: str = ""
    about: Step | None = None
    on_behalf_of: Person | None = None
    recorded_by: Person | None = None
    org: Org | None = None
    is_work: bool = True


def entry_of(desk: Desk, action: str, label: str, remark: str) -> Entry:
    """由桌上这份差事写出的一步。"""
    todo = desk.todo
    return Entry(
        action,
        label,
        remark=remark,
        on_behalf_of=todo.on_behalf_of,
        recorded_by=desk.recorded_by,
        org=todo.org,
    )


def write(matter: Matter, entry: Entry, *, by: Person | None, now: datetime) -> Step:
    """写一步留痕，并记一条审计；须在锁住事项之后、改动事项之前。

    :param by: 意见的主人；空为系统。
    """
    post = post_held(by, now) if by else ""
    live = dict(LIVE_STATES.rows(matter.pk))
    step = step_of(matter, entry, by=Writer(by, post, now), live=live)
    rewrite(matter, "step_no")
    insert(step)
    indexing.touch([matter.pk])
    audit.record(act_of(entry), by=entry.recorded_by or by, target=matter.target, detail=told(step))
    return step


@dataclass(frozen=True, slots=True)
class Writer:
    """写这一步的人（空为系统）、当时的职务、时间。"""

    person: Person | None
    post: str
    now: datetime


def step_of(matter: Matter, entry: Entry, *, by: Writer, live: Mapping[int, str]) -> Step:
    """一步还没写进库的留痕，事项的留痕序号随之加一；`live` 是没办完的各份差事和状态。"""
    matter.step_no += 1
    return Step(
        matter=matter,
        number=matter.step_no,
        stage=matter.stage,
        stage_label=matter.stage_label,
        target_stage=entry.target_stage,
        action=entry.action,
        label=entry.label,
        person=by.person,
        person_name=by.person.name if by.person else "系统",
        post_name=by.post,
        on_behalf_of=entry.on_behalf_of,
        recorded_by=entry.recorded_by,
        org=entry.org,
        remark=entry.remark.strip(),
        note=entry.note[:500],
        about=entry.about,
        is_work=entry.is_work,
        before=json.dumps(look(matter, live), ensure_ascii=False, separators=(",", ":")),
        done_at=by.now,
    )


def act_of(entry: Entry) -> str:
    """这一步在审计里的动作。"""
    return f"matter.{entry.action}"[:40]


def told(step: Step) -> str:
    """这一步在审计里的说明。"""
    return f"第 {step.number} 步 {step.label}"


def post_held(person: Person, now: datetime) -> str:
    """此人此刻的职务；以任职记录为准，没有记录的用现任职务。"""
    return _POSTS.first(person.pk, day_of(now)) or person.post_name
