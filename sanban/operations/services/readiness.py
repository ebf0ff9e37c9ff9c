"""能不能办公：数据库、迁移、存文件的地方、后台进程，各用一句话说哪里不行。"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from sanban.core import schema
from sanban.core.clock import shared_now
from sanban.core.errors import Refused
from sanban.core.models import Heartbeat
from sanban.files.services import stores

FRESH = timedelta(seconds=90)
"""后台进程这么久没有动静，就是停了。"""
_applied: set[str] = set()


def faults() -> list[str]:
    """各处的毛病，都好就是空的。"""
    return _asked(database, migrations, store, workers)


def web_faults() -> list[str]:
    """只看网页进程要用的：后台进程停了，网页仍能用。"""
    return _asked(database, migrations, store)


def _asked(*checks: Callable[[], str]) -> list[str]:
    """逐项问；数据库不应答的，后面要查库的不再问。"""
    found = []
    for check in checks:
        try:
            said = check()
        except Error:
            said = "数据库没有应答，请看数据库服务和数据文件夹。"
        if said and said not in found:
            found.append(said)
    return found


def database() -> str:
    """数据库答不答话。"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return ""


def migrations() -> str:
    """数据库跟不跟得上程序；跟上了一回，这个进程里就不再查。"""
    if settings.DATABASES["default"]["NAME"] in _applied:
        return ""
    if schema.pending():
        return "数据库还没有升级，请运行 sanban upgrade。"
    _applied.add(settings.DATABASES["default"]["NAME"])
    return ""


def store() -> str:
    """存文件的地方用不用得了：本机的写一笔试试，对象存储的问一份没有的。"""
    try:
        _write_a_mark() if settings.STORE == "local" else _ask_for_nothing()
    except (OSError, Refused):
        return "存文件的地方用不了，请看磁盘满没满、文件夹的权限、对象存储通不通。"
    return ""


def _write_a_mark() -> None:
    place = Path(settings.FILES)
    place.mkdir(parents=True, exist_ok=True)
    mark = place / f".probe-{os.getpid()}"
    mark.write_bytes(b"1")
    mark.unlink()


def _ask_for_nothing() -> None:
    with suppress(FileNotFoundError), stores.main().open(stores.name_of("0" * 64)):
        pass


def workers() -> str:
    """后台进程有没有动静。"""
    beats = Heartbeat.objects.filter(name__startswith="worker@")
    last = beats.order_by("-beat_at").values_list("beat_at", flat=True).first()
    if last is None or shared_now() - last > FRESH:
        return "后台进程没有动静，请看 sanban serve 起没起。"
    return ""
