"""后台工作：办不成隔一阵再办；钟点到了就派活。"""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from sanban.core.models import ClockRow, Heartbeat


def job(function: Callable[..., Any]) -> Any:
    """把函数变成后台工作；没办成的由 `core.worker` 隔一阵再办。

    工作须可重复执行而结果不变；返回值是给管理员看的一句话。
    """

    @functools.wraps(function)
    def attempt(*args: Any, clock: str = "", **kwargs: Any) -> Any:
        try:
            note = function(*args, **kwargs)
        except Exception as fault:
            _note_failure(clock, fault)
            raise
        _note_success(clock, note)
        return note

    return task()(attempt)


def _note_success(clock: str, note: object) -> None:
    if clock:
        said = str(note or "办好")[:300]
        rows = ClockRow.objects.filter(name=clock)
        rows.update(last_ok_at=timezone.now(), failures=0, last_note=said)


def _note_failure(clock: str, fault: Exception) -> None:
    for row in ClockRow.objects.filter(name=clock) if clock else ():
        row.failures += 1
        row.last_note = f"没办成：{type(fault).__name__}"
        row.save(update_fields=["failures", "last_note"])


@dataclass(frozen=True, slots=True)
class Entry:
    """时刻表的一行：每隔几分钟，或者每天几点。

    :param task: 后台工作，收一个参数：此刻，ISO 8601 写法。
    :param minutes: 间隔分钟；为 0 时看 `clock_time`。
    :param on_start: 每次开机先办一遍。
    """

    name: str
    label: str
    task: Any
    minutes: int = 0
    clock_time: time = time(0, 0)
    on_start: bool = False

    def after(self, now: datetime) -> datetime:
        """`now` 之后下一次的时刻。"""
        if self.minutes:
            return now + timedelta(minutes=self.minutes)
        local = timezone.localtime(now)
        today = local.replace(
            hour=self.clock_time.hour, minute=self.clock_time.minute, second=0, microsecond=0
        )
        return today if today > local else today + timedelta(days=1)

    @property
    def rhythm(self) -> str:
        """多久一次，给人看。"""
        return f"每 {self.minutes} 分钟" if self.minutes else f"每日 {self.clock_time:%H:%M}"


def tick(entries: Iterable[Entry], *, now: datetime) -> int:
    """派出到点的工作，返回派出几项；几台机器同时派，一项只派一次。"""
    rows = {row.name: row for row in ClockRow.objects.all()}
    return sum(_fire(entry, rows.get(entry.name), now) for entry in entries)


def _fire(entry: Entry, row: ClockRow | None, now: datetime) -> bool:
    if row is None:
        values = {"label": entry.label, "rhythm": entry.rhythm, "next_run": entry.after(now)}
        ClockRow.objects.get_or_create(name=entry.name, defaults=values)
        return False
    if row.next_run > now:
        return False
    with transaction.atomic():
        mine = ClockRow.objects.filter(name=entry.name, next_run=row.next_run)
        changed = {"next_run": entry.after(now), "last_run": now}
        if not mine.update(**changed, label=entry.label, rhythm=entry.rhythm):
            return False
        entry.task.enqueue(now.isoformat(), clock=entry.name)
    return True


def open_up(entries: Iterable[Entry], *, now: datetime) -> int:
    """开机先办的各项派出去，返回几项。"""
    first = [entry for entry in entries if entry.on_start]
    for entry in first:
        ClockRow.objects.filter(name=entry.name).update(last_run=now)
        entry.task.enqueue(now.isoformat(), clock=entry.name)
    return len(first)


def beat(name: str, *, now: datetime) -> None:
    """报一次平安。"""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now})
