"""只读副本：统计的大查询去那里问；那里不答、落下了，就问原来的库。"""

import functools
import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections

logger = logging.getLogger(__name__)

ALIAS = "replica"
REST_SECONDS = 30.0
"""不答的，过这么久再去问。"""
LAG = "SELECT pg_last_xact_replay_timestamp()"
Answer = TypeVar("Answer")

_is_reading: ContextVar[bool] = ContextVar("is_reading", default=False)
_asleep_until = 0.0


class Router:
    """哪句去哪个库：只有 `on_replica` 里面的读去副本，写、锁、建表都不去。"""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """读哪个库。"""
        return ALIAS if _is_reading.get() else None

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """两处取来的是同一个库的行。"""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """副本的表是跟着来的，不在那里建。"""
        return False if db == ALIAS else None


def on_replica(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """让一个查询函数去副本问；函数要查完再返回，不返回没有查的查询。

    没有设副本、正在事务里（要看见自己刚写的）、副本不答，都问原来的库。
    """

    @functools.wraps(ask)
    def asked(*given: Any, **named: Any) -> Answer:
        if _is_reading.get() or not _is_usable():
            return ask(*given, **named)
        mark = _is_reading.set(True)
        try:
            return ask(*given, **named)
        except (OperationalError, InterfaceError) as fault:
            _rest(fault)
        finally:
            _is_reading.reset(mark)
        return ask(*given, **named)

    return asked


def seen_until() -> datetime | None:
    """副本跟到了何时；没有副本、没有答的为空。"""
    if not _is_usable():
        return None
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(LAG)
            found: datetime | None = cursor.fetchone()[0]
    except (OperationalError, InterfaceError) as fault:
        _rest(fault)
        return None
    return found


def _is_usable() -> bool:
    has_one = ALIAS in settings.DATABASES and not connection.in_atomic_block
    return has_one and time.monotonic() >= _asleep_until


def _rest(fault: Exception) -> None:
    """歇一阵再问；话里没有内容，只有哪一类毛病。"""
    global _asleep_until  # noqa: PLW0603
    _asleep_until = time.monotonic() + REST_SECONDS
    connections[ALIAS].close()
    logger.warning("只读副本没有答（%s），统计改问原来的库", type(fault).__name__)
