"""成批登记、成批送：写下的各行与逐件办的一样，件数再多也只有那几句 SQL。"""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.matters import kinds, services
from sanban.matters.doers import Choice, Grant
from sanban.matters.models import Matter, MatterState, Step, Todo, TodoState, Visibility
from sanban.matters.services import Asked, Entry, Landing, Opening
from sanban.people.models import Charge, Delegation
from sanban.supervision.kinds.supervised_item import KIND

kinds.add(KIND)
OWN = ("id", "matter", "opened_by", "closed_by", "before", "_state")


def openings(now, count=3):
    return [
        Opening(
            f"第{n}件",
            urgency="high" if n % 2 else "",
            due_at=now + timedelta(days=n - 1) if n else None,
            data={"n": n},
            remark="由台账导入" if n else "",
        )
        for n in range(count)
    ]


def plain(row):
    return {
        one.attname: getattr(row, one.attname)
        for one in row._meta.concrete_fields
        if one.name not in OWN
    }


def picture(matter):
    """一件事项写下的全部行；各行的编号换成次序。"""
    fresh = Matter.objects.get(pk=matter.pk)
    todos = list(Todo.objects.filter(matter=fresh).order_by("id"))
    steps = list(Step.objects.filter(matter=fresh).order_by("number"))
    places = {todo.pk: n for n, todo in enumerate(todos)}
    ids = {step.pk: step.number for step in steps}
    befores = [json.loads(step.before) for step in steps]
    for before in befores:
        for state in ("open", "waiting"):
            before[state] = [places[pk] for pk in before[state]]
    logs = AuditLog.objects.filter(target=fresh.target).order_by("id")
    seen = Visibility.objects.filter(matter=fresh).values_list("subject", flat=True)
    return {
        "matter": plain(fresh),
        "steps": [plain(step) for step in steps],
        "befores": befores,
        "todos": [plain(todo) for todo in todos],
        "links": [(ids.get(todo.opened_by_id), ids.get(todo.closed_by_id)) for todo in todos],
        "seen": sorted(seen),
        "logs": list(logs.values_list("actor_id", "actor_name", "act", "detail", "is_done")),
    }


def start_each(cast, now, count=3):
    return [
        services.start("supervised_item", one, by=cast.supervisor, now=now)
        for one in openings(now, count)
    ]


def start_all(cast, now, count=3):
    return services.start_many("supervised_item", openings(now, count), by=cast.supervisor, now=now)


def test_many_leave_the_same_rows_as_one_by_one(cast, now):
    one_by_one = [picture(matter) for matter in start_each(cast, now)]
    assert [picture(matter) for matter in start_all(cast, now)] == one_by_one
    assert one_by_one[0]["todos"] and one_by_one[0]["logs"]


def test_a_deputy_gets_them_too(cast, now):
    today = now.date()
    Delegation.objects.create(person=cast.supervisor, deputy=cast.drafter, since=today, until=today)
    one_by_one = [picture(matter) for matter in start_each(cast, now)]
    assert [picture(matter) for matter in start_all(cast, now)] == one_by_one
    assert one_by_one[0]["todos"][0]["person_id"] == cast.drafter.pk


def test_one_without_a_title_stops_them_all(cast, now):
    with pytest.raises(Refused, match="标题还没有写"):
        services.start_many(
            "supervised_item", [Opening("甲"), Opening(" ")], by=cast.supervisor, now=now
        )
    assert not Matter.objects.exists()


def test_sending_many_is_the_same_as_each_move(cast, now):
    moved = [
        services.move(
            matter,
            "to_approve",
            asked=Asked(cast.supervisor, now),
            choice=Choice(people=(cast.director,)),
        )
        for matter in start_each(cast, now)
    ]
    landings = [
        Landing(
            matter=matter,
            entry=Entry("to_approve", "送立项审批", note="送立项：周明远", target_stage="approve"),
            grants=(Grant(cast.director),),
            closing=TodoState.DONE,
        )
        for matter in start_all(cast, now)
    ]
    services.land_many(landings, by=cast.supervisor, now=now)
    assert [picture(one.matter) for one in landings] == [picture(one) for one in moved]


def test_closing_many_past_is_the_same_as_each(cast, now):
    ended = now - timedelta(days=90)
    each = [
        services.close_past(matter, by=cast.supervisor, now=now, ended_at=ended, note="由台账导入")
        for matter in start_each(cast, now)
    ]
    landings = [
        Landing(
            matter=matter, entry=Entry("close_past", "补录办结", note="由台账导入"), ended_at=ended
        )
        for matter in start_all(cast, now)
    ]
    services.land_many(landings, by=cast.supervisor, now=now)
    assert [picture(one.matter) for one in landings] == [picture(one) for one in each]


def test_old_ones_still_running_land_with_their_units(cast, now):
    Charge.objects.create(leader=cast.deputy, org=cast.water)
    grants = (
        Grant(cast.water_liaison, cast.water, "lead"),
        Grant(cast.finance_liaison, cast.finance, "assist"),
    )
    matter = start_all(cast, now)[0]
    entry = Entry("take_up", "补录在办", target_stage="handle")
    due = now + timedelta(days=9)
    landing = Landing(matter=matter, entry=entry, grants=grants, due_at=due)
    services.land_many([landing], by=cast.supervisor, now=now)
    fresh = Matter.objects.get(pk=matter.pk)
    assert (fresh.stage, fresh.state, fresh.round) == ("handle", MatterState.RUNNING, 2)
    live = Todo.objects.live(fresh)
    assert [(one.person, one.part, one.due_at) for one in live] == [
        (cast.water_liaison, "lead", due),
        (cast.finance_liaison, "assist", due),
    ]
    seen = set(Visibility.objects.filter(matter=fresh).values_list("subject", flat=True))
    assert {f"p{cast.deputy.pk}", f"r{cast.water.pk}.liaison"} <= seen
    done = Todo.objects.get(matter=fresh, stage="propose")
    assert done.state == TodoState.VOID and done.closed_by.action == "take_up"


def test_nothing_lands_when_one_is_over(cast, now):
    first, second = start_all(cast, now, 2)
    services.void(first, by=cast.supervisor, now=now, reason="重了")
    first.refresh_from_db()
    entry = Entry("close_past", "补录办结")
    landings = [Landing(matter=one, entry=entry, ended_at=now) for one in (second, first)]
    with pytest.raises(Refused, match="已经不在办"):
        services.land_many(landings, by=cast.supervisor, now=now)
    assert Matter.objects.get(pk=second.pk).state == MatterState.RUNNING


def test_a_hundred_cost_a_handful_of_queries(cast, now):
    """一件和一百件只差 SQLite 把一句插入拆成几句（一句至多几百个值）。"""
    start_all(cast, now)
    counts = []
    for count in (3, 100):
        with CaptureQueriesContext(connection) as caught:
            start_all(cast, now, count)
        counts.append(len(caught))
    assert counts[0] == 14
    assert counts[1] <= 18


def test_none_is_none(cast, now):
    assert services.start_many("supervised_item", [], by=cast.supervisor, now=now) == []
    assert services.land_many([], by=cast.supervisor, now=now) == []


def test_many_steps_are_written_as_one_by_one(cast, now):
    first, second = (
        services.start("incoming", Opening(title), by=cast.clerk, now=now) for title in "甲乙"
    )
    entry = Entry("note", "记事", note="成批", is_work=False)
    services.write(services.locked(first), entry, by=None, now=now)
    rows = [services.locked(first), services.locked(second)]
    services.write_many([(one, entry) for one in [*rows, rows[1]]], by=None, now=now)
    plain, *made = Step.objects.filter(action="note").order_by("matter", "number")
    assert [(one.matter_id - first.pk, one.number) for one in made] == [(0, 3), (1, 2), (1, 3)]
    assert {(one.before, one.person_name, one.note) for one in made} >= {
        (plain.before, "系统", "成批")
    }
    assert Matter.objects.get(pk=second.pk).step_no == 3
