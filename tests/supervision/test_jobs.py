"""督办的钟点：阶梯一级级上，跑两遍不重，停三天只补一次，应报、裁定、回头看到日子就说。"""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanban.core import services as core
from sanban.inbox.models import Message
from sanban.matters import jobs as matters_jobs
from sanban.matters.models import Step, Todo, TodoState
from sanban.supervision import jobs, services
from sanban.supervision.models import NEVER, Pressing, ReportDue, SupervisedItem
from sanban.supervision.services.dates import closing
from sanban.supervision.services.reporting import FeedbackForm, feedback
from tests.conftest import NOW, ZONE
from tests.supervision.conftest import DUE, apply, assign, fresh, go, propose

MONDAY = date(2026, 11, 2)
"""时限 10 月 30 日（周五）以后的头一个工作日。"""
LAST = ((DUE, "三处险段全部验收"),)


@pytest.fixture
def plain(cast):
    """只有末了一个节点的一件，看时限就够了。"""
    return assign(cast, propose(cast, milestones=LAST))


def run(job, day, hour=6):
    return job.call(datetime.combine(day, time(hour, 30), ZONE).isoformat())


def pressed():
    rows = Pressing.objects.order_by("id").select_related("org")
    return [(row.rung, str(row.org), row.days_late) for row in rows]


def told(person):
    rows = Message.objects.filter(person=person, kind="press").order_by("id")
    return [title.split("：")[0] for title in rows.values_list("title", flat=True)]


def test_the_ladder_is_climbed_rung_by_rung(cast, plain):
    days = [date(2026, 10, 26), *(MONDAY + timedelta(n) for n in range(14))]
    said = [run(jobs.chase, day) for day in days]
    assert said[0] == "看 0 件，消息 0、催办单 0、专报 0"
    assert said[1] == "看 1 件，消息 2、催办单 0、专报 0"
    assert said[3] == "看 1 件，消息 0、催办单 2、专报 0"
    assert said[6] == "今天不上班，不催"
    assert said[12] == "看 1 件，消息 0、催办单 0、专报 1"
    assert pressed() == [
        ("message", "县水务局", 1), ("message", "县财政局", 1),
        ("slip", "县水务局", 3), ("slip", "县财政局", 3),
        ("report", "县水务局", 10),
    ]  # fmt: skip
    assert told(cast.finance_liaison) == [
        "已逾期 1 个工作日，请抓紧办理",
        "催办单督催〔2026〕2号，已逾期 3 个工作日，请书面报告原因和进展",
    ]
    assert told(cast.deputy) == ["督查专报督报〔2026〕1号"]
    assert fresh(plain).reminder_count == 3


def test_near_the_limit_a_message_that_does_not_count(cast, plain):
    assert run(jobs.chase, date(2026, 10, 27)) == "看 1 件，消息 2、催办单 0、专报 0"
    assert run(jobs.chase, date(2026, 10, 28)) == "看 1 件，消息 0、催办单 0、专报 0"
    assert told(cast.water_liaison) == ["剩 3 个工作日（10月30日）"]
    assert fresh(plain).reminder_count == 0
    assert not Step.objects.filter(action="press").exists()


def test_run_twice_nothing_is_done_twice(cast, plain):
    for day in (MONDAY, MONDAY + timedelta(2), MONDAY + timedelta(11)):
        run(jobs.chase, day)
        before = (Pressing.objects.count(), Message.objects.count(), Step.objects.count())
        again = run(jobs.chase, day, hour=7)
        assert again.endswith("消息 0、催办单 0、专报 0")
        assert (Pressing.objects.count(), Message.objects.count(), Step.objects.count()) == before


def test_not_run_for_three_days_it_catches_up_with_one_message(cast, plain):
    run(jobs.chase, date(2026, 10, 29))
    run(jobs.chase, MONDAY + timedelta(3))
    assert told(cast.water_liaison) == [
        "剩 1 个工作日（10月30日）",
        "催办单督催〔2026〕1号，已逾期 4 个工作日，请书面报告原因和进展",
    ]


def test_long_forgotten_it_gives_slip_and_report_and_one_message_each(cast, plain):
    assert run(jobs.chase, date(2026, 12, 1)) == "看 1 件，消息 0、催办单 2、专报 1"
    for person in (cast.water_liaison, cast.finance_liaison, cast.water_principal, cast.deputy):
        assert len(told(person)) == 1
    assert run(jobs.chase, date(2026, 12, 2)) == "看 1 件，消息 0、催办单 0、专报 0"


def test_a_missed_milestone_is_pressed_too(cast, assigned):
    run(jobs.chase, date(2026, 10, 1))
    assert told(cast.water_liaison) == ["阶段节点迟 1 个工作日，请抓紧办理"]
    run(jobs.chase, date(2026, 10, 9))
    assert [row[0] for row in pressed()][2:] == ["slip", "slip"]
    assert "阶段节点迟 7 个工作日" in told(cast.water_liaison)[1]


def test_an_extension_starts_the_ladder_anew(cast, plain):
    run(jobs.chase, MONDAY)
    later = closing(date(2026, 11, 10))
    SupervisedItem.objects.filter(pk=plain.pk).update(due_at=later, milestone_on=NEVER)
    assert run(jobs.chase, MONDAY + timedelta(1)).endswith("消息 0、催办单 0、专报 0")
    assert run(jobs.chase, date(2026, 11, 11)).endswith("消息 2、催办单 0、专报 0")


def test_who_has_applied_who_is_paused_or_closed_is_left_alone(cast, plain):
    go(plain, "apply_close", cast.finance_liaison, remark="资金拨了")
    run(jobs.chase, MONDAY)
    assert pressed() == [("message", "县水务局", 1)]
    SupervisedItem.objects.filter(pk=plain.pk).update(state="suspended")
    assert run(jobs.chase, MONDAY + timedelta(3)).startswith("看 0 件")
    SupervisedItem.objects.filter(pk=plain.pk).update(state="handling")
    item = go(fresh(plain), "apply_close", cast.water_liaison, remark="验收了")
    assert item.matter.stage == "verify"
    assert run(jobs.chase, MONDAY + timedelta(3)).startswith("看 0 件")


def test_the_report_is_one_even_if_the_lead_applies_meanwhile(cast, plain):
    run(jobs.chase, date(2026, 11, 13))
    go(plain, "apply_close", cast.water_liaison, remark="验收了")
    run(jobs.chase, date(2026, 11, 16))
    assert [row[0] for row in pressed()].count("report") == 1


def test_the_office_is_told_once_a_day(cast, plain):
    run(jobs.chase, MONDAY)
    run(jobs.chase, MONDAY, hour=8)
    rows = Message.objects.filter(person=cast.supervisor, cause__startswith="chase:")
    assert [row.title for row in rows] == ["今天系统催办：消息提醒 2 次。"]


def test_the_rules_of_the_office_are_followed(cast, plain):
    services.set_rules({"slip_days": "1", "report_days": "2"}, by=cast.director)
    run(jobs.chase, MONDAY)
    run(jobs.chase, MONDAY + timedelta(1))
    assert [row[0] for row in pressed()] == ["slip", "slip", "report"]


def test_no_one_is_pressed_on_a_holiday(cast, plain):
    core.set_holiday(MONDAY, name="放假", is_workday=False)
    assert run(jobs.chase, MONDAY) == "今天不上班，不催"


def test_the_matters_clock_leaves_the_handling_to_the_ladder(cast, plain):
    late = datetime.combine(MONDAY, time(9), ZONE)
    assert matters_jobs.remind_due.call(late.isoformat()) == "提醒 0 条，催办 0 件"
    apply(cast, plain)
    assert matters_jobs.remind_due.call(late.isoformat()) == "提醒 1 条，催办 1 件"


def test_more_items_cost_no_more_queries(cast, plain):
    def cost(day):
        with CaptureQueriesContext(connection) as seen:
            run(jobs.chase, day)
        return len(seen)

    run(jobs.chase, MONDAY)
    one = cost(MONDAY)
    for _ in range(3):
        assign(cast, propose(cast, milestones=LAST))
    run(jobs.chase, MONDAY)
    assert cost(MONDAY) == one


# 应报、裁定、回头看


def test_reports_due_are_told_by_unit_the_day_before_and_once_when_late(cast):
    for _ in range(2):
        assign(cast, propose(cast, cycle="monthly"))
    assert run(jobs.remind_reports, date(2026, 9, 23)).endswith("提醒 0 人")
    assert run(jobs.remind_reports, date(2026, 9, 24)).endswith("提醒 2 人")
    assert run(jobs.remind_reports, date(2026, 9, 25)).endswith("提醒 0 人")
    assert run(jobs.remind_reports, date(2026, 9, 28)).endswith("提醒 2 人")
    assert run(jobs.remind_reports, date(2026, 9, 29)).endswith("提醒 0 人")
    rows = Message.objects.filter(person=cast.finance_liaison, kind="report").order_by("id")
    assert [row.title for row in rows] == [
        "2 件督办事项9月25日前要报反馈。",
        "2 件督办事项的反馈到了9月25日还没有报，请抓紧报。",
    ]


def test_reports_of_the_far_future_are_opened_in_time_and_never_twice(cast):
    item = assign(cast, propose(cast, cycle="monthly", due_on=date(2028, 12, 29)))
    rows = ReportDue.objects.filter(item=item, org=cast.water)
    first = rows.count()
    assert run(jobs.remind_reports, date(2026, 9, 17)).startswith("排 0 次")
    run(jobs.remind_reports, date(2027, 9, 24))
    assert rows.count() > first
    before = rows.count()
    assert run(jobs.remind_reports, date(2027, 9, 27)).startswith("排 0 次")
    assert rows.count() == before
    days = list(rows.order_by("due_on").values_list("due_on", flat=True))
    assert len(days) == len(set(days)) and all(day.weekday() < 5 for day in days)


def test_feedback_nobody_reviewed_is_told_once(cast, plain):
    form = FeedbackForm(progress=10, content="开工了。")
    feedback(plain, form, org=cast.water, base=0, by=cast.water_liaison, now=NOW)
    assert run(jobs.remind_rulings, date(2026, 9, 17)) == "提醒 0 人"
    assert run(jobs.remind_rulings, date(2026, 9, 18)) == "提醒 1 人"
    assert run(jobs.remind_rulings, date(2026, 9, 21)) == "提醒 0 人"


def test_a_request_nobody_ruled_is_told_once(cast, plain):
    asked = {"kind": "coordination", "org": cast.water, "reason": "要协调", "made_at": NOW}
    row = plain.requests.create(by=cast.water_liaison, **asked)
    assert run(jobs.remind_rulings, date(2026, 9, 18)) == "提醒 1 人"
    told = Message.objects.get(person=cast.water_principal, kind="ruling")
    assert told.title == "县水务局申请协调还没有经本单位领导同意：修复县城北环路防洪堤三处险段"
    row.consented_at = datetime(2026, 9, 18, 10, tzinfo=ZONE)
    row.save()
    assert run(jobs.remind_rulings, date(2026, 9, 21)) == "提醒 0 人"
    assert run(jobs.remind_rulings, date(2026, 9, 22)) == "提醒 2 人"
    assert run(jobs.remind_rulings, date(2026, 9, 23)) == "提醒 0 人"
    told = Message.objects.get(person=cast.supervisor, kind="ruling")
    assert told.title == "县水务局申请协调还没有裁定：修复县城北环路防洪堤三处险段"


def test_a_look_back_wakes_on_its_day(cast, closed):
    assert run(jobs.wake_follow_ups, date(2026, 12, 15)) == "叫醒 0 件"
    assert run(jobs.wake_follow_ups, date(2026, 12, 18)) == "叫醒 1 件"
    assert run(jobs.wake_follow_ups, date(2026, 12, 18)) == "叫醒 0 件"
    assert Todo.objects.get(matter=closed.pk, stage="follow_up").state == TodoState.OPEN
    assert Message.objects.filter(person=cast.supervisor, kind="follow_up").count() == 1
