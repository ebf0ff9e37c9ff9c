"""做一份备份：库停在一刻，一张表一张表地写；文件跟着这一刻的登记抄。"""

import io
import os
import struct
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from sanban import __version__
from sanban.core import schema
from sanban.core import services as core
from sanban.core.clock import shared_now
from sanban.core.errors import Refused
from sanban.files.services import holding, stores
from sanban.operations import rows
from sanban.operations.services.backups.container import (
    END,
    FIRST,
    PARTIAL,
    Writer,
    writing,
)

FORMAT = 1
LINES = 2000
AHEAD = 8
FILES = "files_stored_file"
LISTED = struct.Struct("<32sq")
PUSH_SECONDS = 60.0
Progress = Callable[[int, int], None]


def quiet(done: int, total: int) -> None:
    """不说进展。"""


@dataclass(frozen=True, slots=True)
class Made:
    """做好的一份：在哪里、停在哪一刻、多大、几行、几份文件、缺哪几份（摘要）。"""

    place: Path
    point_at: datetime
    length: int
    row_count: int
    file_count: int
    file_bytes: int
    missing: tuple[str, ...]
    is_encrypted: bool


@dataclass(frozen=True, slots=True)
class Way:
    """怎样做：口令（空为不加密）、要不要文件、怎样说进展。"""

    passphrase: bytes | None = None
    with_files: bool = True
    progress: Progress = quiet


@dataclass(slots=True)
class Listed:
    """这一刻登记着的文件：每份四十字节，一百万份也只占四十兆。"""

    packed: bytearray = field(default_factory=bytearray)

    def add(self, digest: str, length: int) -> None:
        """记一份。"""
        self.packed += LISTED.pack(bytes.fromhex(digest), length)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return ((one.hex(), length) for one, length in LISTED.iter_unpack(self.packed))

    @property
    def total(self) -> int:
        """共多少字节。"""
        return sum(length for _, length in LISTED.iter_unpack(self.packed))


def make(place: Path, *, way: Way, now: datetime) -> Made:
    """做一份，写成 `place`；已经有的不覆盖。

    :param now: 停在哪一刻，写进备份；这一刻以前办成的都在里面。
    :raises Refused: 地方不对、盘满了、存文件的地方连不上。
    """
    if place.exists():
        raise Refused(f"{place} 已经有了，请换个名字。", code="backup-exists")
    _sweep_partials(place.parent)
    with (
        holding.holding(now=shared_now()) as push,
        writing(place, passphrase=way.passphrase) as writer,
    ):
        making = Making(writer, way, push)
        making.put_rows(now)
        making.put_files()
        making.put_end()
    return making.told(place, now)


def _sweep_partials(folder: Path) -> None:
    """上一回断电留下的半截；还有人写着的锁不住，也就不动。"""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in folder.glob(f"{PARTIAL}*"):
        if timezone.now().timestamp() - one.stat().st_mtime > holding.LEASE.total_seconds():
            with suppress(OSError):
                one.unlink()


class Making:
    """正在做的一份。"""

    def __init__(self, writer: Writer, way: Way, push: Callable[[datetime], None]) -> None:
        self.writer, self.way, self.push = writer, way, push
        self.listed = Listed()
        self.tallies: dict[str, rows.Tally] = {}
        self.missing: list[str] = []
        self.file_count = self.file_bytes = 0
        self.pushed_at = time.monotonic()

    def put_rows(self, now: datetime) -> None:
        """把库写下来；读完就放开那一刻，不拖着库。"""
        known = known_tables()
        with rows.snapshot() as frozen:
            self.writer.note(FIRST, _head(frozen, known, now) | {"files": _summed(frozen)})
            for table in known:
                self._put_table(frozen, table)

    def _put_table(self, frozen: Any, table: rows.Table) -> None:
        tally = self.tallies[table.name] = rows.Tally()
        found = rows.read(frozen, table)
        for place, batch in enumerate(iter(lambda: list(islice(found, LINES)), []), 1):
            lines = b"".join(map(rows.line_of, batch))
            tally.add(lines, rows=len(batch))
            self.writer.add(f"rows/{table.name}/{place:06}.jsonl.gz", _packed(lines))
            if table.name == FILES:
                self._list(table, batch)
        self._keep_hold()

    def _list(self, table: rows.Table, batch: list[list[Any]]) -> None:
        names = [one.name for one in table.columns]
        digest, length = names.index("digest"), names.index("length")
        for row in batch:
            self.listed.add(row[digest], row[length])

    def put_files(self) -> None:
        """照这一刻的登记，一份一份抄文件；缺的记下，接着抄。"""
        if not self.way.with_files:
            return
        total = self.listed.total
        self.way.progress(0, total)
        for digest, length, source in _opened(self.listed):
            self._put_file(digest, length, source)
            self.way.progress(min(self.file_bytes, total), total)
            self._keep_hold()

    def _put_file(self, digest: str, length: int, source: File[Any] | None) -> None:
        if source is None:
            self.missing.append(digest)
            return
        with source:
            actual, content = _length_of(source), cast("BinaryIO", source.file)
            done = self.writer.add_file(f"files/{stores.name_of(digest)}", content, actual)
        if not actual == done == length:
            self.missing.append(digest)
        self.file_count += 1
        self.file_bytes += done

    def _keep_hold(self) -> None:
        now = time.monotonic()
        if now - self.pushed_at > PUSH_SECONDS:
            self.pushed_at = now
            self.push(shared_now())

    def put_end(self) -> None:
        """末一份：该有多少。"""
        told = {name: {"rows": one.rows, "digest": one.digest} for name, one in self._tallied()}
        files = {"count": self.file_count, "bytes": self.file_bytes, "here": self.way.with_files}
        self.writer.note(END, {"tables": told, "files": files, "missing": self.missing})

    def _tallied(self) -> Iterator[tuple[str, rows.Tally]]:
        return iter(self.tallies.items())

    def told(self, place: Path, now: datetime) -> Made:
        """做好以后怎么说。"""
        return Made(
            place=place,
            point_at=now,
            length=place.stat().st_size,
            row_count=sum(one.rows for one in self.tallies.values()),
            file_count=self.file_count,
            file_bytes=self.file_bytes,
            missing=tuple(self.missing),
            is_encrypted=self.way.passphrase is not None,
        )


def _opened(listed: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int, File[Any] | None]]:
    """一份份打开；在本机盘上的，抄这一份时请系统先读着后几份。"""
    most = AHEAD if settings.STORE == "local" else 1
    waiting: deque[tuple[str, int, File[Any] | None]] = deque()
    for digest, length in listed:
        waiting.append((digest, length, _open(digest)))
        if len(waiting) >= most:
            yield waiting.popleft()
    yield from waiting


def _open(digest: str) -> File[Any] | None:
    try:
        source = stores.open_kept(digest)
    except FileNotFoundError:
        return None
    except stores.StoreDown as fault:
        raise Refused(stores.DOWN, code="store-down") from fault
    with suppress(AttributeError, io.UnsupportedOperation):
        os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_WILLNEED)
    return source


def known_tables() -> tuple[rows.Table, ...]:
    """库里此刻的各表；库比程序旧的，照库做到的那一步迁移说。"""
    if not schema.pending():
        return rows.tables()
    loader = MigrationLoader(connection)
    done = [one for one in loader.graph.nodes if one in loader.applied_migrations]
    return rows.tables(loader.project_state(done).apps)


def _head(frozen: Any, known: tuple[rows.Table, ...], now: datetime) -> dict[str, Any]:
    applied = MigrationRecorder(frozen).applied_migrations()
    return {
        "format": FORMAT,
        "product": __version__,
        "point_at": now.isoformat(),
        "office": core.options("office_name").get("office_name", ""),
        "database": frozen.vendor,
        "store": settings.STORE,
        "migrations": sorted(list(one) for one in applied),
        "tables": [
            {
                "name": one.name,
                "key": one.key,
                "columns": [[column.name, column.kind] for column in one.columns],
            }
            for one in known
        ],
    }


def _summed(frozen: Any) -> dict[str, int]:
    """登记着几份文件，共多少字节。"""
    with frozen.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*), COALESCE(SUM(length), 0) FROM {FILES}")
        count, length = cursor.fetchone()
    return {"count": int(count), "bytes": int(length)}


def _packed(lines: bytes) -> bytes:
    """压成 gzip；不写时刻，内容一样字节就一样。"""
    packing = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packing.compress(lines) + packing.flush()


def _length_of(source: Any) -> int:
    try:
        return os.fstat(source.fileno()).st_size
    except (AttributeError, io.UnsupportedOperation):
        return int(source.size)
