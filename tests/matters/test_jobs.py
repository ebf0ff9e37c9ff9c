"""事项的定时工作：提醒一次，逾期每天催一次，十八点列没清的。"""

from datetime import timedelta

import pytest

from sanban.core import services as core
from sanban.documents.kinds.incoming import KIND
from sanban.inbox.models import Message
from sanban.matters import jobs, kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import Step, Todo
from sanban.matters.services import Asked, Opening

kinds.add(KIND)
DAY = timedelta(days=1)


@pytest.fixture
def matter(cast, now):
    opening = Opening("关于做好秋季防火工作的通知", data={"nature": "action_item"})
    return services.start("incoming", opening, by=cast.clerk, now=now)


def go(matter, code, by, now, **choice):
    asked = Asked(by, now)
    return services.move(matter, code, asked=asked, remark="同意", choice=Choice(**choice))


@pytest.fixture
def handled(cast, matter, now):
    go(matter, "submit", cast.clerk, now)
    orgs = ((cast.finance, "lead"),)
    return go(matter, "to_orgs", cast.director, now, orgs=orgs, due_at=now + 2 * DAY)


def run(job, now):
    return job.call(now.isoformat())


def titles(person):
    return list(Message.objects.of(person).values_list("title", flat=True))


def test_due_soon_is_told_once(cast, handled, now):
    assert run(jobs.remind_due, now) == "提醒 1 条，催办 0 件"
    assert run(jobs.remind_due, now + timedelta(minutes=30)) == "提醒 0 条，催办 0 件"
    assert titles(cast.finance_liaison) == ["快到期：关于做好秋季防火工作的通知（剩2日）"]


def test_overdue_is_told_once_and_pressed_once_a_day(cast, handled, now):
    late = now + 5 * DAY
    assert run(jobs.remind_due, late) == "提醒 1 条，催办 1 件"
    assert run(jobs.remind_due, late + timedelta(hours=1)) == "提醒 0 条，催办 0 件"
    assert run(jobs.remind_due, late + DAY) == "提醒 0 条，催办 1 件"
    assert Step.objects.filter(action="remind", person=None).count() == 2


def test_nobody_is_pressed_on_a_holiday(cast, handled, now):
    late = now + 5 * DAY
    core.set_holiday(late.date(), name="放假", is_workday=False)
    assert "不上班" in run(jobs.remind_due, late)
    assert "不上班" in run(jobs.list_leftovers, late)


def test_silence_of_a_working_day_is_told_to_both(cast, handled, now):
    assert run(jobs.remind_unacknowledged, now + DAY) == "提醒 0 条"
    later = now + 2 * DAY
    assert run(jobs.remind_unacknowledged, later) == "提醒 2 条"
    assert run(jobs.remind_unacknowledged, later) == "提醒 0 条"
    assert "8000" in titles(cast.clerk)[0]


def test_the_acknowledged_are_left_alone(cast, handled, now):
    services.acknowledge(handled, by=cast.finance_liaison, now=now)
    assert run(jobs.remind_unacknowledged, now + 3 * DAY) == "提醒 0 条"


def test_leftovers_go_to_clerks_and_director_once_a_day(cast, matter, now):
    dusk = now + timedelta(hours=9)
    assert run(jobs.list_leftovers, dusk) == "告诉 3 人"
    assert run(jobs.list_leftovers, dusk) == "告诉 0 人"
    assert titles(cast.director) == ["事不隔夜：登记 1 件还没办，请下班前清零。"]


def test_a_matter_in_the_hands_of_a_unit_is_no_leftover(cast, handled):
    assert jobs.leftovers() == {}


def test_every_clocked_job_is_idempotent(cast, handled, now):
    late = now + 5 * DAY
    for job in (jobs.remind_due, jobs.remind_unacknowledged, jobs.list_leftovers):
        run(job, late)
        before = (Message.objects.count(), Step.objects.count(), Todo.objects.count())
        run(job, late)
        assert (Message.objects.count(), Step.objects.count(), Todo.objects.count()) == before
