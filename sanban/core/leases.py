"""活归谁：领的人心跳还在，活就归他；心跳停够了，别人才接手，迟到的不算数。

看心跳变没变，用看的人自己的单调钟量，不比两台机器的钟：钟跳了、快慢不一，都不会错接。
办完要落账，先看活是不是还归自己；已经被别人接走的，什么也不记。
"""

import os
import random
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from sanban.core.jobs import note_failure, note_success
from sanban.core.logs import frames
from sanban.core.models import Heartbeat

BACK_OFF = (60, 300, 1800, 7200)
"""没办成的，隔几秒再办：1、5、30、120 分钟，共办五次。"""
JITTER = 0.2
"""各件再多等至多两成，免得一齐回来。"""
LEASE_SECONDS = 60.0
"""心跳停了这么久，手上的活就由别人接。"""
NAME = 30


class Gone(Exception):
    """办到一半，进程没了。"""


def own_name(kind: str) -> str:
    """本进程的名字：哪一种、哪台机器、进程号。"""
    return f"{kind}@{socket.gethostname()[:NAME]}:{os.getpid()}"


@dataclass(slots=True)
class Watch:
    """看各进程的心跳变没变；`seen` 是各进程上回的下数，和从哪一刻起是这个数。"""

    seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def silent(self, beats: Mapping[str, int], *, at: float) -> set[str]:
        """停够了的各进程；`at` 是本进程单调钟的秒数。"""
        for name in set(self.seen) - set(beats):
            del self.seen[name]
        for name, count in beats.items():
            if self.seen.get(name, (None,))[0] != count:
                self.seen[name] = (count, at)
        return {name for name, (_, since) in self.seen.items() if at - since >= LEASE_SECONDS}


def claim(name: str, lane: str) -> Any:
    """领这条道上的一件；没有可办的为空。"""
    ready = DBTaskResult.objects.ready().filter(queue_name=lane)
    if not ready.exists():
        return None
    with exclusive_transaction():
        row = ready.get_locked()
        if row is not None:
            row.claim(name)
        return row


def finish(row: Any, note: object, *, now: datetime) -> bool:
    """办成了，落账；活已经归了别人的，什么也不记，返回假。"""
    values = {
        "status": TaskResultStatus.SUCCESSFUL,
        "finished_at": now,
        "return_value": None if note is None else str(note)[:300],
        "exception_class_path": "",
        "traceback": "",
    }
    return _settle(row, values, lambda: note_success(_clock_of(row), note, now=now))


def put_off(row: Any, fault: BaseException, *, now: datetime) -> bool:
    """没办成：隔一阵再办，五次不成的记为失败；活已经归了别人的，什么也不记，返回假。"""
    tries = len(row.worker_ids)
    values: dict[str, Any] = {
        "exception_class_path": f"{type(fault).__module__}.{type(fault).__qualname__}",
        "traceback": frames(fault),
    }
    if tries > len(BACK_OFF):
        values |= {"status": TaskResultStatus.FAILED, "finished_at": now, "return_value": None}
    else:
        wait = BACK_OFF[tries - 1] * (1 + random.random() * JITTER)
        later = now + timedelta(seconds=wait)
        values |= {"status": TaskResultStatus.READY, "run_after": later}
    return _settle(row, values, lambda: note_failure(_clock_of(row), fault))


@transaction.atomic
def _settle(row: Any, values: dict[str, Any], noted: Callable[[], None]) -> bool:
    mine = DBTaskResult.objects.select_for_update().filter(pk=row.pk).first()
    if mine is None or mine.status != TaskResultStatus.RUNNING:
        return False
    if mine.worker_ids != row.worker_ids or mine.started_at != row.started_at:
        return False
    DBTaskResult.objects.filter(pk=row.pk).update(**values)
    noted()
    return True


def _clock_of(row: Any) -> str:
    return str(row.args_kwargs["kwargs"].get("clock", ""))


def put_back(watch: Watch, *, now: datetime, at: float) -> int:
    """把没了的进程手上的活放回去，返回几件；一再弄死进程的记为失败。"""
    beats = dict(Heartbeat.objects.values_list("name", "beats"))
    held = list(DBTaskResult.objects.running())
    holders = {_holder(row): -1 for row in held}
    gone = _gone(watch, {**holders, **beats}, at)
    if gone & set(beats):
        Heartbeat.objects.filter(name__in=gone).delete()
    lost = [row for row in held if _holder(row) in gone]
    return sum(put_off(row, Gone(), now=now) for row in lost)


def _holder(row: Any) -> str:
    return str(row.worker_ids[-1]) if row.worker_ids else ""


def _gone(watch: Watch, beats: Mapping[str, int], at: float) -> set[str]:
    return watch.silent(beats, at=at) | {name for name in beats if _has_left(name)}


def _has_left(name: str) -> bool:
    """本机的，进程号不在了就是走了，不必等。"""
    host, _, pid = name.partition("@")[2].rpartition(":")
    if host != socket.gethostname()[:NAME] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def again(pks: Iterable[str], *, now: datetime) -> int:
    """失败的几件从头再办，返回几件；已经不是失败的，不动。"""
    rows = DBTaskResult.objects.failed().filter(pk__in=list(pks))
    fresh = {"status": TaskResultStatus.READY, "run_after": now, "worker_ids": []}
    return int(rows.update(**fresh, finished_at=None))
