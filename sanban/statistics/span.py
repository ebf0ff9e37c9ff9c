"""统计的期间：哪个办公室、哪天到哪天（含两端）、算到此刻。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

MOST_MONTHS = 60
"""按月分的，至多分六十个月。"""


@dataclass(frozen=True, slots=True)
class Span:
    """一个期间。

    :param org: 督办单位的编号。
    :param since: 第一天；`until` 是最后一天。
    :param now: 此刻；还没有过完的期间，只数到此刻。
    """

    org: int
    since: date
    until: date
    now: datetime

    @property
    def start(self) -> datetime:
        """第一天零时。"""
        return midnight(self.since)

    @property
    def end(self) -> datetime:
        """最后一天过完的时刻。"""
        return midnight(self.until + timedelta(1))

    @property
    def passed(self) -> datetime:
        """期间里已经过去的到哪一刻。"""
        return min(self.end, self.now)

    @property
    def today(self) -> date:
        """此刻是哪一天。"""
        return timezone.localtime(self.now).date()

    @property
    def last_day(self) -> date:
        """数到哪一天：期间的最后一天，没有过完的是今天。"""
        return min(self.until, self.today)

    @property
    def label(self) -> str:
        """期间的写法：整年、整季、整月说简称，别的写起止。"""
        return _named(self.since, self.until) or self.days_label

    @property
    def days_label(self) -> str:
        """起止的写法：同一年的，后面的不再写年。"""
        last = said(self.until)
        same = self.since.year == self.until.year
        return f"{said(self.since)}至{last.removeprefix(f'{self.until.year}年') if same else last}"

    def months(self) -> Iterator["Span"]:
        """期间里的各个月；头尾不足一月的照实。"""
        first = self.since
        for _ in range(MOST_MONTHS):
            if first > self.until:
                return
            following = (first.replace(day=1) + timedelta(32)).replace(day=1)
            yield Span(self.org, first, min(following - timedelta(1), self.until), self.now)
            first = following


def midnight(day: date) -> datetime:
    """这天零时。"""
    return datetime.combine(day, time(), timezone.get_default_timezone())


def said(day: date) -> str:
    """几年几月几日。"""
    return f"{day.year}年{day.month}月{day.day}日"


QUARTERS = "一二三四"


def _named(since: date, until: date) -> str:
    if since.day != 1 or (until + timedelta(1)).day != 1 or since.year != until.year:
        return ""
    months = until.month - since.month + 1
    return "" if (since.month - 1) % months else _whole(since, months)


def _whole(since: date, months: int) -> str:
    names = {
        1: f"{since.month}月",
        3: f"第{QUARTERS[since.month // 3]}季度",
        6: "上半年" if since.month == 1 else "下半年",
        12: "",
    }
    return f"{since.year}年{names[months]}" if months in names else ""
