"""工作日历：哪天上班，限时怎么数。"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import accumulate

CLOSING = time(17, 30)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """工作日历。

    :param days: 与平常不同的日子：日期 → 是否上班（放假为假，调休上班为真）。
    :param years: 已录入国务院放假安排的年份；其余年份按周一至周五计。
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    _moved: tuple[list[int], list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """记下与周一至周五不同的各天，和到那天为止多上了几天班；一页几十行都要数。"""
        known = sorted((day.toordinal(), _more(day, on)) for day, on in self.days.items())
        totals = accumulate((more for _, more in known), initial=0)
        object.__setattr__(self, "_moved", ([day for day, _ in known], list(totals)))

    def is_workday(self, day: date) -> bool:
        """这天上不上班。"""
        return self.days.get(day, day.weekday() < SATURDAY)

    def knows(self, day: date) -> bool:
        """这一年的放假安排录了没有。"""
        return day.year in self.years

    def add(self, day: date, workdays: int) -> date:
        """从次日数起第 `workdays` 个工作日；0 为当日或其后第一个工作日。"""
        if workdays == 0:
            return day if self.is_workday(day) else self.add(day, 1)
        for later in self._after(day):
            workdays -= self.is_workday(later)
            if workdays == 0:
                return later
        raise AssertionError

    def between(self, since: date, until: date) -> int:
        """从 `since` 次日到 `until`（含）有几个工作日；倒过来为负数。"""
        if until < since:
            return -self.between(until, since)
        return self._count(until) - self._count(since)

    def due(self, start: datetime, workdays: int, zone: tzinfo) -> datetime:
        """限 `workdays` 个工作日办完的时刻：末日下班时。"""
        day = self.add(start.astimezone(zone).date(), workdays)
        return datetime.combine(day, CLOSING, zone)

    def _count(self, day: date) -> int:
        """从公元元年到这天（含）有几个工作日。"""
        days, totals = self._moved
        return _weekdays(day) + totals[bisect_right(days, day.toordinal())]

    @staticmethod
    def _after(day: date) -> Iterator[date]:
        while True:
            day += timedelta(1)
            yield day


def _more(day: date, is_workday: bool) -> int:
    """这天比周一至周五的常例多上几天班：-1、0 或 1。"""
    return is_workday - (day.weekday() < SATURDAY)


def _weekdays(day: date) -> int:
    """从公元元年（周一）到这天（含）有几个周一至周五。"""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * SATURDAY + min(rest, SATURDAY)
