"""在库里算日子：一个时刻是本地的哪一天，到那天为止有几个工作日，落在哪一段。

Django 的 `TruncDate` 在 SQLite 上一行一行回到 Python 里算，一百万行要好几秒；这里都写成库自己的
算式。时区没有夏令时（全国统一用北京时间），所以世界时加几个小时就是本地的时刻。
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Case, DateField, F, Field, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Least
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from sanban.core.workdays import SATURDAY, Calendar
from sanban.statistics.span import midnight

MONDAY = date(2000, 1, 3)
"""日子从这个星期一数起。"""
JULIAN = 2451546.5
"""SQLite 的 `julianday` 里，这个星期一是多少。"""
WEEK = 7


class LocalDay(Func):
    """时刻 → 本地的日期。"""

    output_field = DateField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """SQLite 存的是世界时。"""
        return self.as_sql(compiler, connection, template=f"date(%(expressions)s, {_offset()})")

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """PostgreSQL 存的带时区。"""
        return self.as_sql(compiler, connection, template=_postgresql_day())


class DayNumber(Func):
    """时刻 → 本地的日期是第几天，从 `MONDAY` 数起，它是第 0 天。"""

    output_field = IntegerField()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """儒略日是到此刻为止的天数，零时正好差半天，去掉零头就是那天。"""
        day = f"julianday(%(expressions)s, {_offset()})"
        return self.as_sql(compiler, connection, template=f"CAST({day} - {JULIAN} AS INTEGER)")

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Any:
        """两个日期相减就是天数。"""
        template = f"({_postgresql_day()} - DATE '{MONDAY}')"
        return self.as_sql(compiler, connection, template=template)


def _offset() -> str:
    offset = datetime(2026, 1, 1, tzinfo=timezone.get_default_timezone()).utcoffset()
    assert offset is not None
    return f"'+{int(offset.total_seconds() // 60)} minutes'"


def _postgresql_day() -> str:
    return f"((%(expressions)s) AT TIME ZONE '{timezone.get_default_timezone_name()}')::date"


Steps = Sequence[tuple[date | datetime, Any]]


def stepped(column: str, steps: Steps, *, before: Any, field: Field[Any, Any]) -> Combinable:
    """一栏落在哪一段：`steps` 是各段的起点和值，从早到晚；早于头一个起点的是 `before`。

    从中间分开，再从中间分开，一行只比几次。
    """
    if not steps:
        return Value(before, field)
    middle = len(steps) // 2
    bound, value = steps[middle]
    early = stepped(column, steps[:middle], before=before, field=field)
    late = stepped(column, steps[middle + 1 :], before=value, field=field)
    test = When(Q(**{f"{column}__lt": bound}), then=early)
    return Case(test, default=late, output_field=field)


def workdays_to(column: str, calendar: Calendar) -> Combinable:
    """到一栏的那天（含）为止有几个工作日：先按周一至周五数，再添上、减去与平常不同的日子。

    两栏各算一个，相减就是 `Calendar.between`。
    """
    number = DayNumber(F(column))
    usual = number / WEEK * SATURDAY + Least(number % WEEK + 1, SATURDAY)
    changed = list(_changes(calendar))
    return usual + stepped(column, changed, before=0, field=IntegerField())


def _changes(calendar: Calendar) -> list[tuple[datetime, int]]:
    """从哪天起，一共多出（少了）几个工作日。"""
    found: list[tuple[datetime, int]] = []
    moved = 0
    for day in sorted(day for day in calendar.days if day >= MONDAY):
        moved += calendar.is_workday(day) - (day.weekday() < SATURDAY)
        found.append((midnight(day), moved))
    return found
