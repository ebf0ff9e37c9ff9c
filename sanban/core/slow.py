"""慢查询：超过门槛的，只记样子、在哪一页、几回、多慢；值一个也不记。

记在内存里，由各进程的心跳线程隔一阵写进库，不占请求的事务；表有上限。
"""

import hashlib
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from sanban.core.models import SlowQuery

KEPT, BUFFERED, LONGEST = 500, 200, 2000
"""表里至多留几种；内存里至多攒几种；样子至多多少字。"""
# fmt: off
STRIPPED = (
    # 认什么                              换成
    (re.compile(r"'(?:[^']|'')*'"),       "?"),
    (re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL), "?"),
    (re.compile(r"%s"),                   "?"),
    (re.compile(r'"s\d+_x\d+"'),          '"s"'),
    (re.compile(r"(?<![\w\"])-?\d+(?:\.\d+)?\b"), "?"),
    (re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL), ""),
    (re.compile(r"\(\?(?:, ?\?)+\)"),     "(?…)"),
    (re.compile(r"(?:\(\?…\)(?:, ?)?){2,}"), "(?…)…"),
    (re.compile(r"\s+"),                  " "),
)
# fmt: on


@dataclass(slots=True)
class _Seen:
    """一种慢的查询，攒着还没写进库。"""

    place: str
    shape: str
    times: int = 0
    longest: int = 0
    total: int = 0


_buffer: dict[str, _Seen] = {}
_lock = threading.Lock()


@dataclass(slots=True)
class Timer:
    """量一次请求或一件工作里的各句查询：几句、共几秒、哪几句慢。"""

    place: str = ""
    count: int = 0
    seconds: float = 0.0
    found: list[tuple[str, float]] = field(default_factory=list)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """照常执行，量一量。"""
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = perf_counter() - began
            self.count += 1
            self.seconds += took
            if took * 1000 >= settings.SLOW_MS:
                self.found.append((sql, took))

    def keep(self, place: str = "") -> None:
        """这一次完了：慢的几句归到这一页名下，先攒着。"""
        for sql, took in self.found:
            _keep(place or self.place, shape_of(sql), round(took * 1000))
        self.found.clear()


def shape_of(sql: str) -> str:
    """一句查询的样子：文字、数、参数一律换成问号。"""
    for form, instead in STRIPPED:
        sql = form.sub(instead, sql)
    return sql.strip()[:LONGEST]


def _keep(place: str, shape: str, took: int) -> None:
    digest = hashlib.sha256(f"{place}\n{shape}".encode()).hexdigest()
    with _lock:
        if digest not in _buffer and len(_buffer) >= BUFFERED:
            return
        seen = _buffer.setdefault(digest, _Seen(place[:100], shape))
        seen.times += 1
        seen.longest = max(seen.longest, took)
        seen.total += took


def flush() -> int:
    """攒着的写进库，返回几种；表里超出上限的，最久没见的先去掉。"""
    with _lock:
        taken = dict(_buffer)
        _buffer.clear()
    if taken:
        with transaction.atomic():
            for digest, seen in sorted(taken.items()):
                _write(digest, seen, timezone.now())
            _prune()
    return len(taken)


def _write(digest: str, seen: _Seen, now: datetime) -> None:
    values = {"place": seen.place, "shape": seen.shape, "seen_at": now}
    row, _ = SlowQuery.objects.get_or_create(digest=digest, defaults=values)
    SlowQuery.objects.filter(pk=row.pk).update(
        times=F("times") + seen.times,
        total_ms=F("total_ms") + seen.total,
        longest_ms=max(row.longest_ms, seen.longest),
        seen_at=now,
    )


def _prune() -> None:
    spare = SlowQuery.objects.order_by("-seen_at", "-id").values_list("pk", flat=True)[KEPT:]
    gone = list(spare[:1000])
    if gone:
        SlowQuery.objects.filter(pk__in=gone).delete()


def clear() -> int:
    """清空记下的慢查询，返回几种。"""
    return SlowQuery.objects.all().delete()[0]
