"""起办和送下一环节：一张流程表走到底。"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.core.writing import insert, rewrite
from sanban.matters import doers, kinds
from sanban.matters.doers import NOTHING, Choice, Grant
from sanban.matters.models import (
    FAR,
    LIVE_DUTIES,
    Matter,
    MatterState,
    Route,
    Step,
    Todo,
    TodoMode,
    TodoState,
)
from sanban.matters.routes import ALL, SEQUENTIAL, Kind, Move, Stage, is_bare
from sanban.matters.services.duties import close, finish, give, show, wake
from sanban.matters.services.trail import Asked, Desk, Entry, entry_of, running, spread, write
from sanban.people.models import Person, RoleCode

OFFICE_ROLES = (RoleCode.CLERK, RoleCode.DIRECTOR)
MANY = 3
UNCLEAR = "这是办件，只写“阅”“圈阅”看不出是否同意，请写明意见：同意、不同意，或者怎么办。"


@dataclass(frozen=True, slots=True)
class Opening:
    """起办一件事项要的几项。"""

    title: str
    urgency: str = ""
    due_at: datetime | None = None
    data: dict[str, Any] = field(default_factory=dict)
    parent: Matter | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """离开本环节以后：去哪个环节、由谁办、办好还要不要再送回去。"""

    stage: Stage
    grants: list[Grant]
    return_to: Step | None = None


@transaction.atomic
def start(kind: str, opening: Opening, *, by: Person, now: datetime) -> Matter:
    """登记一件事项，进入起点，由起点的办理人办。

    :raises Refused: 没写标题。
    """
    matter = born(kinds.current_route(kind), opening, by=by, now=now)
    first = kinds.named(kind).start
    insert(matter)
    entry = Entry("start", "登记", remark=opening.remark, target_stage=first.code)
    step = write(matter, entry, by=by, now=now)
    show(matter, office_keys(matter))
    enter(matter, Way(first, find_doers(first, matter, NOTHING)), step)
    return matter


def born(route: Route, opening: Opening, *, by: Person, now: datetime) -> Matter:
    """一件还没写进库的事项，停在起点。

    :raises Refused: 没写标题。
    """
    if not opening.title.strip():
        raise Refused("标题还没有写，请写好再登记。", code="no-title")
    first = kinds.named(route.kind).start
    return Matter(
        kind=route.kind,
        route=route,
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


def office_keys(matter: Matter) -> list[str]:
    """登记单位的文书、主任，在可见表里的身份。"""
    return [f"r{matter.org_id}.{role}" for role in OFFICE_ROLES]


@transaction.atomic
def move(
    matter: Matter, code: str, *, asked: Asked, remark: str = "", choice: Choice = NOTHING
) -> Matter:
    """按流程表走一步，并留痕；会签、顺签的，最后一位办完才离开本环节。

    退回后直送的，办好直接回到退回的人手里；往回走的、到终点的照走向走。

    :raises Refused: 不由此人办、页面已过时、没有这个走向、该写意见没写、没选办理人。
    """
    desk = spread(matter, asked)
    chosen = _chosen(desk, code)
    if chosen.remark and not remark.strip():
        raise Refused(f"“{chosen.label}”要写明意见，请写好再送。", code="no-remark")
    if chosen.explicit and is_bare(remark):
        raise Refused(UNCLEAR, code="bare-remark")
    live = LIVE_DUTIES.rows(desk.matter.pk)
    leaves = chosen.at_once or is_last(desk.stage, desk.todo, live)
    way = _whither(desk, chosen, choice) if leaves else None
    step = write(desk.matter, _move_entry(desk, chosen, remark, way), by=desk.by, now=desk.now)
    finish(desk.todo, step)
    if way:
        if len(live) > 1:
            close(Todo.objects.live(desk.matter), step, state=TodoState.VOID)
        enter(desk.matter, way, step, due_at=choice.due_at)
    elif desk.stage.sign == SEQUENTIAL:
        _wake_next(desk, step)
    return desk.matter


def _move_entry(desk: Desk, chosen: Move, remark: str, way: Way | None) -> Entry:
    entry = entry_of(desk, chosen.code, chosen.label, remark)
    if way is None:
        return replace(entry, target_stage=chosen.target.code)
    note = sent_words("送", way.stage, way.grants)
    return replace(entry, target_stage=way.stage.code, note=note)


def _chosen(desk: Desk, code: str) -> Move:
    if desk.todo.mode == TodoMode.ADDED:
        raise Refused("这是请您加签的，请写好意见后按“答复加签”。", code="added-only")
    found = {one.code: one for one in desk.kind.moves_from(desk.stage.code, desk.matter.values)}
    if code not in found:
        said = f"“{desk.stage.label}”环节没有这个办法，请刷新页面再选。"
        raise Refused(said, code="no-such-move")
    return found[code]


def _beside(desk: Desk) -> list[Todo]:
    return [one for one in LIVE_DUTIES.rows(desk.matter.pk) if one.mode == TodoMode.MAIN]


def is_last(stage: Stage, mine: Todo, beside: Sequence[Todo]) -> bool:
    """我办完就离开本环节：或签，或者会签、顺签里没有别人了。"""
    others = [row for row in beside if row.pk != mine.pk and row.mode == TodoMode.MAIN]
    return stage.sign not in (ALL, SEQUENTIAL) or not others


def _wake_next(desk: Desk, step: Step) -> None:
    rest = _beside(desk)
    if not any(row.state == TodoState.OPEN for row in rest):
        wake(rest[0], step)


def _whither(desk: Desk, chosen: Move, choice: Choice) -> Way:
    back = way_back(desk.kind, desk.todo, chosen)
    rows = _returning(desk.todo) if back else []
    grants = grants_of(rows)
    if back and grants:
        return Way(back, grants, rows[0].return_to)
    return Way(chosen.target, find_doers(chosen.target, desk.matter, choice))


def way_back(kind: Kind, todo: Todo, chosen: Move) -> Stage | None:
    """退回后直送的，回到哪个环节；不直送的为空。"""
    if todo.return_to is None or chosen.at_once or not kind.is_forward(chosen):
        return None
    return kind.by_code[todo.return_to.stage]


def _returning(todo: Todo) -> list[Todo]:
    """退回那一刻还没办完的那些差事。"""
    rows = Todo.objects.filter(closed_by=todo.return_to, mode=TodoMode.MAIN)
    rows = rows.select_related("person", "on_behalf_of", "org", "return_to")
    return list(rows.order_by("place", "id"))


def grants_of(rows: Sequence[Todo]) -> list[Grant]:
    """把办过的差事再交给原来的人；不在岗的除外。"""
    grants = [Grant(row.on_behalf_of or row.person, row.org, row.part) for row in rows]
    return [grant for grant in grants if grant.person.is_active]


def find_doers(stage: Stage, matter: Matter, choice: Choice) -> list[Grant]:
    """这个环节由谁办；终点没有人。

    :raises Refused: 没有办理人、选的人不在岗、选的单位不合规矩。
    """
    if stage.is_end:
        return []
    doer = doers.DOERS[stage.doer]
    grants = doer(matter, choice)
    if not grants:
        said = f"“{stage.label}”还没有办理人（{doer.label}）：{doer.wants}。"
        raise Refused(said, code="no-doer")
    return grants


def enter(matter: Matter, way: Way, step: Step, *, due_at: datetime | None = None) -> None:
    """进一个环节：开出差事、定下期限；到了终点就办结。"""
    stage = way.stage
    matter.stage, matter.stage_label, matter.round = stage.code, stage.label, step.number
    if stage.is_end:
        matter.state, matter.ended_at = MatterState.DONE, step.done_at
    rewrite(matter, "stage", "stage_label", "round", "state", "ended_at")
    if stage.is_end:
        return
    template = template_of(matter, stage, step, due_at or limit(stage, matter, step.done_at))
    template.return_to = way.return_to
    give(template, way.grants, queue=stage.sign == SEQUENTIAL)


def template_of(matter: Matter, stage: Stage, step: Step, due_at: datetime) -> Todo:
    """一个环节里各份差事的样子。"""
    return Todo(
        matter=matter,
        stage=stage.code,
        round=step.number,
        mode=TodoMode.MAIN,
        due_at=due_at,
        opened_at=step.done_at,
        opened_by=step,
    )


def limit(stage: Stage, matter: Matter, now: datetime) -> datetime:
    """这个环节的期限：按工作日限数，不超过整件的期限；没有限数就用整件的期限。"""
    return within(matter, stage_due(stage, now), now)


def stage_due(stage: Stage, now: datetime) -> datetime | None:
    """这个环节按工作日限数到何时；没有限数的为空。"""
    if stage.days is None:
        return None
    calendar = Holiday.objects.calendar(timezone.localtime(now).date())
    return calendar.due(now, stage.days, timezone.get_default_timezone())


def within(matter: Matter, due: datetime | None, now: datetime) -> datetime:
    """环节的期限不超过整件的期限；整件已经过了的，照环节的。"""
    if due is None:
        return matter.due_at
    return min(due, matter.due_at) if matter.due_at > now else due


def sent_words(verb: str, stage: Stage, grants: Sequence[Grant]) -> str:
    """去向的写法：送何环节、给谁；单位注明主办、协办。"""
    parts = [
        f"{one.org}（{doers.PARTS[one.part]}）"
        if one.org and one.part
        else str(one.org or one.person)
        for one in grants
    ]
    sent = "、".join(parts[:MANY]) + (f"等 {len(parts)} 个" if len(parts) > MANY else "")
    return f"{verb}{stage.label}：{sent}" if sent else f"{verb}{stage.label}"


@transaction.atomic
def set_values(matter: Matter, *, due_at: datetime | None = None, **values: Any) -> Matter:
    """改流转要用的几项和整件期限；只改在办的，由调用的室自己留痕。"""
    fresh = running(matter)
    fresh.data = json.dumps({**fresh.values, **values}, ensure_ascii=False)
    fresh.due_at = due_at or fresh.due_at
    fresh.save(update_fields=["data", "due_at"])
    return fresh
