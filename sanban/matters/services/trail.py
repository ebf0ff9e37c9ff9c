"""锁住事项、写一步留痕、记下此前的样子。"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.matters import kinds
from sanban.matters.models import Matter, MatterState, Step, Todo, TodoState
from sanban.matters.routes import Kind, Stage
from sanban.people.models import Org, Person, Post

CLOSED = {
    MatterState.DONE: "已经办结",
    MatterState.STOPPED: "已经终止",
    MatterState.VOIDED: "已经作废",
}
SNAPSHOT = ("stage", "stage_label", "round", "state", "data")


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
    rows = Matter.objects.select_related("route", "org", "drafter")
    return rows.select_for_update(of=("self",)).get(pk=matter.pk)


def running(matter: Matter) -> Matter:
    """锁住一件在办的事项。

    :raises Refused: 已经不在办。
    """
    fresh = locked(matter)
    if fresh.state != MatterState.RUNNING:
        raise Refused(f"这件事项{CLOSED[MatterState(fresh.state)]}，不能再办。", code="not-running")
    return fresh


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

    :raises Refused: 事项不在办；不由此人办；页面已过时；等着加签的答复。
    """
    fresh = running(matter)
    kind = kinds.kind_of(fresh)
    holder = asked.on_paper_for or asked.by
    todo = _todo_of(fresh, holder, asked.todo)
    _check_open(todo, fresh, kind)
    recorded_by = asked.by if asked.on_paper_for else None
    stage = kind.by_code[fresh.stage]
    return Desk(fresh, kind, stage, todo, holder, asked.now, recorded_by)


def _todo_of(matter: Matter, holder: Person, pk: int | None) -> Todo:
    rows = Todo.objects.filter(matter=matter, person=holder, is_reading=False)
    if pk is not None:
        rows = rows.filter(pk=pk)
    live = rows.filter(state=TodoState.OPEN).order_by("place", "id").first()
    found = live or rows.order_by("-id").first()
    if found is None:
        said = f"现在是“{matter.stage_label}”环节，不由您办理；请刷新页面看最新进展。"
        raise Refused(said, code="not-yours")
    return found


def _check_open(todo: Todo, matter: Matter, kind: Kind) -> None:
    if todo.state == TodoState.OPEN:
        return
    if todo.state == TodoState.WAITING:
        raise Refused("这一步还在等别人先办（加签或前一位），等他们办完会转到您这里。", code="wait")
    step = todo.closed_by
    if step is None:
        raise Refused("这一步已经不用办了，请刷新页面看最新进展。", code="stale")
    when = timezone.localtime(step.done_at)
    said = (
        f"这一步已由{step.person_name}于{when:%-m月%-d日 %H:%M}办理（{step.label}），"
        f"您的操作没有生效；请看最新进展。"
    )
    raise Refused(said, code="stale")


@dataclass(frozen=True, slots=True)
class Entry:
    """要写下的一步；`person` 是意见的主人，`recorded_by` 是代录的人。"""

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
    extra: dict[str, Any] = field(default_factory=dict)


def write(matter: Matter, entry: Entry, *, by: Person | None, now: datetime) -> Step:
    """写一步留痕，并记一条审计；须在锁住事项之后、改动事项之前。"""
    matter.step_no += 1
    matter.save(update_fields=["step_no"])
    step = Step.objects.create(
        matter=matter,
        number=matter.step_no,
        stage=matter.stage,
        stage_label=matter.stage_label,
        target_stage=entry.target_stage,
        action=entry.action,
        label=entry.label,
        person=by,
        person_name=by.name if by else "系统",
        post_name=post_held(by, now) if by else "",
        on_behalf_of=entry.on_behalf_of,
        recorded_by=entry.recorded_by,
        org=entry.org,
        remark=entry.remark.strip(),
        note=entry.note[:500],
        about=entry.about,
        is_work=entry.is_work,
        before=snapshot(matter, entry.extra),
        done_at=now,
    )
    detail = f"第 {step.number} 步 {entry.label}"
    audit.record(f"matter.{entry.action}"[:40], by=entry.recorded_by or by,
                 target=matter.target, detail=detail)
    return step


def post_held(person: Person, now: datetime) -> str:
    """此人此刻的职务；以任职记录为准，没有记录的用现任职务。"""
    post = Post.objects.filter(person=person).held_on(timezone.localtime(now).date()).first()
    return post.name if post else person.post_name


def snapshot(matter: Matter, extra: dict[str, Any]) -> str:
    """事项此刻的样子，JSON。"""
    seen = {name: getattr(matter, name) for name in SNAPSHOT}
    seen["due_at"] = matter.due_at.isoformat()
    seen["ended_at"] = matter.ended_at.isoformat() if matter.ended_at else None
    return json.dumps({**seen, **extra}, ensure_ascii=False)


def restore(matter: Matter, step: Step) -> None:
    """把事项恢复成这一步之前的样子。"""
    seen = json.loads(step.before)
    for name in SNAPSHOT:
        setattr(matter, name, seen[name])
    matter.due_at = datetime.fromisoformat(seen["due_at"])
    matter.ended_at = datetime.fromisoformat(seen["ended_at"]) if seen["ended_at"] else None
    matter.save(update_fields=[*SNAPSHOT, "due_at", "ended_at"])
