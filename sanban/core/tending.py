"""网页进程自己的杂活：隔一阵报一次平安，把攒着的慢查询写进库。"""

import logging
import threading
import time
from datetime import datetime

from django.db import connections
from django.utils import timezone

from sanban.core import leases, slow
from sanban.core.clock import drift
from sanban.core.jobs import beat
from sanban.core.worker import memory

logger = logging.getLogger(__name__)
SECONDS = 20.0
FIRST = 1.0
"""起来以后过一会儿才报头一次，不与头几页抢。"""


def start() -> None:
    """起一条线程，随进程而止。"""
    threading.Thread(target=_tend, args=(timezone.now(),), daemon=True).start()


def _tend(started_at: datetime) -> None:
    count = 0
    time.sleep(FIRST)
    while True:
        count += 1
        try:
            tend(count, started_at=started_at)
        except Exception as fault:
            logger.error("网页进程的杂活这一轮不成：%s", type(fault).__name__)
        connections.close_all()
        time.sleep(SECONDS)


def tend(count: int, *, started_at: datetime) -> None:
    """干一轮；`count` 是第几轮。"""
    megabytes = memory() // 1024 // 1024
    name, now = leases.own_name("web"), timezone.now()
    state = {"started_at": started_at, "beats": count, "memory_mb": megabytes}
    beat(name, now=now, drift_seconds=drift(), **state)
    slow.flush()
