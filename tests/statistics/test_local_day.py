"""在库里数的工作日，与一天一天数的一样。"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sanban.core.workdays import Calendar
from sanban.statistics.local_day import LocalDay, stepped, workdays_to
from sanban.supervision.models import SupervisedItem
from tests.statistics.seed import at, item

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = some.dates(min_value=date(2024, 1, 1), max_value=date(2027, 12, 31))
MOMENTS = some.builds(
    lambda day, minutes: (
        datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(minutes=minutes)
    ),
    DAYS,
    some.integers(0, 24 * 60 - 1),
)
OFTEN = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@OFTEN
@given(first=MOMENTS, last=MOMENTS, days=some.dictionaries(DAYS, some.booleans(), max_size=40))
def test_workdays_in_the_database_are_those_of_the_calendar(db, one, first, last, days):
    calendar = Calendar(days)
    rows = SupervisedItem.objects.filter(pk=one.pk)
    rows.update(assigned_at=first, applied_at=last)
    ends = workdays_to("applied_at", calendar) - workdays_to("assigned_at", calendar)
    found = rows.annotate(days=ends, day=LocalDay(F("assigned_at"))).get()
    assert found.days == calendar.between(first.date(), last.date())
    assert found.day == first.date()


@pytest.fixture
def one(cast):
    return item(cast, assigned_at=at(7, 2))


@pytest.mark.parametrize(("day", "says"), [(1, "前"), (2, "甲"), (3, "甲"), (9, "丙"), (30, "丙")])
def test_a_column_falls_into_its_step(one, day, says):
    SupervisedItem.objects.filter(pk=one.pk).update(assigned_at=at(7, day))
    steps = [(at(7, 2), "甲"), (at(7, 5), "乙"), (at(7, 9), "丙")]
    field = SupervisedItem._meta.get_field("basis")
    rows = SupervisedItem.objects.annotate(
        says=stepped("assigned_at", steps, before="前", field=field)
    )
    assert rows.get().says == says
