"""一批核对过的行，一次变成督办事项：新立的停在拟办或送审批，旧件落到办理或已销号。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core import services as core
from sanban.core.pouring import pour
from sanban.matters import services as matters
from sanban.matters.doers import ASSIST, LEAD, Grant
from sanban.matters.models import FAR, Matter, TodoState
from sanban.matters.services import Entry, Landing, Opening
from sanban.matters.services.flow import sent_words
from sanban.people.models import Org, Person, RoleCode, RoleHolding
from sanban.supervision.kinds.supervised_item import APPROVE, HANDLE, KIND
from sanban.supervision.models import (
    NEVER,
    CampaignEntry,
    Handler,
    ItemState,
    Milestone,
    ReportDue,
    SupervisedItem,
)
from sanban.supervision.services.actors import office_keys, unit_keys
from sanban.supervision.services.assigning import serial_of
from sanban.supervision.services.dates import (
    Almanac,
    almanac,
    closing,
    day_of,
    due_moment,
    report_days,
    turning_points,
)
from sanban.supervision.services.importing.choices import Choices
from sanban.supervision.services.importing.lines import Line, PastItem
from sanban.supervision.services.initiating import columns_of
from sanban.supervision.services.syncing import ASSISTS

NOTE = "由清单导入"
OPENING = time(9)
NODE = ("item", "position", "name", "due_on", "done_on", "note")
UNIT = ("item", "org", "part", "owner_name", "backup_name", "progress", "assigned_at",
        "acknowledged_at", "applied_at", "reminder_count")  # fmt: skip
DUE = ("item", "org", "due_on")
SEND = next(move for move in KIND.moves if move.code == "to_approve")


@dataclass(frozen=True, slots=True)
class _Born:
    """刚生的一件：哪一行、哪件事项、台账的哪一行。"""

    line: Line
    matter: Matter
    item: SupervisedItem

    @property
    def is_closed(self) -> bool:
        """已经销号的旧件。"""
        return bool(self.line.past and self.line.past.closed_on)

    @property
    def is_running(self) -> bool:
        """还在办的旧件。"""
        return bool(self.line.past and not self.line.past.closed_on)


@transaction.atomic
def bear(
    lines: Sequence[Line], choices: Choices, *, by: Person, now: datetime
) -> list[SupervisedItem]:
    """把一批核对过的行变成督办事项，写下的与逐件立项的一样；次序与行相同。

    :raises Refused: 有一件没写标题、没有办理人，一件也不立。
    """
    if not lines:
        return []
    how = almanac(now)
    openings = [_opening(line, how) for line in lines]
    made = matters.start_many(KIND.code, openings, by=by, now=now)
    pairs = zip(lines, made, strict=True)
    born = [_Born(line, matter, _item(line, matter, how)) for line, matter in pairs]
    SupervisedItem.objects.bulk_create(one.item for one in born)
    pour(Milestone, NODE, [row for one in born for row in _milestones(one)])
    matters.show_many((one.matter, _subjects(one)) for one in born)
    _send(born, choices, by=by, now=now)
    _take_up([one for one in born if one.is_running], by=by, how=how)
    _close([one for one in born if one.is_closed], by=by, now=now)
    _reach(born)
    _enlist(born, choices)
    audit.record("supervision.import", by=by, detail=f"导入 {len(born)} 件")
    return [one.item for one in born]


def _opening(line: Line, how: Almanac) -> Opening:
    form = line.form
    return Opening(
        title=form.title,
        urgency=form.urgency,
        due_at=due_moment(form.due_on, how.calendar),
        data={ASSISTS: [org.pk for org in form.assist_orgs]},
    )


def _item(line: Line, matter: Matter, how: Almanac) -> SupervisedItem:
    days = [day for day, _ in line.form.milestones]
    milestone_on = NEVER if line.past and line.past.closed_on else min(days, default=NEVER)
    amber, red = turning_points(matter.due_at, milestone_on, how)
    past = _past_columns(line.past) if line.past else {"year": how.today.year}
    return SupervisedItem(
        matter=matter,
        org=matter.org,
        due_at=matter.due_at,
        first_due_at=matter.due_at,
        milestone_on=milestone_on,
        amber_at=amber,
        red_at=red,
        **{**columns_of(line.form), **_assists(line), **past},
    )


def _assists(line: Line) -> dict[str, str]:
    """协办单位的写法；现在没有了的单位也写上。"""
    names = [*(str(org) for org in line.form.assist_orgs), *line.strange]
    return {"assist_names": "、".join(names)[:500]}


def _past_columns(past: PastItem) -> dict[str, Any]:
    state = ItemState.CLOSED if past.closed_on else ItemState.HANDLING
    return {
        "series": past.series,
        "year": past.year,
        "number": past.number,
        "state": state,
        "is_open": not past.closed_on,
        "initiated_at": _opened(past.initiated_on),
        "assigned_at": _opened(past.assigned_on or past.initiated_on),
        "acknowledged_at": _opened(past.acknowledged_on),
        "applied_at": _closed(past.applied_on) if past.closed_on else None,
        "closed_at": _closed(past.closed_on),
        "progress": past.progress,
        "latest": past.latest[:1000],
        "problem": past.problem[:1000],
        "next_step": past.next_step[:1000],
        "verify_opinion": past.verify_opinion[:500],
    }


def _opened(day: date | None) -> datetime | None:
    return datetime.combine(day, OPENING, timezone.get_default_timezone()) if day else None


def _closed(day: date | None) -> datetime | None:
    return closing(day) if day else None


def _milestones(one: _Born) -> list[tuple[Any, ...]]:
    wanted = sorted({(day, said.strip()) for day, said in one.line.form.milestones})
    return [
        (one.item.pk, n, said, day, day if one.is_closed else None, "")
        for n, (day, said) in enumerate(wanted)
    ]


def _subjects(one: _Born) -> list[str]:
    leader = one.line.form.leader
    keys = [*office_keys(one.matter.org), *([f"p{leader.pk}"] if leader else [])]
    return [*keys, *unit_keys(one.line.orgs)] if one.line.past else keys


def _send(born: Sequence[_Born], choices: Choices, *, by: Person, now: datetime) -> None:
    """新立的，选了审批人的接着送审批，样子同逐件送。"""
    fresh = [one for one in born if one.line.past is None]
    if not choices.approver or not fresh:
        return
    grants = (Grant(Person.objects.get(pk=choices.approver)),)
    note = sent_words("送", APPROVE, grants)
    entry = Entry(SEND.code, SEND.label, note=note, target_stage=APPROVE.code)
    done = TodoState.DONE
    landings = [
        Landing(matter=one.matter, entry=entry, grants=grants, closing=done) for one in fresh
    ]
    matters.land_many(landings, by=by, now=now)


def _take_up(born: Sequence[_Born], *, by: Person, how: Almanac) -> None:
    """在办的旧件：交到各承办单位的联络员手上，该报的排好。"""
    liaisons = _liaisons(born)
    entry = Entry("take_up", "补录在办", note=NOTE, target_stage=HANDLE.code)
    landings = [
        Landing(
            matter=one.matter,
            entry=entry,
            grants=tuple(Grant(liaisons[org.pk], org, part) for org, part in _parts(one)),
            due_at=one.matter.due_at,
        )
        for one in born
    ]
    matters.land_many(landings, by=by, now=how.now)
    pour(Handler, UNIT, [row for one in born for row in _handlers(one)])
    pour(ReportDue, DUE, [row for one in born for row in _reports(one, how)])


def _liaisons(born: Sequence[_Born]) -> dict[int, Person]:
    """单位 → 排序在前的在岗联络员。"""
    orgs = {org.pk for one in born for org in one.line.orgs}
    held = RoleHolding.objects.filter(
        role=RoleCode.LIAISON, org__in=orgs, person__is_active=True
    ).select_related("person")
    ordered = held.order_by("-person__rank_order", "-person_id") if orgs else ()
    return {one.org_id: one.person for one in ordered}


def _parts(one: _Born) -> list[tuple[Org, str]]:
    return [(org, ASSIST if n else LEAD) for n, org in enumerate(one.line.orgs)]


def _handlers(one: _Born) -> list[tuple[Any, ...]]:
    item = one.item
    days = (item.assigned_at, item.acknowledged_at, item.closed_at)
    return [
        (item.pk, org.pk, part, *_people(item, part), item.progress, *days, 0)
        for org, part in _parts(one)
    ]


def _people(item: SupervisedItem, part: str) -> tuple[str, str]:
    return (item.owner_name, item.backup_name) if part == LEAD else ("", "")


def _reports(one: _Born, how: Almanac) -> list[tuple[Any, ...]]:
    item = one.item
    since = day_of(item.assigned_at) if item.assigned_at else how.today
    until = day_of(item.due_at) if item.due_at < FAR else NEVER
    days = report_days(item.cycle, since=since, until=until, how=how)
    coming = [day for day in days if day >= how.today]
    return [(item.pk, org.pk, day) for org in one.line.orgs for day in coming]


def _close(born: Sequence[_Born], *, by: Person, now: datetime) -> None:
    """已经销号的旧件：直接记为办结。"""
    entry = Entry("close_past", "补录办结", note=NOTE)
    landings = [
        Landing(matter=one.matter, entry=entry, ended_at=one.item.closed_at) for one in born
    ]
    matters.land_many(landings, by=by, now=now)
    pour(Handler, UNIT, [row for one in born for row in _handlers(one)])


def _reach(born: Sequence[_Born]) -> None:
    """旧件用过的号，新的接着往后编。"""
    most: dict[tuple[str, int], int] = {}
    for one in born:
        item = one.item
        if item.number:
            key = (serial_of(item.org, item.series), item.year)
            most[key] = max(most.get(key, 0), item.number)
    for (series, year), number in most.items():
        core.reach_serial(series, year=year, number=number)


def _enlist(born: Sequence[_Born], choices: Choices) -> None:
    """归专班的，接在专班名单后面。"""
    if not choices.campaign:
        return
    start = CampaignEntry.objects.filter(campaign=choices.campaign).count() + 1
    CampaignEntry.objects.bulk_create(
        CampaignEntry(campaign_id=choices.campaign, item=one.item, position=start + n)
        for n, one in enumerate(born)
    )
