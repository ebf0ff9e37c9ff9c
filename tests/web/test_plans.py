"""计划的页：建、列、转、销、拆，各走一遍；查库的次数不随条数而变。"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sanban.supervision.models import EntryState, PlanEntry, Span, WorkPlan
from sanban.supervision.services import planning
from sanban.supervision.services.planning import EntryForm

REPORT = "二、重点工作\n（一）改造老旧小区12个，6月底前完成雨污分流管网15公里。\n"


def at(name, *args):
    return reverse(name, args=args)


def test_the_monday_meeting_makes_the_plan_once(sign_in, cast):
    client = sign_in(cast.supervisor)
    for _ in range(2):
        answer = client.post(at("plan-start"), {"span": "week", "day": "2026-09-16"})
    plan = WorkPlan.objects.get()
    assert answer.headers["Location"] == at("plan", plan.pk)
    assert plan.starts_on.isoformat() == "2026-09-14"
    assert "2026年9月14日—9月20日" in client.get(at("plans")).content.decode()


def test_an_entry_is_listed_changed_and_ticked_off(sign_in, cast, week_plan):
    client = sign_in(cast.supervisor)
    given = {"title": "核实供热管网进度", "is_important": "on", "owner": cast.clerk.pk}
    client.post(at("plan-entry-new", week_plan.pk), given)
    entry = PlanEntry.objects.get()
    assert (entry.title, entry.is_important, entry.owner) == (given["title"], True, cast.clerk)
    page = client.get(at("plan-entry", entry.pk)).content.decode()
    assert "林晓燕" in page
    client.post(at("plan-entry", entry.pk), {**given, "title": "核实供热进度"})
    client.post(at("plan-entry-tick", entry.pk), {"outcome": "管网完成 9.1 公里"})
    entry.refresh_from_db()
    assert (entry.title, entry.state) == ("核实供热进度", EntryState.DONE)
    page = client.get(at("plan", week_plan.pk)).content.decode()
    assert "1 条，已销号 1，在办 0" in page
    assert "重要不紧急" in page


def test_the_owner_reports_from_his_own_page(sign_in, cast, week_entry):
    client = sign_in(cast.clerk)
    page = client.get(at("plan", week_entry.plan_id)).content.decode()
    assert "报完成" in page
    assert at("plan-entry-tick", week_entry.pk) not in page
    client.post(at("plan-entry-report", week_entry.pk), {"outcome": "已办"})
    week_entry.refresh_from_db()
    assert week_entry.outcome == "已办"


def test_what_last_week_left_is_shown_and_carried(sign_in, cast, week_entry):
    later = timezone.localdate() + timedelta(days=7)
    plan = planning.open_plan(Span.WEEK, later, by=cast.supervisor, now=timezone.now())
    client = sign_in(cast.supervisor)
    page = client.get(at("plan", plan.pk)).content.decode()
    assert "以前留下的 1 条" in page
    given = {"plan": plan.pk, "reason": "设备推迟到货"}
    client.post(at("plan-entry-carry", week_entry.pk), given)
    page = client.get(at("plan", plan.pk)).content.decode()
    assert "转来：设备推迟到货" in page
    assert "以前留下的" not in page


def test_a_long_text_is_broken_down_ticked_and_adopted(sign_in, cast):
    now = timezone.now()
    year = planning.open_plan(Span.YEAR, timezone.localdate(), by=cast.supervisor, now=now)
    client = sign_in(cast.supervisor)
    file = SimpleUploadedFile("报告.txt", REPORT.encode())
    page = client.post(at("plan-breaking", year.pk), {"file": file}).content.decode()
    assert "雨污分流管网15公里" in page
    assert not PlanEntry.objects.exists()
    given = {"pick": ["0"], "title-0": "老旧小区改造", "text-0": REPORT, "due-0": "2026-06-30"}
    client.post(at("plan-adopt", year.pk), given)
    entry = PlanEntry.objects.get()
    assert (entry.title, entry.due_on.isoformat()) == ("老旧小区改造", "2026-06-30")
    assert entry.source_text == REPORT


@pytest.mark.parametrize("due", ["下周", "2026-13-40"])
def test_a_date_nobody_can_read_is_said(sign_in, cast, week_plan, due):
    given = {"pick": ["0"], "title-0": "甲", "text-0": "乙", "due-0": due}
    answer = sign_in(cast.supervisor).post(at("plan-adopt", week_plan.pk), given)
    assert answer.status_code == 409
    assert "认不出" in answer.content.decode()
    assert not PlanEntry.objects.exists()


def test_an_empty_page_says_how_to_begin(sign_in, cast):
    assert "还没有列过" in sign_in(cast.clerk).get(at("plans")).content.decode()


def test_markup_in_an_entry_is_only_words(sign_in, cast, week_plan):
    form = EntryForm(title="<script>alert(1)</script>", target='"><img src=x>')
    planning.add_entry(week_plan, form, by=cast.supervisor, now=timezone.now())
    page = sign_in(cast.supervisor).get(at("plan", week_plan.pk)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


@pytest.mark.parametrize("count", [2, 40])
def test_a_plan_costs_the_same_however_long(
    sign_in, cast, week_plan, count, django_assert_num_queries
):
    for n in range(count):
        form = EntryForm(title=f"第 {n} 条", owner=cast.clerk, org=cast.water)
        planning.add_entry(week_plan, form, by=cast.supervisor, now=timezone.now())
    client = sign_in(cast.supervisor)
    client.get(at("plan", week_plan.pk))
    with django_assert_num_queries(9):
        client.get(at("plan", week_plan.pk))


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_however_many(sign_in, cast, count, django_assert_num_queries):
    for n in range(count):
        day = timezone.localdate() - timedelta(days=7 * n)
        planning.open_plan(Span.WEEK, day, by=cast.supervisor, now=timezone.now())
    client = sign_in(cast.supervisor)
    client.get(at("plans"))
    with django_assert_num_queries(6):
        client.get(at("plans"))


def test_a_quote_that_only_repeats_the_title_is_not_shown(sign_in, cast, week_plan):
    form = EntryForm(title="新建桥梁2座")
    entry = planning.add_entry(week_plan, form, by=cast.supervisor, now=timezone.now())
    client = sign_in(cast.supervisor)
    for quote, shown in (("新建桥梁2座。", False), ("年内新建桥梁2座。", True)):
        PlanEntry.objects.filter(pk=entry.pk).update(source_text=quote)
        page = client.get(at("plan", week_plan.pk)).content.decode()
        assert ("原文：" in page) is shown
