"""口径：数得对，分得对，点开就是数它的那些行。"""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanban.core.models import Holiday
from sanban.documents import services
from sanban.documents.services import Registration
from sanban.statistics.counting import grouped, rows_of, total, totals
from sanban.statistics.registry import FOLDER, definition_of, reports
from sanban.statistics.report import DAYS, RATE
from sanban.statistics.span import Span
from sanban.supervision.models import ItemState
from tests.statistics.seed import LATER, at, closed, closing, item

# fmt: off
# 代号                合计        水务局      财政局
QUARTER = {
    "initiated":       ("5",      "3",       "2"),
    "due":             ("5",      "3",       "2"),
    "closed":          ("4",      "2",       "2"),
    "on_time":         ("60.0%",  "33.3%",   "100.0%"),
    "overdue":         ("40.0%",  "66.7%",   "0.0%"),
    "mean_days":       ("35.8",   "40.0",    "31.5"),
    "timely_feedback": ("50.0%",  "33.3%",   "100.0%"),
    "returned":        ("25.0%",  "0.0%",    "50.0%"),
    "satisfied":       ("66.7%",  "66.7%",   None),
    "rebound":         ("50.0%",  "0.0%",    "100.0%"),
    "pressings":       ("3",      "2",       "1"),
    "extensions":      ("1",      None,      "1"),
}
# fmt: on
SUPERVISION = tuple(one for one in reports().values() if one.family == "督查督办")


@pytest.mark.parametrize("code", QUARTER)
def test_a_quarter_counts_as_worked_out_by_hand(cast, quarter, span, code):
    report = reports()[code]
    whole, water, finance = QUARTER[code]
    found = {row.label: row.text for row in grouped(report, span, "unit")}
    assert total(report, span).text == whole
    assert (found.get("县水务局"), found.get("县财政局")) == (water, finance)


@pytest.mark.parametrize("code", reports())
def test_every_report_is_a_file_of_its_own_that_says_its_definition(code):
    assert (FOLDER / f"{code}.py").is_file()
    assert definition_of(code).startswith("口径：")


def test_every_file_in_the_folder_is_a_report():
    names = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert names == set(reports())


@pytest.mark.parametrize("code", reports())
def test_an_empty_office_counts_nothing(cast, span, code):
    row = total(reports()[code], span)
    assert (row.whole, row.part) == (0, 0)
    assert row.text == ("0" if row.report.kind == "count" else "—")


@pytest.mark.parametrize("report", SUPERVISION, ids=lambda one: one.code)
@pytest.mark.parametrize("dimension", ["unit", "source", "leader", "month"])
def test_the_rows_behind_a_figure_are_the_rows_it_counted(quarter, span, report, dimension):
    rows = grouped(report, span, dimension)
    for row in rows:
        asked = {"dimension": dimension, "key": row.key}
        assert rows_of(report, span, **asked).count() == row.whole
        if report.kind == RATE:
            assert rows_of(report, span, part=True, **asked).count() == row.part
    whole = total(report, span)
    assert sum(row.whole for row in rows) == whole.whole
    assert sum(row.part for row in rows) == whole.part


def test_all_the_totals_are_one_query_and_one_for_the_calendar(quarter, span):
    with CaptureQueriesContext(connection) as seen:
        found = totals(reports().values(), span)
    assert len(seen) == 2
    assert {code: row.text for code, row in found.items() if code in QUARTER} == {
        code: texts[0] for code, texts in QUARTER.items()
    }


def test_the_mean_days_are_those_counted_one_by_one(cast, quarter, span):
    Holiday.objects.create(day=date(2026, 7, 6), name="放假", is_workday=False)
    Holiday.objects.create(day=date(2026, 8, 22), name="调休", is_workday=True)
    days = Holiday.objects.calendar(date(2026, 9, 1))
    rows = rows_of(reports()["mean_days"], span)
    each = [days.between(one.assigned_at.date(), one.applied_at.date()) for one in rows]
    found = total(reports()["mean_days"], span)
    assert (found.whole, found.part) == (len(each), sum(each))


def test_the_office_checking_is_not_held_against_the_unit(cast, span):
    closed(cast, applied=closing(8, 31), closed_at=at(9, 20))
    item(cast, applied_at=at(8, 30), state=ItemState.VERIFYING)
    assert total(reports()["on_time"], span).part == 1
    assert total(reports()["overdue"], span).part == 0


def test_stopped_suspended_and_merged_items_are_not_due(cast, span):
    for state in ("proposed", "approved", "suspended", "declined", "stopped", "merged"):
        item(cast, state=state)
    assert total(reports()["due"], span).whole == 0


def test_what_is_not_yet_due_is_not_counted(cast, span):
    item(cast, due_at=closing(9, 30))
    assert total(reports()["due"], replace(span, now=at(9, 30, 17))).whole == 0
    assert total(reports()["due"], replace(span, now=at(9, 30, 18))).whole == 1


def test_an_item_is_counted_by_the_local_day(cast, span):
    item(cast, initiated_at=at(7, 1, 0))
    item(cast, initiated_at=at(10, 1, 0))
    assert total(reports()["initiated"], span).whole == 1


def test_another_office_counts_its_own(cast, quarter, span):
    theirs = replace(span, org=cast.finance.pk)
    assert all(row.whole == 0 for row in totals(reports().values(), theirs).values())


def test_months_without_rows_are_left_out_and_the_rest_come_in_order(quarter, span):
    found = [row.label for row in grouped(reports()["due"], span, "month")]
    assert found == ["2026年7月", "2026年8月", "2026年9月"]


def test_incoming_papers_are_acted_on_the_day_they_come(cast, now):
    for title, send in (("甲", True), ("乙", False)):
        form = Registration(title=f"关于{title}的通知", sender_name="演示市局")
        services.register(None, form, by=cast.clerk, now=now, send=send, repeat_reason="测试")
    day = date(2026, 9, 16)
    found = total(reports()["same_day"], Span(cast.office.pk, day, day, LATER))
    assert (found.whole, found.part) == (2, 1)
    by_section = grouped(
        reports()["same_day"], Span(cast.office.pk, day, day, LATER), "part_of_office"
    )
    assert [row.label for row in by_section] == ["文书科"]


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "2026年第三季度"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026年"),
        (date(2026, 2, 1), date(2026, 2, 28), "2026年2月"),
        (date(2026, 1, 1), date(2026, 6, 30), "2026年上半年"),
        (date(2026, 2, 1), date(2026, 4, 30), "2026年2月1日至4月30日"),
        (date(2026, 1, 5), date(2026, 3, 31), "2026年1月5日至3月31日"),
        (date(2025, 12, 1), date(2026, 1, 31), "2025年12月1日至2026年1月31日"),
    ],
)
def test_a_span_is_called_by_its_usual_name(since, until, words):
    assert Span(1, since, until, LATER).label == words


def test_every_report_tells_its_kind_apart():
    assert {one.kind for one in reports().values()} == {"count", RATE, DAYS}
    for one in reports().values():
        assert bool(one.part_label) == (one.kind == RATE), one.code
        assert bool(one.span_of[0]) == (one.kind == DAYS), one.code
