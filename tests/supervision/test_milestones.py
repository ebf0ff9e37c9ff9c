"""阶段节点：完成、记错、改日子，灯跟着变。"""

from datetime import date, datetime, time

import pytest

from sanban.core.errors import Refused
from sanban.matters.models import Step
from sanban.supervision.models import NEVER
from sanban.supervision.services.dates import closing
from sanban.supervision.services.milestones import (
    add_milestone,
    change_milestone,
    mark_done,
    mark_undone,
)
from tests.conftest import ZONE
from tests.supervision.conftest import fresh

SEPTEMBER_30 = date(2026, 9, 30)
LATER = datetime.combine(date(2026, 10, 13), time(9), ZONE)


@pytest.fixture
def first(assigned):
    return assigned.milestones.get(due_on=SEPTEMBER_30)


def test_doing_it_moves_the_light_to_the_next(cast, assigned, first):
    assert assigned.amber_at == closing(SEPTEMBER_30)
    mark_done(first, on=date(2026, 10, 12), note="补签", by=cast.water_liaison, now=LATER)
    item = fresh(assigned)
    assert item.milestone_on == date(2026, 10, 26) and item.amber_at > closing(SEPTEMBER_30)
    step = Step.objects.get(action="milestone")
    assert step.note == "节点“完成招标”10月12日完成（应于9月30日完成）；补签"
    with pytest.raises(Refused, match="已经记为完成"):
        mark_done(first, on=SEPTEMBER_30, by=cast.water_liaison, now=LATER)
    last = assigned.milestones.get(done_on=None)
    mark_done(last, on=date(2026, 10, 13), by=cast.supervisor, now=LATER)
    assert fresh(assigned).milestone_on == NEVER


def test_a_mistake_is_undone_by_the_office_with_a_reason(cast, assigned, first, now):
    mark_done(first, on=now.date(), by=cast.finance_liaison, now=now)
    with pytest.raises(Refused):
        mark_undone(first, reason="记错", by=cast.water_liaison, now=now)
    with pytest.raises(Refused, match="原因"):
        mark_undone(first, reason="", by=cast.supervisor, now=now)
    mark_undone(first, reason="招标没有完成", by=cast.supervisor, now=now)
    assert fresh(assigned).milestone_on == SEPTEMBER_30


def test_changing_needs_the_office_a_reason_and_a_day_within_the_limit(cast, assigned, first, now):
    new = {"name": "完成招标", "reason": "流标重招", "now": now}
    with pytest.raises(Refused):
        change_milestone(first, due_on=date(2026, 10, 9), by=cast.water_liaison, **new)
    with pytest.raises(Refused) as told:
        change_milestone(first, due_on=date(2026, 10, 31), by=cast.supervisor, **new)
    assert told.value.code == "milestone-late"
    row = change_milestone(first, due_on=date(2026, 10, 17), by=cast.supervisor, **new)
    assert row.due_on == date(2026, 10, 19) and fresh(assigned).milestone_on == row.due_on
    assert "流标重招（10月17日是休息日，顺延到10月19日）" in Step.objects.last().note


def test_a_new_one_is_counted(cast, assigned, now):
    add_milestone(
        assigned, name="开工", due_on=date(2026, 9, 21), reason="细化", by=cast.supervisor, now=now
    )
    assert fresh(assigned).milestone_on == date(2026, 9, 21)


def test_the_future_and_strangers_are_refused(cast, assigned, first, now):
    with pytest.raises(Refused, match="还没有到"):
        mark_done(first, on=date(2026, 9, 17), by=cast.water_liaison, now=now)
    with pytest.raises(Refused) as told:
        mark_done(first, on=now.date(), by=cast.clerk, now=now)
    assert told.value.code == "not-unit"
