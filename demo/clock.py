"""办公时间：每一步都排在上班的时候，不在夜里，不在节假日，不在以后。"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from sanban.core.workdays import Calendar

HALVES = ((time(8, 32), time(11, 58)), (time(14, 31), time(17, 26)))
MINUTE = timedelta(minutes=1)
DAYS = 60
HOUR = 60


class OfficeHours:
    """到此刻为止六十天里上班的每一分钟；一分钟一格，按格数前后。"""

    def __init__(self, now: datetime, calendar: Calendar, zone: tzinfo) -> None:
        today = now.astimezone(zone).date()
        days = [today - timedelta(days=ago) for ago in range(DAYS, -1, -1)]
        open_days = [day for day in days if calendar.is_workday(day)]
        every = [one for day in open_days for one in _minutes(day, zone)]
        self.minutes = every[: bisect_right(every, now)]

    @property
    def last(self) -> int:
        """最近的一格。"""
        return len(self.minutes) - 1

    def before(self, hours: float) -> int:
        """此刻往前数几个钟头（只数上班的）。"""
        return max(0, self.last - round(hours * HOUR))

    def morning_of(self, day: date) -> int:
        """这天早上的一格；不上班的顺到下一个上班的早上，还没到的取最近的一格。"""
        zone = self.minutes[0].tzinfo
        return min(bisect_left(self.minutes, datetime.combine(day, time(8, 40), zone)), self.last)

    def day_of(self, place: int) -> date:
        """这一格是哪天。"""
        return self.minutes[place].date()

    def walk(self, begin: int, hours: Sequence[float]) -> list[datetime]:
        """从 `begin` 起，隔这么多钟头一步；到此刻排不下的，按比例挤一挤。"""
        room = self.last - begin
        whole = sum(hours) * HOUR
        ratio = min(1.0, room / whole) if whole else 1.0
        places, gone = [], 0.0
        for step in hours:
            gone += step * HOUR * ratio
            places.append(min(self.last, begin + int(gone)))
        return [self.minutes[place] for place in places]


def _minutes(day: date, zone: tzinfo) -> list[datetime]:
    found = []
    for opens, closes in HALVES:
        moment, end = (datetime.combine(day, one, zone) for one in (opens, closes))
        while moment <= end:
            found.append(moment)
            moment += MINUTE
    return found
