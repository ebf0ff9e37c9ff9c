"""后台工作：办不成隔一阵再办；钟点到了就派活。"""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, overload

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from sanban.core.models import ClockRow, Heartbeat

QUICK, SLOW, LONG = "default", "slow", "long"
"""三条道：几秒的、要转换识读的、要办很久的（备份、查验、重建）；各办各的，谁也不挡谁。"""
SPARE = timedelta(minutes=1)
"""下一次比“从现在起的下一次”还晚这么多，就是钟往回拨过。"""


@overload
def job(function: Callable[..., Any]) -> Any: ...


@overload
def job(*, lane: str = ..., hours: float = ...) -> Callable[[Callable[..., Any]], Any]: ...


def job(function: Callable[..., Any] | None = None, *, lane: str = QUICK, hours: float = 1) -> Any:
    """把函数变成后台工作；没办成的由 `core.worker` 隔一阵再办。

    工作须可重复执行而结果不变；返回值是给管理员看的一句话。

    :param lane: 走哪条道，`QUICK`、`SLOW` 或 `LONG`。
    :param hours: 至多办几小时；过了就当它卡死，换一个进程重办。
    """
    if function is None:
        return functools.partial(job, lane=lane, hours=hours)
    known = function

    @functools.wraps(known)
    def attempt(*args: Any, clock: str = "", **kwargs: Any) -> Any:
        return known(*args, **kwargs)

    attempt.most_seconds = hours * 3600  # type: ignore[attr-defined]
    return task(queue_name=lane)(attempt)


def note_success(clock: str, note: object, *, now: datetime) -> None:
    """钟点派的办成了，记在那一行上；不是钟点派的不记。"""
    if clock:
        said = str(note or "办好")[:300]
        rows = ClockRow.objects.filter(name=clock)
        rows.update(last_ok_at=now, failures=0, last_note=said)


def note_failure(clock: str, fault: BaseException) -> None:
    """钟点派的没办成，记在那一行上；只写是哪一种差错。"""
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
    """派出到点的工作，返回派出几项；几台机器同时派，一项只派一次。

    :param now: 大家共用的此刻，见 `core.clock.shared_now`。
    """
    rows = {row.name: row for row in ClockRow.objects.all()}
    return sum(_fire(entry, rows.get(entry.name), now) for entry in entries)


def _fire(entry: Entry, row: ClockRow | None, now: datetime) -> bool:
    if row is None:
        values = {"label": entry.label, "rhythm": entry.rhythm, "next_run": entry.after(now)}
        ClockRow.objects.get_or_create(name=entry.name, defaults=values)
        return False
    is_due = row.next_run <= now
    if not is_due and row.next_run <= entry.after(now) + SPARE:
        return False
    with transaction.atomic():
        return _take(entry, row, now) and is_due and _hand_out(entry, now)


def _take(entry: Entry, row: ClockRow, now: datetime) -> bool:
    """定下一次；几个进程同时来，只有一个定得成。钟往回拨过的，也从现在起重新定。"""
    mine = ClockRow.objects.filter(name=entry.name, next_run=row.next_run)
    changed = {"next_run": entry.after(now), "label": entry.label, "rhythm": entry.rhythm}
    return bool(mine.update(**changed))


def _hand_out(entry: Entry, now: datetime) -> bool:
    """派出去；上一回的还没有人领，就不再派，免得积成一堆。"""
    ClockRow.objects.filter(name=entry.name).update(last_run=now)
    if DBTaskResult.objects.ready().filter(task_path=entry.task.module_path).exists():
        return False
    entry.task.enqueue(now.isoformat(), clock=entry.name)
    return True


def open_up(entries: Iterable[Entry], *, now: datetime) -> int:
    """开机先办的各项派出去，返回几项；时刻表里没有了的几行，一并收走。"""
    known = list(entries)
    ClockRow.objects.exclude(name__in=[entry.name for entry in known]).delete()
    return sum(_hand_out(entry, now) for entry in known if entry.on_start)


def beat(name: str, *, now: datetime, **state: Any) -> None:
    """报一次平安；`state` 是心跳一行的其余各栏。"""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now, **state})
