"""后台进程：一边看钟派活，一边逐件办；办不成隔一阵再办，死了的接着办。"""

import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from sanban.core.jobs import Entry, beat, open_up, tick
from sanban.core.models import Heartbeat

logger = logging.getLogger(__name__)

BACK_OFF = (60, 300, 1800, 7200)
"""没办成的，隔几秒再办：1、5、30、120 分钟，共办五次。"""
JOB_SECONDS, CLOCK_SECONDS, BEAT_SECONDS = 0.5, 2.0, 20.0
SILENT = timedelta(minutes=3)
GROWTH = 80 * 1024 * 1024
"""比开办时多占了这么多内存，就在空闲时退出，由总管换一个新的。"""
WORKER = "worker"


def own_name() -> str:
    """本进程的名字：机器和进程号。"""
    return f"{WORKER}@{socket.gethostname()[:30]}:{os.getpid()}"


def run(entries: Sequence[Entry], *, stopped: threading.Event) -> None:
    """办到叫停为止；占内存多了就在空闲时退出，由总管换一个新的。"""
    name, limit = own_name(), _memory() + GROWTH
    put_back(now=timezone.now())
    tick(entries, now=timezone.now())
    open_up(entries, now=timezone.now())
    clock = threading.Thread(target=_clock, args=(entries, name, stopped), daemon=True)
    clock.start()
    while not stopped.is_set():
        if not _quietly(lambda: work_one(name, now=timezone.now())):
            if _memory() > limit:
                return
            stopped.wait(JOB_SECONDS)


def _clock(entries: Sequence[Entry], name: str, stopped: threading.Event) -> None:
    last = 0.0
    while not stopped.wait(CLOCK_SECONDS if last else 0):
        now = timezone.now()
        if time.monotonic() - last > BEAT_SECONDS:
            last = time.monotonic()
            _quietly(lambda at=now: _report(name, at))
        _quietly(lambda at=now: tick(entries, now=at))


def _report(name: str, now: datetime) -> int:
    beat(name, now=now)
    return put_back(now=now)


def _quietly(act: Callable[..., int | bool]) -> int | bool:
    """数据库一时忙，下一轮再来。"""
    close_old_connections()
    try:
        return act()
    except DatabaseError:
        logger.exception("后台进程没连上数据库，稍后再试")
        return False


def work_one(name: str, *, now: datetime) -> bool:
    """领一件办一件；没有可办的返回假。"""
    row = _claim(name)
    if row is None:
        return False
    try:
        row.set_successful(row.task.call(*_args(row), **_kwargs(row)))
    except Exception as fault:
        logger.warning("后台工作 %s 没办成：%s", row.task_path, type(fault).__name__)
        _put_off(row, fault, now)
    return True


def _claim(name: str) -> Any:
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return None
    with exclusive_transaction():
        row = ready.get_locked()
        if row is not None:
            row.claim(name)
        return row


def _args(row: Any) -> list[Any]:
    return list(row.args_kwargs["args"])


def _kwargs(row: Any) -> dict[str, Any]:
    return dict(row.args_kwargs["kwargs"])


def _put_off(row: Any, fault: BaseException, now: datetime) -> None:
    tries = len(row.worker_ids)
    if tries > len(BACK_OFF):
        row.set_failed(fault)
        return
    row.status = TaskResultStatus.READY
    row.run_after = now + timedelta(seconds=BACK_OFF[tries - 1])
    row.exception_class_path = f"{type(fault).__module__}.{type(fault).__qualname__}"
    row.traceback = "".join(format_exception(fault))
    row.save(update_fields=["status", "run_after", "exception_class_path", "traceback"])


def put_back(*, now: datetime) -> int:
    """把死了的进程手上的工作放回去，返回几件；一再弄死进程的记为失败。"""
    known = dict(Heartbeat.objects.values_list("name", "beat_at"))
    held = [row for row in DBTaskResult.objects.running() if _was_left(row, known, now)]
    for row in held:
        _put_off(row, RuntimeError("办到一半，进程没了"), now)
    gone = [name for name, beat_at in known.items() if _is_dead(name, beat_at, now)]
    if gone:
        Heartbeat.objects.filter(name__in=gone).delete()
    return len(held)


def _was_left(row: Any, known: dict[str, datetime], now: datetime) -> bool:
    name = row.worker_ids[-1] if row.worker_ids else ""
    return _is_dead(name, known.get(name, row.started_at), now)


def _is_dead(name: str, beat_at: datetime, now: datetime) -> bool:
    """本机的看进程在不在，别的机器的看多久没有动静。"""
    host, _, pid = name.partition("@")[2].rpartition(":")
    if host == socket.gethostname()[:30] and pid.isdigit():
        return not _is_alive(int(pid))
    return now - beat_at > SILENT


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def again(pk: str, *, now: datetime) -> bool:
    """失败的工作从头再办；已经不是失败的，什么也不做，返回假。"""
    rows = DBTaskResult.objects.failed().filter(pk=pk)
    fresh = {"status": TaskResultStatus.READY, "run_after": now, "worker_ids": []}
    return bool(rows.update(**fresh, finished_at=None))


def _memory() -> int:
    """本进程占的内存，字节；看不到的系统上为 0。"""
    if sys.platform != "linux":
        return 0
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
