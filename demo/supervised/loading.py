"""把一年的督办排成一件件按时辰做的事。"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from demo.people import Staff
from demo.supervised.acts import ACTS, Doing
from demo.supervised.books import books
from demo.supervised.fates import FATES, Turn
from demo.supervised.items import PLANS, Plan
from sanban.core.models import Holiday
from sanban.core.workdays import Calendar

Timed = tuple[datetime, Callable[[datetime], object]]
FIRST, GAP = time(9, 0), timedelta(minutes=9)
SMALL = 4
"""小样只装前几件。"""


def supervised(staff: Staff, now: datetime, *, small: bool = False) -> Iterator[Timed]:
    """每一步：何时、做什么；都在上班的日子，都在此刻以前。

    :param small: 只装前几件。
    """
    calendar = Holiday.objects.calendar(timezone.localtime(now).date())
    plans = PLANS[:SMALL] if small else PLANS
    for place, plan in enumerate(plans):
        yield from _plan(Doing(plan, staff), place, now, calendar)
    if not small:
        yield from books(staff, now)


def _plan(doing: Doing, place: int, now: datetime, calendar: Calendar) -> Iterator[Timed]:
    begin = timezone.localtime(now).date() - timedelta(days=doing.plan.ago)
    last = datetime.min.replace(tzinfo=now.tzinfo)
    for turn in FATES[doing.plan.fate]:
        moment = max(_moment(_day(doing.plan, turn, begin), place, calendar), last + GAP)
        if moment >= now:
            return
        last = moment
        yield moment, _doing(doing, turn)


def _day(plan: Plan, turn: Turn, begin: date) -> date:
    return begin + timedelta(days=round(plan.span * turn.part) + turn.days)


def _moment(day: date, place: int, calendar: Calendar) -> datetime:
    """这一天上班的时辰；不上班的顺到下一个上班的日子。各件错开几分钟。"""
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    start = datetime.combine(day, FIRST, timezone.get_default_timezone())
    return start + timedelta(minutes=6 * (place % 20))


def _doing(doing: Doing, turn: Turn) -> Callable[[datetime], object]:
    return lambda now: ACTS[turn.act](doing, now, **turn.given)
