"""放假安排的底本。"""

from datetime import date

from sanban.core.holidays import published, published_years
from sanban.core.models import Holiday
from sanban.core.services import load_holidays, remove_holiday, set_holiday


def test_national_day_2026_is_off_and_its_shift_is_on():
    found = {day: (name, works) for day, name, works in published(2026)}
    assert found[date(2026, 10, 1)] == ("国庆节", False)
    assert any(works for _, works in found.values())


def test_a_year_without_a_table_is_empty():
    assert published(published_years()[-1] + 1) == []


def test_loading_makes_the_calendar_know_the_year(db):
    assert load_holidays(published(2026)) == len(published(2026))
    calendar = Holiday.objects.calendar(date(2026, 9, 16))
    assert not calendar.is_workday(date(2026, 10, 1))
    assert calendar.knows(date(2026, 5, 1))
    assert not calendar.knows(date(2027, 5, 1))


def test_a_day_can_be_changed_and_removed(db):
    day = date(2026, 9, 18)
    set_holiday(day, name="本县纪念日", is_workday=False)
    set_holiday(day, name="本县纪念日", is_workday=True)
    assert Holiday.objects.get(day=day).is_workday
    remove_holiday(day)
    assert not Holiday.objects.exists()
