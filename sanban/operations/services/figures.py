"""系统此刻的几个数：进程、后台工作、钟点、库和盘、备份、查验；页面、度量、告警同用。"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Min, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sanban.core.clock import shared_now
from sanban.core.models import ClockRow, Heartbeat, SetAside
from sanban.core.sizes import database_bytes
from sanban.files.models import IntegrityCheck
from sanban.operations.models import Backup

SHOWN = 50
FAR = 9000
"""任务表里“马上就办”写成这一年以后的时刻。"""


@dataclass(frozen=True, slots=True)
class Jobs:
    """后台工作：各状态几件，最早的等了几秒。"""

    waiting: int
    put_off: int
    running: int
    failed: int
    oldest_seconds: float


@dataclass(frozen=True, slots=True)
class Space:
    """数据库和磁盘，字节。"""

    database: int
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """此刻的几个数；`now` 是大家共用的此刻。"""

    now: datetime
    beats: tuple[Heartbeat, ...]
    jobs: Jobs
    clock: tuple[ClockRow, ...]
    space: Space
    backup: Backup | None
    check: IntegrityCheck | None

    @property
    def workers(self) -> list[Heartbeat]:
        """后台进程的心跳。"""
        return [one for one in self.beats if one.name.startswith("worker@")]

    @property
    def late_seconds(self) -> float:
        """钟点里最晚的一项晚了几秒；不晚为 0。"""
        waits = [(self.now - row.next_run).total_seconds() for row in self.clock]
        return max([0.0, *waits])


def gather() -> Figures:
    """数一遍，六次查询（PostgreSQL 上八次）。"""
    now = shared_now()
    return Figures(
        now=now,
        beats=tuple(Heartbeat.objects.order_by("-beat_at", "name")[:SHOWN]),
        jobs=count_jobs(now),
        clock=tuple(ClockRow.objects.order_by("next_run", "id")),
        space=measure_space(),
        backup=Backup.objects.good().first(),
        check=IntegrityCheck.objects.order_by("-id").first(),
    )


def count_jobs(now: datetime) -> Jobs:
    """后台工作各状态几件，一次查询；放下不办的不算失败。"""
    ready = Q(status=TaskResultStatus.READY)
    due = ready & (Q(run_after__lte=now) | Q(run_after__year__gte=FAR))
    failed = Q(status=TaskResultStatus.FAILED) & ~Q(pk__in=SetAside.objects.values("job"))
    found: dict[str, Any] = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=due),
        ready=Count("pk", filter=ready),
        running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", filter=failed),
        oldest=Min("enqueued_at", filter=due & Q(worker_ids=[])),
    )
    oldest = found["oldest"]
    return Jobs(
        waiting=found["waiting"],
        put_off=found["ready"] - found["waiting"],
        running=found["running"],
        failed=found["failed"],
        oldest_seconds=max(0.0, (now - oldest).total_seconds()) if oldest else 0.0,
    )


def measure_space() -> Space:
    """数据库多大，数据文件夹所在的盘剩多少。"""
    place = Path(settings.DATA)
    while not place.exists():
        place = place.parent
    disk = shutil.disk_usage(place)
    return Space(database_bytes(), disk.free, disk.total)
