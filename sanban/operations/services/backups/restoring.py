"""恢复一份备份：只往空的地方；边写边核对，少一行、差一个字节都不算成。

库先建到备份时的样子，写完各表再升级到现在，所以旧版的备份新版也能恢复。
"""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sanban.audit import services as audit
from sanban.core import schema
from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.files.services import stores
from sanban.matters.models import Matter
from sanban.operations import rows
from sanban.operations.services.backups.ciphering import ALTERED, CUT
from sanban.operations.services.backups.container import (
    END,
    FIRST,
    note_of,
    reading,
    sync_folder,
)
from sanban.operations.services.backups.making import FORMAT, Progress, quiet
from sanban.operations.services.backups.unpacking import digest_of, kept, private, unpacked
from sanban.search import services as search

SECRET = "secret.key"
MANY = 1000
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
"""表、栏的名字只有这几样字。"""


@dataclass(frozen=True, slots=True)
class Restoring:
    """怎样恢复：口令，文件要不要写（试恢复只核对），怎样说进展，怎样报开头。"""

    passphrase: bytes | None = None
    writes_files: bool = True
    progress: Progress = quiet
    shown: Callable[[dict[str, Any]], None] = lambda head: None


@dataclass(slots=True)
class Restored:
    """恢复好的：停在哪一刻，几行，几份文件，备份时就缺的几份，坏了的几份。"""

    point_at: datetime
    row_count: int = 0
    file_count: int = 0
    file_bytes: int = 0
    missing: list[str] = field(default_factory=list)


def look(place: Path, *, passphrase: bytes | None) -> dict[str, Any]:
    """只看开头：停在哪一刻、哪个版本、有哪些表。

    :raises Refused: 不是备份、口令不对、坏了。
    """
    with reading(place, passphrase=passphrase) as package:
        return _head(iter(package))


def restore(place: Path, *, how: Restoring, now: datetime) -> Restored:
    """恢复到本处，返回恢复了什么。

    :raises Refused: 本处不是空的；备份坏了、断了、比程序新；没做完的可以再来一遍。
    """
    with reading(place, passphrase=how.passphrase) as package:
        parts = iter(package)
        head = _head(parts)
        how.shown(head)
        with _unfinished(place, head, stays=not how.writes_files):
            found = _Writing(head, how).run(parts)
            _settle(found, now=now)
    return found


def _head(parts: Iterator[tuple[str, int, Any]]) -> dict[str, Any]:
    first = next(parts, None)
    if first is None or first[0] != FIRST:
        raise Refused(ALTERED, code="altered-backup")
    head = note_of(first[2], first[1])
    if head.get("format") != FORMAT:
        said = f"这份备份是 {head.get('product')} 版做的，这里的程序不认得，请换新版的程序再恢复。"
        raise Refused(said, code="newer-backup")
    return head


@contextmanager
def _unfinished(place: Path, head: dict[str, Any], *, stays: bool) -> Iterator[None]:
    """从动手到做完，地方上一直有个记号；有记号的起不来，只能再恢复。

    :param stays: 试恢复没有写文件，记号一直留着。
    """
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = settings.DATA / schema.UNFINISHED
    if not mark.exists():
        _check_empty()
    told = {"from": str(place), "point_at": head["point_at"]}
    mark.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    sync_folder(settings.DATA)
    yield
    os.sync()
    if stays:
        return
    mark.unlink()
    sync_folder(settings.DATA)


def _check_empty() -> None:
    said = "这里已经有办公室了，恢复只往空的地方。请用 --data 另指一个空文件夹，或另给一个空的库。"
    try:
        has_office = bool(core.options("office_name"))
    except DatabaseError:
        has_office = False
    has_files = settings.STORE == "local" and any(settings.FILES.glob("??/??/*"))
    if has_office or has_files:
        raise Refused(said, code="not-empty")


class _Writing:
    """正在往里写的一份。"""

    def __init__(self, head: dict[str, Any], how: Restoring) -> None:
        self.head, self.how = head, how
        self.tables = {one["name"]: _table(one) for one in head["tables"]}
        self.tallies = {name: rows.Tally() for name in self.tables}
        self.total = int(head["files"]["bytes"])
        self.found = Restored(datetime.fromisoformat(head["point_at"]))

    def run(self, parts: Iterator[tuple[str, int, Any]]) -> Restored:
        """建库，写行，写文件，核对末一份。"""
        self._build()
        end: dict[str, Any] | None = None
        for room, found in groupby(parts, key=lambda one: one[0].rpartition("/")[0]):
            if room.startswith("rows/"):
                self._put_table(room.removeprefix("rows/"), found)
                continue
            for name, length, source in found:
                if name == END:
                    end = note_of(source, length)
                else:
                    self._put_file(name, length, source)
        if end is None:
            raise Refused(CUT, code="cut-backup")
        self._compare(end)
        return self.found

    def _build(self) -> None:
        """库建到备份时的样子，各表清空。"""
        wanted = {(room, name) for room, name in self.head["migrations"]}
        executor = MigrationExecutor(connection)
        known = set(executor.loader.disk_migrations)
        if unknown := sorted(name for name in wanted - known):
            said = f"这份备份是较新的程序做的（{unknown[0][0]} {unknown[0][1]}），请先装新版。"
            raise Refused(said, code="newer-backup")
        call_to = [one for one in executor.loader.graph.nodes if one in wanted]
        executor.migrate([one for one in call_to if _is_last(executor, one, wanted)])
        rows.clear("default", self.tables)

    def _put_table(self, name: str, parts: Iterator[tuple[str, int, Any]]) -> None:
        table = self.tables.get(name)
        if table is None:
            raise Refused(ALTERED, code="altered-backup")
        try:
            with transaction.atomic():
                self.found.row_count += rows.write(connection, table, self._rows(name, parts))
        except DatabaseError as fault:
            raise Refused(f"{ALTERED}（表 {name}）", code="altered-backup") from fault

    def _rows(self, name: str, parts: Iterator[tuple[str, int, Any]]) -> Iterator[list[Any]]:
        tally = self.tallies[name]
        for _, _, source in parts:
            lines = unpacked(source.read())
            found = rows.parse(lines)
            tally.add(lines, rows=len(found))
            yield from found

    def _put_file(self, name: str, length: int, source: Any) -> None:
        digest = stores.digest_in(name.removeprefix("files/"))
        if not digest:
            raise Refused(ALTERED, code="altered-backup")
        keeps = self.how.writes_files
        found = kept(digest, source) if keeps else digest_of(source)
        if found != digest:
            self.found.missing.append(digest)
        self.found.file_count += 1
        self.found.file_bytes += length
        self.how.progress(self.found.file_bytes, self.total)

    def _compare(self, end: dict[str, Any]) -> None:
        for name, told in end["tables"].items():
            tally = self.tallies[name]
            if (tally.rows, tally.digest) != (told["rows"], told["digest"]):
                raise Refused(f"{ALTERED}（表 {name}）", code="altered-backup")
        files = end["files"]
        if self.found.file_count != files["count"] or self.found.file_bytes != files["bytes"]:
            raise Refused(CUT, code="cut-backup")
        known = set(end["missing"])
        if worse := [one for one in self.found.missing if one not in known]:
            said = f"备份里有 {len(worse)} 份文件与摘要不符（如 {worse[0][:12]}）。{ALTERED}"
            raise Refused(said, code="altered-backup")
        self.found.missing = sorted(known)


def _table(told: dict[str, Any]) -> rows.Table:
    columns = tuple(rows.Column(name, kind) for name, kind in told["columns"])
    names = [told["name"], told["key"], *(one.name for one in columns)]
    if not all(NAME.fullmatch(one) for one in names):
        raise Refused(ALTERED, code="altered-backup")
    return rows.Table(told["name"], told["key"], columns)


def _is_last(executor: MigrationExecutor, one: tuple[str, str], wanted: set[Any]) -> bool:
    """同一室里，备份时最后的一步。"""
    after = executor.loader.graph.node_map[one].children
    return not any(child.key[0] == one[0] and child.key in wanted for child in after)


def _settle(found: Restored, *, now: datetime) -> None:
    """升级到现在的样子，登录全部作废，办到一半的放回去，记一条审计。"""
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    rows.reset_numbers()
    with transaction.atomic():
        Session.objects.all().delete()
        running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        running.update(status=TaskResultStatus.READY, worker_ids=[])
        shown = (
            f"停在 {found.point_at.isoformat()}，{found.row_count} 行，{found.file_count} 份文件"
        )
        audit.record("backup.restore", by=None, detail=shown)
        _index_again()
    _new_secret()


def _index_again() -> None:
    """搜索的索引不在备份里：记下每件都要重编，后台慢慢编，其间照常办公。"""
    numbers = Matter.objects.order_by("-pk").values_list("pk", flat=True).iterator(MANY)
    while batch := list(islice(numbers, MANY)):
        search.mark(batch)


def _new_secret() -> None:
    """密钥不在备份里；这里没有的，新做一把。"""
    path = settings.DATA / SECRET
    if not path.exists():
        with open(path, "w", encoding="ascii", opener=private) as file:
            file.write(secrets.token_urlsafe(50) + "\n")
