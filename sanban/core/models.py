"""地基的表：节假日、流水号、钟点、各进程的动静。"""

from datetime import date
from functools import lru_cache
from typing import Self

from django.db import models

from sanban.core.prepared import Prepared
from sanban.core.workdays import Calendar


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """查节假日。"""

    def of_year(self, year: int) -> Self:
        """某年的放假和调休。"""
        return self.filter(day__range=(date(year, 1, 1), date(year, 12, 31))).order_by("day")

    def calendar(self, today: date) -> Calendar:
        """今天前后各一年的工作日历，一次查询。"""
        return _calendar(
            tuple(_DAYS.rows(date(today.year - 1, 1, 1), date(today.year + 1, 12, 31)))
        )


class Holiday(models.Model):
    """与平常不同的一天：放假，或者调休上班。"""

    day = models.DateField("日期", unique=True)
    name = models.CharField("名称", max_length=20)
    is_workday = models.BooleanField("上班", default=False)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        db_table = "core_holiday"

    def __str__(self) -> str:
        return f"{self.day} {self.name}{'上班' if self.is_workday else '放假'}"


_DAYS: Prepared[tuple[date, bool]] = Prepared(
    lambda since, until: Holiday.objects.filter(day__range=(since, until)).values_list(
        "day", "is_workday"
    )
)


@lru_cache(maxsize=8)
def _calendar(rows: tuple[tuple[date, bool], ...]) -> Calendar:
    """同样的放假安排，只排一次。"""
    return Calendar(dict(rows), frozenset(day.year for day, _ in rows))


class Serial(models.Model):
    """一个流水号系列在一年里用到第几号。"""

    series = models.CharField("系列", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        db_table = "core_serial"
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="serial_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year} 第 {self.last} 号"


class ClockRow(models.Model):
    """一项定时工作：下次何时，上次怎样。"""

    name = models.CharField("代号", max_length=60, unique=True)
    label = models.CharField("名称", max_length=60)
    rhythm = models.CharField("多久一次", max_length=30, default="")
    next_run = models.DateTimeField("下次")
    last_run = models.DateTimeField("上次", null=True)
    last_ok_at = models.DateTimeField("上次办成", null=True)
    failures = models.PositiveIntegerField("连续失败", default=0)
    last_note = models.CharField("上次结果", max_length=300, blank=True)

    class Meta:
        db_table = "core_clock_row"

    def __str__(self) -> str:
        return self.label


class Heartbeat(models.Model):
    """一个进程的心跳：网页的、后台的，各一行。

    `beats` 是跳了几下，别的进程看它变没变，来断这个进程还在不在；不比各机器的钟。
    """

    name = models.CharField("进程", max_length=60, unique=True)
    beat_at = models.DateTimeField("最近一次")
    started_at = models.DateTimeField("何时起的", null=True)
    beats = models.PositiveIntegerField("跳了几下", default=0)
    doing = models.CharField("手上的", max_length=200, blank=True)
    done_count = models.PositiveIntegerField("办完几件", default=0)
    memory_mb = models.PositiveIntegerField("内存", default=0)
    drift_seconds = models.FloatField("比数据库的钟快几秒", default=0.0)

    class Meta:
        db_table = "core_heartbeat"

    def __str__(self) -> str:
        return self.name


class SetAside(models.Model):
    """一件放下不办的后台工作：谁放下的、为什么。"""

    job = models.UUIDField("工作", unique=True)
    label = models.CharField("名称", max_length=100)
    reason = models.CharField("理由", max_length=200)
    by_name = models.CharField("谁", max_length=40)
    set_at = models.DateTimeField("何时")

    class Meta:
        db_table = "core_set_aside"

    def __str__(self) -> str:
        return self.label


class SlowQuery(models.Model):
    """一种慢的查询：只存样子，不存值。"""

    digest = models.CharField("摘要", max_length=64, unique=True)
    place = models.CharField("在哪一页", max_length=100)
    shape = models.TextField("样子")
    times = models.PositiveIntegerField("几回", default=0)
    longest_ms = models.PositiveIntegerField("最慢", default=0)
    total_ms = models.BigIntegerField("合计", default=0)
    seen_at = models.DateTimeField("最近一回")

    class Meta:
        db_table = "core_slow_query"
        indexes = [models.Index(fields=["-longest_ms", "id"], name="core_slow_longest")]

    def __str__(self) -> str:
        return f"{self.place} {self.longest_ms} 毫秒"


class Trouble(models.Model):
    """系统自己看出来的一件不对头的事：从何时起，何时告诉过管理员，何时好了。"""

    code = models.CharField("代号", max_length=40, unique=True)
    text = models.CharField("怎么了", max_length=300)
    advice = models.CharField("怎么办", max_length=300)
    since = models.DateTimeField("从何时起")
    told_on = models.DateField("哪天告诉的", null=True)
    cleared_at = models.DateTimeField("何时好了", null=True)

    class Meta:
        db_table = "core_trouble"

    def __str__(self) -> str:
        return self.text


class Option(models.Model):
    """办公室自己定的一项设置。"""

    name = models.CharField("代号", max_length=60, unique=True)
    value = models.CharField("值", max_length=300)

    class Meta:
        db_table = "core_option"

    def __str__(self) -> str:
        return f"{self.name}={self.value}"
