"""升级数据库：先在副本上做一遍、查一遍，再备份，再做真的；哪一步不成，原来的库都不动。

SQLite 的副本是库文件的一份拷贝，做好的副本换上去就是升级，换是一下子的事。
PostgreSQL 的副本是另建的一个库（没有建库的权就用 SQLite），真的在一个事务里做完。
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core import schema
from sanban.core.errors import Refused
from sanban.core.models import Heartbeat
from sanban.operations.models import Backup, BackupState
from sanban.operations.services.backups.container import sync_folder
from sanban.operations.services.backups.looking import look_over
from sanban.operations.services.backups.making import Made, Way, make
from sanban.operations.services.backups.proving import Proof, judged, surroundings
from sanban.operations.services.backups.restoring import Restored

FRESH = timedelta(seconds=90)
FOLDER = ".upgrade-"
FILE = "sanban.sqlite3"
LONGEST = 63
"""PostgreSQL 的名字至多多少字节。"""
Say = Callable[[str], None]


def pending() -> list[str]:
    """还没做的迁移，给人看的名字。"""
    return [f"{room} {name}" for room, name in schema.pending()]


def rehearse(*, say: Say, now: datetime) -> None:
    """在副本上升级、查验，然后扔掉；办公不停，原来的库不动。

    :raises Refused: 副本上不成。
    """
    with _scratch() as scratch:
        act = _rehearse_server if settings.DATABASE else _rehearse_file
        proof = act(scratch, say, now)
    if not proof.is_good:
        said = f"在副本上升级没有成，原来的库没有动：{proof.note}"
        raise Refused(said, code="upgrade-failed")
    say(f"副本上升级好了：{proof.note}")


def upgrade(*, way: Way, say: Say, now: datetime) -> Made:
    """升级：副本上先做一遍，再备份，再做真的；返回升级前的那份备份。

    :raises Refused: 还开着；副本上不成；备份不成；盘满了。
    """
    _check_stopped(now)
    rehearse(say=say, now=now)
    made = _back_up(way, now)
    say(f"升级前的备份：{made.place}")
    _migrate_server() if settings.DATABASE else _migrate_file()
    _note(made)
    return made


def _check_stopped(now: datetime) -> None:
    """网页、后台都停了才升级。"""
    beats = Heartbeat.objects.filter(beat_at__gt=now - FRESH)
    if alive := sorted(name for name in beats.values_list("name", flat=True) if _is_alive(name)):
        said = f"还开着（{alive[0]}），请先停下 sanban serve，再升级；只想试一遍用 --dry-run。"
        raise Refused(said, code="still-open")


def _is_alive(name: str) -> bool:
    """本机的看进程在不在；别的机器的，刚有过动静就算在。"""
    host, _, pid = name.partition("@")[2].rpartition(":")
    if host != os.uname().nodename[:30] or not pid.isdigit():
        return True
    return Path(f"/proc/{pid}").exists()


@contextmanager
def _scratch() -> Iterator[Path]:
    """临时的一处，与库在同一块盘；上回断电留下的一并扔掉。"""
    for left in settings.DATA.glob(f"{FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=FOLDER, dir=settings.DATA) as made:
        yield Path(made)


def _rehearse_file(scratch: Path, say: Say, now: datetime) -> Proof:
    say("拷一份库，在拷贝上升级……")
    _copy_to(scratch / FILE)
    return _run(["upgrade", "--on-copy"], scratch)


def _copy_to(place: Path) -> None:
    """一刻的库，连同还在日志里的。"""
    with (
        closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source,
        closing(sqlite3.connect(place)) as target,
    ):
        source.backup(target)


def _rehearse_server(scratch: Path, say: Say, now: datetime) -> Proof:
    package = scratch / "rows.tar"
    say("读出一刻的各表，恢复到另一个库里升级……")
    make(package, way=Way(with_files=False), now=now)
    words = ["restore", str(package), "--trial"]
    with _another() as address:
        if not address:
            say("没有建库的权，在 SQLite 的副本上试；要在 PostgreSQL 上试，请给 CREATEDB。")
        return _run(words, scratch / "trial", database=address)


@contextmanager
def _another() -> Iterator[str]:
    """另建一个库，用完删去，交出它的地址；上回断电留下的先删，没有权的交出空的。"""
    own = urlsplit(settings.DATABASE)
    name = f"sanban_trial_{own.path.strip('/')}"[:LONGEST]
    quoted = connection.ops.quote_name(name)
    drop = f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)"
    try:
        with connection.cursor() as cursor:
            cursor.execute(drop)
            cursor.execute(f"CREATE DATABASE {quoted}")
    except DatabaseError:
        yield ""
        return
    try:
        yield urlunsplit(own._replace(path=f"/{name}"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(drop)


def _run(words: list[str], scratch: Path, *, database: str = "") -> Proof:
    ran = subprocess.run(
        [sys.executable, "-m", "sanban.command", *words, "--data", str(scratch)],
        env=surroundings(scratch, database=database),
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return judged(ran)


def migrate_copy(*, opens_pages: bool) -> dict[str, Any]:
    """在副本上做迁移、查一遍；给升级另起的那个进程用。"""
    before = _counted()
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    after = _counted()
    rows = sum(after.values())
    told = look_over(Restored(timezone.now(), row_count=rows), opens_pages=opens_pages)
    lost = [name for name in sorted(before) if after.get(name, 0) < before[name]]
    told["faults"] += [f"升级以后 {name} 少了行" for name in lost]
    told["files"] = after.get("files_stored_file", 0)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
    connection.close()
    return told


KEPT = ("audit_", "archives_", "files_stored_file", "matters_matter", "matters_step")
"""升级以后一行也不能少的表。"""


def _counted() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        for name in (one for one in names if one.startswith(KEPT)):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
            found[name] = int(cursor.fetchone()[0])
    return found


def _back_up(way: Way, now: datetime) -> Made:
    ending = ".tar.enc" if way.passphrase else ".tar"
    name = f"sanban-{timezone.localtime(now):%Y%m%d-%H%M%S}-before-upgrade{ending}"
    return make(settings.BACKUPS / name, way=way, now=now)


def _migrate_server() -> None:
    """在一个事务里做完全部迁移。"""
    try:
        with transaction.atomic():
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    except DatabaseError as fault:
        said = f"升级没有成，原来的库没有动：{type(fault).__name__}。请把这一句告诉供应方。"
        raise Refused(said, code="upgrade-failed") from fault


def _migrate_file() -> None:
    """拷一份、在拷贝上做、换上去。"""
    place = Path(settings.DATABASES["default"]["NAME"])
    with _scratch() as scratch:
        before = _mark(place)
        _copy_to(scratch / FILE)
        proof = _run(["upgrade", "--on-copy", "--quietly"], scratch)
        if not proof.is_good:
            said = f"升级没有成，原来的库没有动：{proof.note}"
            raise Refused(said, code="upgrade-failed")
        _swap(scratch / FILE, place, before)


def _mark(place: Path) -> tuple[int, int]:
    """库此刻的样子：先把日志并进去，再看大小和改动的时刻。"""
    connections.close_all()
    with closing(sqlite3.connect(place)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    state = place.stat()
    return state.st_size, state.st_mtime_ns


def _swap(fresh: Path, place: Path, before: tuple[int, int]) -> None:
    """换上做好的拷贝；其间有人写过就不换，日志没并完也不换。"""
    waiting = place.with_name(f"{place.name}-wal")
    if _mark(place) != before or (waiting.exists() and waiting.stat().st_size):
        said = "升级的时候有人在写，原来的库没有动。请停下 sanban serve 和别的命令，再升级。"
        raise Refused(said, code="still-open")
    waiting.unlink(missing_ok=True)
    place.with_name(f"{place.name}-shm").unlink(missing_ok=True)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.chmod(0o600)
    fresh.replace(place)
    sync_folder(place.parent)


@transaction.atomic
def _note(made: Made) -> None:
    """升级以后才写得进新的样子：登记那份备份，记一条审计。"""
    Backup.objects.create(
        folder=str(made.place.parent), name=made.place.name, asked_at=made.point_at,
        asked_by="升级", point_at=made.point_at, ended_at=timezone.now(), percent=100,
        state=BackupState.DONE, length=made.length, row_count=made.row_count,
        file_count=made.file_count, missing_count=len(made.missing),
        is_encrypted=made.is_encrypted,
    )  # fmt: skip
    audit.record("office.upgrade", by=None, detail=f"升级前的备份 {made.place.name}")
