"""计划：列、改、销号、转下期、对账。"""

from datetime import date, timedelta

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.supervision.models import EntryState, PlanEntry, Span, WorkPlan
from sanban.supervision.services import planning
from sanban.supervision.services.planning import EntryForm

MONDAY = date(2026, 9, 14)
REPORT = """二、2026年重点工作
（一）抓好城市更新。改造老旧小区12个，6月底前完成雨污分流管网15公里。（牵头单位：县水务局）
（二）办好民生实事。新建农村公路30公里，年内新增普惠托位200个。（责任单位：县财政局）
"""


@pytest.fixture
def week(cast, now):
    return planning.open_plan(Span.WEEK, MONDAY, by=cast.supervisor, now=now)


def listed(plan, cast, now, **kwargs):
    form = EntryForm(**{"title": "督促供热管网改造", **kwargs})
    return planning.add_entry(plan, form, by=cast.supervisor, now=now)


@pytest.mark.parametrize(
    ("span", "day", "first", "last"),
    [
        ("week", date(2026, 9, 20), date(2026, 9, 14), date(2026, 9, 20)),
        ("week", date(2026, 9, 14), date(2026, 9, 14), date(2026, 9, 20)),
        ("week", date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),
        ("quarter", date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30)),
        ("quarter", date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
        ("year", date(2026, 9, 16), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_span_begins_and_ends_where_the_calendar_says(span, day, first, last):
    assert planning.start_of(span, day) == first
    assert planning.end_of(span, first) == last


def test_a_plan_is_made_once_however_often_it_is_asked_for(week, cast, now):
    again = planning.open_plan(Span.WEEK, MONDAY + timedelta(4), by=cast.director, now=now)
    assert (again.pk, WorkPlan.objects.count()) == (week.pk, 1)
    assert AuditLog.objects.filter(act="plan.open").count() == 1


def test_only_the_office_plans(cast, now, week):
    for person in (cast.finance_liaison, cast.outsider, cast.sys_admin, cast.mayor):
        with pytest.raises(Refused) as told:
            planning.open_plan(Span.WEEK, MONDAY, by=person, now=now)
        assert told.value.code == "not-planner"
        with pytest.raises(Refused):
            planning.add_entry(week, EntryForm(title="甲"), by=person, now=now)


def test_a_plan_of_another_office_is_not_touched(cast, now, week):
    WorkPlan.objects.filter(pk=week.pk).update(org=cast.finance)
    with pytest.raises(Refused, match="主任、督查员"):
        listed(week, cast, now)


@pytest.mark.parametrize(
    ("kwargs", "code"),
    [
        ({"title": "　"}, "no-title"),
        ({"due_on": date(2026, 9, 13)}, "due-early"),
        ({"title": "机密★1年 某事"}, "classified"),
    ],
)
def test_an_entry_badly_filled_is_refused(week, cast, now, kwargs, code):
    with pytest.raises(Refused) as told:
        listed(week, cast, now, **kwargs)
    assert told.value.code == code
    assert not PlanEntry.objects.exists()


def test_the_office_ticks_off_and_the_owner_only_reports(week, cast, now):
    entry = listed(week, cast, now, owner=cast.clerk)
    reported = planning.report_entry(entry, "管网完成 9.1 公里", by=cast.clerk, now=now)
    assert (reported.outcome, reported.state) == ("管网完成 9.1 公里", EntryState.OPEN)
    with pytest.raises(Refused) as told:
        planning.tick_off(entry, "", by=cast.clerk, now=now)
    assert told.value.code == "not-ticker"
    done = planning.tick_off(entry, "", by=cast.supervisor, now=now)
    assert (done.state, done.done_on) == (EntryState.DONE, now.date())
    with pytest.raises(Refused, match="不能再改"):
        planning.change_entry(entry, EntryForm(title="改名"), by=cast.supervisor, now=now)


def test_nothing_is_ticked_off_without_a_word(week, cast, now):
    entry = listed(week, cast, now)
    with pytest.raises(Refused) as told:
        planning.tick_off(entry, " ", by=cast.director, now=now)
    assert told.value.code == "no-outcome"


def test_what_is_left_is_carried_with_a_reason_and_both_rows_stay(week, cast, now):
    entry = listed(week, cast, now, is_important=True, target="点火试供")
    later = planning.open_plan(Span.WEEK, MONDAY + timedelta(7), by=cast.supervisor, now=now)
    assert list(planning.leftovers(later)) == [entry]
    with pytest.raises(Refused) as told:
        planning.carry(entry, later, reason="", by=cast.supervisor, now=now)
    assert told.value.code == "no-reason"
    made = planning.carry(entry, later, reason="设备推迟到货", by=cast.supervisor, now=now)
    entry.refresh_from_db()
    assert (entry.state, entry.carry_reason) == (EntryState.CARRIED, "设备推迟到货")
    assert (made.title, made.target, made.is_important) == (entry.title, "点火试供", True)
    assert made.carried_from == entry
    assert not planning.leftovers(later).exists()
    with pytest.raises(Refused, match="不用再转"):
        planning.carry(entry, later, reason="再来一次", by=cast.supervisor, now=now)


def test_nothing_is_carried_backwards_or_into_another_kind(week, cast, now):
    entry = listed(week, cast, now)
    before = planning.open_plan(Span.WEEK, MONDAY - timedelta(7), by=cast.supervisor, now=now)
    year = planning.open_plan(Span.YEAR, MONDAY, by=cast.supervisor, now=now)
    for plan, code in ((before, "not-later"), (week, "not-later"), (year, "other-plan")):
        with pytest.raises(Refused) as told:
            planning.carry(entry, plan, reason="转", by=cast.supervisor, now=now)
        assert told.value.code == code


def test_a_plan_closes_only_when_every_entry_has_landed(week, cast, now):
    first, second = listed(week, cast, now), listed(week, cast, now, title="核实报表")
    with pytest.raises(Refused, match="还有 2 条没有着落"):
        planning.close_plan(week, by=cast.director, now=now)
    planning.tick_off(first, "已办", by=cast.director, now=now)
    planning.drop(second, reason="县里统一安排，不再办", by=cast.director, now=now)
    assert planning.close_plan(week, by=cast.director, now=now).closed_at == now
    with pytest.raises(Refused, match="已经对完账"):
        listed(week, cast, now)
    with pytest.raises(Refused, match="已经对完账"):
        planning.set_note(week, "补一句", by=cast.director, now=now)


def test_a_long_text_is_broken_down_and_adopted_once(cast, now):
    year = planning.open_plan(Span.YEAR, MONDAY, by=cast.supervisor, now=now)
    found = planning.propose_tasks(REPORT, year=2026, by=cast.supervisor)
    assert len(found.proposed) >= 2
    assert all(REPORT[one.start : one.end] == one.text for one in found.proposed)
    forms = [
        EntryForm(title=one.title, source_text=one.text, source_number=one.number, due_on=one.due)
        for one in found.proposed
    ]
    made = planning.adopt(year, forms, by=cast.supervisor, now=now)
    assert [row.source_text for row in made] == [one.text for one in found.proposed]
    assert planning.adopt(year, forms, by=cast.supervisor, now=now) == []
    assert PlanEntry.objects.count() == len(made)


@pytest.mark.parametrize(("text", "code"), [(" ", "no-text"), ("改" * 200_001, "too-long")])
def test_no_text_and_too_much_text_are_refused(cast, text, code):
    with pytest.raises(Refused) as told:
        planning.propose_tasks(text, year=2026, by=cast.supervisor)
    assert told.value.code == code


def test_a_file_is_read_and_a_picture_says_what_to_do(cast):
    text = planning.read_text(Upload("报告.txt", REPORT.encode()), by=cast.supervisor)
    assert "雨污分流管网15公里" in text


def test_adopting_nothing_is_refused(cast, now):
    year = planning.open_plan(Span.YEAR, MONDAY, by=cast.supervisor, now=now)
    with pytest.raises(Refused, match="先勾选"):
        planning.adopt(year, [], by=cast.supervisor, now=now)
