"""日子：时限落在休息日的顺延，什么时刻转黄、转红，什么日子该报，什么日子回头看。"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from sanban.core import local
from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.core.workdays import CLOSING, Calendar
from sanban.matters.models import FAR
from sanban.supervision.models import NEVER, Cycle
from sanban.supervision.services.rules import Rules, current_rules

REPORT_DAY = 25
"""每月、每季报的那一天（domain.md §4.3）。"""
FRIDAY = 4
EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)
HORIZON = timedelta(days=400)
"""应报最远排到这么多天以后，再远的到时候再排。"""
QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Almanac:
    """此刻算日子要用的：现在、工作日历、规矩。"""

    now: datetime
    calendar: Calendar
    rules: Rules

    @property
    def today(self) -> date:
        """今天。"""
        return day_of(self.now)


def almanac(now: datetime) -> Almanac:
    """查出此刻的工作日历和规矩，两次查询。"""
    return Almanac(now, Holiday.objects.calendar(day_of(now)), current_rules())


def day_of(moment: datetime) -> date:
    """这一刻是哪一天。"""
    return local.day_of(moment)


def closing(day: date) -> datetime:
    """这天下班的时刻；没有这一天的为最远。"""
    if day >= NEVER:
        return FAR
    return datetime.combine(day, CLOSING, timezone.get_default_timezone())


def workday_from(day: date, calendar: Calendar) -> date:
    """这天，落在休息日的顺延到其后第一个工作日（惯例）。"""
    return calendar.add(day, 0)


def odd_day(*days: date | None) -> str:
    """头一个年份写错了的日子，一句话说清；都像真的为空。"""
    odd = (day for day in days if day is not None and not EARLIEST <= day <= LATEST)
    found = next(odd, None)
    span = f"{EARLIEST.year} 年到 {LATEST.year} 年之间"
    return f"日期 {found.isoformat()} 的年份不对，请改成{span}的日子。" if found else ""


def check_days(*days: date | None) -> None:
    """填的日子年份对不对；没填的不管。

    :raises Refused: 有一个不对。
    """
    said_ = odd_day(*days)
    if said_:
        raise Refused(said_, code="odd-day")


def before(day: date, workdays: int, calendar: Calendar) -> date:
    """从前一日倒数第 `workdays` 个工作日；0 为当日。"""
    while workdays > 0:
        day -= timedelta(1)
        workdays -= calendar.is_workday(day)
    return day


def due_moment(day: date | None, calendar: Calendar) -> datetime:
    """时限那天（休息日顺延）下班的时刻；没有时限的为最远。"""
    return FAR if day is None else closing(workday_from(day, calendar))


def moved_note(day: date | None, calendar: Calendar) -> str:
    """时限顺延了的一句话；没有顺延的为空。"""
    if day is None or calendar.is_workday(day):
        return ""
    later = workday_from(day, calendar)
    return f"时限{said(day)}是休息日，顺延到{said(later)}"


def said(day: date) -> str:
    """某月某日的写法。"""
    return f"{day.month}月{day.day}日"


def said_in_full(day: date) -> str:
    """某年某月某日的写法。"""
    return f"{day.year}年{day.month}月{day.day}日"


def turning_points(due_at: datetime, milestone_on: date, how: Almanac) -> tuple[datetime, datetime]:
    """转黄、转红的时刻。

    黄：离时限三个工作日，或者节点当天下班还没完成；红：过了时限，或者节点迟了七个工作日。
    """
    calendar, rules = how.calendar, how.rules
    amber, red = FAR, due_at
    if due_at < FAR:
        amber = closing(before(day_of(due_at), rules.near_days, calendar))
    if milestone_on < NEVER:
        day = workday_from(milestone_on, calendar)
        amber = min(amber, closing(day))
        red = min(red, closing(calendar.add(day, rules.red_days)))
    return min(amber, red), red


def report_days(cycle: str, *, since: date, until: date, how: Almanac) -> list[date]:
    """从 `since`（不含）到 `until`（含）、今天以后该报的日子：按周期的，末了完成时限那天一次。

    交办次日就到的那一次不要：刚签收，没有可报的。
    """
    last = min(until, how.today + HORIZON)
    days = {_on_workday(day, cycle, how.calendar) for day in CYCLES[Cycle(cycle)](since, last)}
    first = max(since + timedelta(2), how.today)
    kept = {day for day in days if first <= day < until}
    return sorted(kept | ({until} if how.today <= until < NEVER else set()))


def _on_workday(day: date, cycle: str, calendar: Calendar) -> date:
    """休息日的顺延；每周的往前提，免得放假回来两天报两次。"""
    if cycle != Cycle.WEEKLY:
        return workday_from(day, calendar)
    return day if calendar.is_workday(day) else before(day, 1, calendar)


def _never(since: date, until: date) -> Iterator[date]:
    yield from ()


def _weekly(since: date, until: date) -> Iterator[date]:
    day = since + timedelta((FRIDAY - since.weekday()) % 7)
    while day <= until:
        yield day
        day += timedelta(7)


def _monthly(since: date, until: date) -> Iterator[date]:
    day = since.replace(day=REPORT_DAY)
    while day <= until:
        yield day
        day = months_later(day, 1)


def _quarterly(since: date, until: date) -> Iterator[date]:
    yield from (day for day in _monthly(since, until) if day.month in QUARTER_ENDS)


CYCLES = {
    Cycle.NONE: _never,
    Cycle.WEEKLY: _weekly,
    Cycle.MONTHLY: _monthly,
    Cycle.QUARTERLY: _quarterly,
}


def months_later(day: date, months: int) -> date:
    """几个月以后的同一天；那个月没有这一天的为月末。"""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def follow_up_day(how: Almanac) -> date:
    """现在销号的，哪天回头看。"""
    return workday_from(months_later(how.today, how.rules.follow_up_months), how.calendar)


def day_after_pause(due_on: date, *, since: date, how: Almanac) -> date:
    """中止以后恢复，时限该推到哪天：中止了几个工作日，就推几个。"""
    lost = max(0, how.calendar.between(since, how.today))
    return how.calendar.add(max(due_on, since), lost)
