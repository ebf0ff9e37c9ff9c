"""成批：登记一批事项，把一批事项送到一处；写下的各行与逐件办的一样，只是几句 SQL 办完。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.matters import kinds
from sanban.matters.doers import NOTHING, Grant
from sanban.matters.models import LIVE, Matter, MatterState, Step, Todo, TodoState
from sanban.matters.routes import SEQUENTIAL
from sanban.matters.services import indexing
from sanban.matters.services.amending import PAST_LABEL
from sanban.matters.services.duties import give_many, show_many
from sanban.matters.services.flow import (
    Opening,
    born,
    find_doers,
    office_keys,
    stage_due,
    template_of,
    within,
)
from sanban.matters.services.trail import Entry, Writer, act_of, post_held, step_of, told
from sanban.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """一件事项送到哪里；进 `entry.target_stage` 那个环节，给了 `ended_at` 的直接办结。

    :param matter: 要是新近读来的，还在办。
    :param closing: 手上的差事怎样了结：补录的作废，照走向送的算办完。
    """

    matter: Matter
    entry: Entry
    grants: tuple[Grant, ...] = ()
    due_at: datetime | None = None
    ended_at: datetime | None = None
    closing: str = TodoState.VOID


@transaction.atomic
def start_many(
    kind: str, openings: Sequence[Opening], *, by: Person, now: datetime
) -> list[Matter]:
    """登记一批同类的事项，各行与逐件 `start` 的一样；次序与 `openings` 相同。

    :raises Refused: 有一件没写标题，一件也不登记。
    """
    if not openings:
        return []
    route, first = kinds.current_route(kind), kinds.named(kind).start
    matters = [born(route, opening, by=by, now=now) for opening in openings]
    entries = [
        Entry("start", "登记", remark=one.remark, target_stage=first.code) for one in openings
    ]
    steps = _born(matters, entries, by=by, now=now)
    show_many((matter, office_keys(matter)) for matter in matters)
    grants = tuple(find_doers(first, matters[0], NOTHING))
    placed = zip(matters, entries, strict=True)
    _give([Landing(matter=one, entry=entry, grants=grants) for one, entry in placed], steps)
    return matters


def _born(
    matters: Sequence[Matter], entries: Sequence[Entry], *, by: Person, now: datetime
) -> list[Step]:
    """写进库，各写头一步；头一步也就是头一轮。"""
    writer = Writer(by, post_held(by, now), now)
    pairs = zip(matters, entries, strict=True)
    steps = [step_of(matter, entry, by=writer, live={}) for matter, entry in pairs]
    for matter in matters:
        matter.round = matter.step_no
    Matter.objects.bulk_create(matters)
    _keep(steps, entries, by)
    return steps


@transaction.atomic
def write_many(
    rows: Sequence[tuple[Matter, Entry]], *, by: Person | None, now: datetime
) -> list[Step]:
    """给一批事项各写一步留痕、一条审计，各行与逐件 `write` 的一样；事项须已由调用的室锁住。

    同一件事项要写几步的，须是同一个对象。
    """
    if not rows:
        return []
    matters = {matter.pk: matter for matter, _ in rows}
    live = _live(list(matters.values()))
    writer = Writer(by, post_held(by, now) if by else "", now)
    steps = [
        step_of(matter, entry, by=writer, live=live.get(matter.pk, {})) for matter, entry in rows
    ]
    Matter.objects.bulk_update(matters.values(), ["step_no"])
    _keep(steps, [entry for _, entry in rows], by)
    return steps


def _keep(steps: list[Step], entries: Sequence[Entry], by: Person | None) -> None:
    Step.objects.bulk_create(steps)
    indexing.touch(step.matter_id for step in steps)
    acts: dict[str, list[tuple[str, str]]] = {}
    for step, entry in zip(steps, entries, strict=True):
        acts.setdefault(act_of(entry), []).append((step.matter.target, told(step)))
    for act, rows in acts.items():
        audit.record_many(act, rows, by=by)


@transaction.atomic
def land_many(landings: Sequence[Landing], *, by: Person, now: datetime) -> list[Step]:
    """把一批事项各送到一处，各写一步留痕、一条审计；事项须已由调用的室锁住或刚刚登记。

    :raises Refused: 有一件已经不在办，一件也不送。
    """
    if not landings:
        return []
    _check_running(landings)
    live = _live([one.matter for one in landings])
    writer = Writer(by, post_held(by, now), now)
    steps = [
        step_of(one.matter, one.entry, by=writer, live=live.get(one.matter.pk, {}))
        for one in landings
    ]
    _keep(steps, [one.entry for one in landings], by)
    _close(landings, now)
    _place(landings, steps)
    _give(landings, steps)
    return steps


def _check_running(landings: Sequence[Landing]) -> None:
    for one in landings:
        if one.matter.state != MatterState.RUNNING:
            said = f"“{one.matter.title}”已经不在办，不能再送，请刷新页面看最新进展。"
            raise Refused(said, code="not-running")


def _live(matters: Sequence[Matter]) -> dict[int, dict[int, str]]:
    rows = Todo.objects.filter(matter__in=matters, state__in=LIVE, is_reading=False)
    found: dict[int, dict[int, str]] = {}
    for matter, pk, state in rows.values_list("matter_id", "pk", "state"):
        found.setdefault(matter, {})[pk] = state
    return found


def _close(landings: Sequence[Landing], now: datetime) -> None:
    """了结各件手上的差事，记在各件最后一步上。"""
    last = Step.objects.filter(matter=OuterRef("matter")).order_by("-number").values("pk")[:1]
    for state in dict.fromkeys(one.closing for one in landings):
        matters = [one.matter for one in landings if one.closing == state]
        rows = Todo.objects.filter(matter__in=matters, state__in=LIVE, is_reading=False)
        rows.update(state=state, closed_at=now, closed_by=Subquery(last))


def _place(landings: Sequence[Landing], steps: Sequence[Step]) -> None:
    """各件事项到了哪里；到同一处的一句改完。"""
    groups: dict[tuple[str, datetime | None], list[Matter]] = {}
    for one, step in zip(landings, steps, strict=True):
        matter = one.matter
        groups.setdefault((one.entry.target_stage, one.ended_at), []).append(matter)
        for name, value in _where(matter, one, step.number).items():
            setattr(matter, name, value)
    for matters in groups.values():
        values = {name: getattr(matters[0], name) for name in ("stage", "stage_label", "state")}
        values |= {"ended_at": matters[0].ended_at, "step_no": F("step_no") + 1}
        if not matters[0].ended_at:
            values["round"] = F("step_no") + 1
        Matter.objects.filter(pk__in=[matter.pk for matter in matters]).update(**values)


def _where(matter: Matter, landing: Landing, number: int) -> dict[str, object]:
    if landing.ended_at:
        done = MatterState.DONE
        return {"state": done, "ended_at": landing.ended_at, "stage_label": PAST_LABEL}
    stage = kinds.kind_of(matter).by_code[landing.entry.target_stage]
    return {"stage": stage.code, "stage_label": stage.label, "round": number}


def _give(landings: Sequence[Landing], steps: Sequence[Step]) -> None:
    """各件给下一环节的人开差事；同一环节的一次开。"""
    by_stage: dict[str, list[tuple[Landing, Step]]] = {}
    for one, step in zip(landings, steps, strict=True):
        if not one.ended_at:
            by_stage.setdefault(one.matter.stage, []).append((one, step))
    for pairs in by_stage.values():
        _give_stage(pairs)


def _give_stage(pairs: Sequence[tuple[Landing, Step]]) -> None:
    first, step = pairs[0]
    stage = kinds.stage_of(first.matter)
    due = stage_due(stage, step.done_at)
    given = []
    for one, step in pairs:
        due_at = one.due_at or within(one.matter, due, step.done_at)
        given.append((template_of(one.matter, stage, step, due_at), list(one.grants)))
    give_many(given, queue=stage.sign == SEQUENTIAL)
