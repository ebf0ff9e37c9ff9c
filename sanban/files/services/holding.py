"""正在备份时，存着的文件一份也不删：备份说好要的，抄到它的时候得还在。

一行一个备份，写着到何时为止，看大家共用的此刻；备份隔一阵往后推，中途断了的到时自己失效。
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sanban.core import services as core
from sanban.core.clock import shared_now
from sanban.core.models import Option

PREFIX = "files_held_"
LEASE = timedelta(minutes=10)


@contextmanager
def holding(*, now: datetime) -> Iterator[Callable[[datetime], None]]:
    """这段时间里不删文件；交出来的函数把期限往后推，给它此刻。"""
    forget(now=now)
    name = PREFIX + secrets.token_hex(8)

    def push(moment: datetime) -> None:
        core.set_option(name, (moment + LEASE).isoformat())

    push(now)
    try:
        yield push
    finally:
        Option.objects.filter(name=name).delete()


def is_held() -> bool:
    """此刻有没有谁占着。"""
    now = shared_now()
    return any(now < datetime.fromisoformat(one) for one in core.options(PREFIX).values())


def forget(*, now: datetime) -> None:
    """过了期限的去掉。"""
    old = [name for name, until in core.options(PREFIX).items() if _is_over(until, now)]
    Option.objects.filter(name__in=old).delete()


def _is_over(until: str, now: datetime) -> bool:
    return datetime.fromisoformat(until) <= now
