"""日子和灯：休息日顺延、转黄转红、应报、回头看；灯上的字与查库一致。"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.core.workdays import Calendar
from sanban.matters.models import FAR
from sanban.supervision import services
from sanban.supervision.models import NEVER, Cycle, ItemState
from sanban.supervision.services import RULES, Rules, dates
from sanban.supervision.services.dates import Almanac, closing
from sanban.supervision.services.lights import light_of_item
from tests.conftest import NOW
from tests.supervision.conftest import propose
from tests.supervision.test_requests import code_of

NATIONAL = {date(2026, 10, day): False for day in range(1, 8)} | {date(2026, 10, 10): True}
CALENDAR = Calendar(NATIONAL, frozenset([2026]))
HOW = Almanac(NOW, CALENDAR, Rules())


@dataclass
class Row:
    state: str = ItemState.HANDLING
    due_at: datetime = FAR
    milestone_on: date = NEVER
    amber_at: datetime = FAR
    red_at: datetime = FAR


def row(due=None, milestone=NEVER, state=ItemState.HANDLING):
    due_at = closing(due) if due else FAR
    amber, red = dates.turning_points(due_at, milestone, HOW)
    return Row(state, due_at, milestone, amber, red)


def light(one, day, hour=9):
    now = NOW.replace(month=day.month, day=day.day, hour=hour)
    return light_of_item(one, now=now, calendar=CALENDAR)


# fmt: off
SEEN = (
    # 时限                 节点                  今天                  灯      字
    (date(2026, 10, 30), NEVER,              date(2026, 10, 26), "go",   "正常"),
    (date(2026, 10, 30), NEVER,              date(2026, 10, 28), "near", "剩 2 日"),
    (date(2026, 10, 30), NEVER,              date(2026, 10, 30), "near", "今日到期"),
    (date(2026, 10, 30), NEVER,              date(2026, 10, 31), "late", "逾期 1 日"),
    (date(2026, 10, 30), NEVER,              date(2026, 11, 4),  "late", "逾期 3 日"),
    (date(2026, 12, 30), date(2026, 9, 30),  date(2026, 9, 30),  "go",   "正常"),
    (date(2026, 12, 30), date(2026, 9, 30),  date(2026, 10, 9),  "near", "节点迟 2 日"),
    (date(2026, 12, 30), date(2026, 9, 30),  date(2026, 10, 20), "late", "节点迟 10 日"),
    (date(2026, 10, 13), date(2026, 10, 9),  date(2026, 10, 12), "near", "剩 1 日"),
    (None,               NEVER,              date(2026, 12, 30), "go",   "正常"),
    (None,               date(2026, 9, 30),  date(2026, 10, 8),  "near", "节点迟 1 日"),
)
# fmt: on


@pytest.mark.parametrize(("due", "milestone", "today", "code", "words"), SEEN)
def test_the_light_says_how_many_working_days(due, milestone, today, code, words):
    found = light(row(due, milestone), today)
    assert (found.code, found.label) == (code, words)


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [("suspended", "hold", "中止"), ("closed", "done", "已销号"), ("merged", "hold", "并案")],
)
def test_ended_and_suspended_do_not_run(state, code, words):
    found = light(row(date(2026, 9, 1), state=state), date(2026, 12, 1))
    assert (found.code, found.label) == (code, words)


@given(
    due=st.dates(date(2026, 2, 1), date(2027, 11, 30)),
    milestone=st.one_of(st.just(NEVER), st.dates(date(2026, 2, 1), date(2027, 11, 30))),
)
def test_amber_never_comes_after_red(due, milestone):
    amber, red = dates.turning_points(closing(due), milestone, HOW)
    assert amber <= red <= closing(due)


def test_a_day_off_moves_to_the_next_working_day():
    assert dates.due_moment(date(2026, 10, 3), CALENDAR) == closing(date(2026, 10, 8))
    assert dates.moved_note(date(2026, 10, 3), CALENDAR) == "时限10月3日是休息日，顺延到10月8日"
    assert dates.moved_note(date(2026, 10, 10), CALENDAR) == ""


def test_a_holiday_entered_later_is_seen(db, cast):
    Holiday.objects.create(day=date(2026, 10, 30), name="停电", is_workday=False)
    item = propose(cast)
    assert item.due_at == closing(date(2026, 11, 2))


def days(cycle, since=date(2026, 9, 16), until=date(2026, 12, 31)):
    return services.report_days(cycle, since=since, until=until, how=HOW)


def test_reports_follow_the_cycle_and_end_with_the_limit():
    assert days(Cycle.NONE) == [date(2026, 12, 31)]
    assert days(Cycle.MONTHLY) == [
        date(2026, 9, 25), date(2026, 10, 26), date(2026, 11, 25), date(2026, 12, 25),
        date(2026, 12, 31),
    ]  # fmt: skip
    assert days(Cycle.QUARTERLY) == [date(2026, 9, 25), date(2026, 12, 25), date(2026, 12, 31)]
    weekly = days(Cycle.WEEKLY, until=date(2026, 10, 20))
    assert weekly == [date(2026, 9, 18), date(2026, 9, 25), date(2026, 9, 30), date(2026, 10, 9),
                      date(2026, 10, 16), date(2026, 10, 20)]  # fmt: skip


def test_no_report_the_day_after_assignment():
    assert date(2026, 9, 18) not in days(Cycle.WEEKLY, since=date(2026, 9, 17))


def test_months_later_keeps_to_the_month_end():
    assert dates.months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert dates.follow_up_day(HOW) == date(2026, 12, 16)


def test_the_pause_is_given_back_in_working_days():
    how = Almanac(NOW + timedelta(days=30), CALENDAR, Rules())
    lost = CALENDAR.between(NOW.date(), how.today)
    found = dates.day_after_pause(date(2026, 9, 30), since=NOW.date(), how=how)
    assert CALENDAR.between(date(2026, 9, 30), found) == lost


def test_rules_have_usual_values_and_may_be_set(cast, db):
    assert services.current_rules() == Rules()
    assert {one.code: one.usual for one in RULES} == {
        one.code: getattr(Rules(), one.code) for one in RULES
    }
    found = services.set_rules({"near_days": "5", "series": "政督"}, by=cast.director)
    assert (found.near_days, found.series) == (5, "政督")
    assert code_of(services.set_rules, {"near_days": "5"}, by=cast.supervisor) == "not-director"
    for bad, code in {
        "near_days": "bad-number", "series": "bad-series", "moon": "no-such-rule"
    }.items():  # fmt: skip
        with pytest.raises(Refused) as told:
            services.set_rules({bad: ""}, by=cast.director)
        assert told.value.code == code
