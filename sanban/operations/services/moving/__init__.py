"""搬家：把在用着的 SQLite 办公室逐行搬到 PostgreSQL，断了接着搬，再搬一次只补改过的。"""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from sanban.core import services as core
from sanban.core.databases import postgresql
from sanban.core.errors import Refused
from sanban.operations.services.moving import copying
from sanban.operations.services.moving.columns import Table, tables
from sanban.operations.services.moving.copying import Outcome, Tally
from sanban.operations.services.moving.source import Snapshot, snapshot
from sanban.operations.services.moving.target import Target, opened

ALIAS = "moving"
MARK = "office_mark"
BATCH = 2000
Say = Callable[[str, int, int], None]
"""报进度：在做什么，做到第几行，一共几行。"""


@dataclass(frozen=True, slots=True)
class Moved:
    """搬完的账：几张表、几行、这回写了几行、是不是补搬、花了几秒、搜索的索引做成没有。"""

    tables: int
    rows: int
    written: int
    is_again: bool
    seconds: float = 0.0
    is_searchable: bool = True


class Trouble(Refused):
    """有的行 PostgreSQL 收不下；`faults` 一行一句。"""

    def __init__(self, faults: list[str]) -> None:
        said = f"有 {len(faults)} 处 PostgreSQL 收不下，一行也没有丢；请先改好，再搬一次。"
        super().__init__(said, code="unfit")
        self.faults = tuple(faults)


def move(address: str, *, say: Say, batch: int = BATCH) -> Moved:
    """搬一次。

    :param address: 搬去的 PostgreSQL 地址。
    :param say: 报进度。
    :param batch: 一批几行。
    :raises Refused: 这里不是 SQLite 的办公室、没有升级到这一版；那边有别人的表、启用过；
        有的行收不下（`Trouble`）；搬完对不上。
    """
    began = monotonic()
    path = _own_file()
    try:
        moved = _moved(path, address, say, batch)
    except psycopg.OperationalError as fault:
        said = f"搬到一半，那边的库断了：{fault}。再运行一次，接着搬。"
        raise Refused(said, code="cut-off") from fault
    except psycopg.errors.InsufficientPrivilege as fault:
        said = "那个用户不能在库里建表。请让它做库的主人：ALTER DATABASE 库名 OWNER TO 用户。"
        raise Refused(said, code="not-owner") from fault
    spent = monotonic() - began
    return replace(moved, seconds=spent, is_searchable=_rebuild_search(address))


def _moved(path: Path, address: str, say: Say, batch: int) -> Moved:
    mark = _mark()
    with ExitStack() as kept:
        target = kept.enter_context(opened(address))
        _check_target(target, mark)
        _make_tables(address)
        source = kept.enter_context(snapshot(path, batch=batch))
        return _Move(source, target, say).run()


class _Move:
    """搬一次要用的几样，和进度。"""

    def __init__(self, source: Snapshot, target: Target, say: Say) -> None:
        self.source, self.target = source, target
        self.tables = tables()
        self._say, self._done = say, 0
        self._total = sum(source.count(one) for one in self.tables)

    def run(self) -> Moved:
        """先看外键，再装或者补，末了核对。"""
        _raise_if(self.source.orphans())
        is_again = bool(self.target.notes("done"))
        outcome = self._renew() if is_again else self._fill()
        self._finish(outcome)
        rows = sum(one.rows for one in outcome.tallies.values())
        return Moved(len(self.tables), rows, outcome.written, is_again)

    def _fill(self) -> Outcome:
        self.target.lay_down(self.tables)
        outcome = copying.fill(self.source, self.target, self.tables, self._step("搬"))
        _raise_if(outcome.faults)
        return outcome

    def _renew(self) -> Outcome:
        """那边与上回搬完时不一样的，是启用过了，不能再盖。"""
        given = (self.source, self.target, self.tables, self._step("比"))
        changes, there, outcome = copying.changed(*given)
        _raise_if(outcome.faults)
        if there != self.target.notes("table:"):
            said = "那边的库已经启用过，再搬会盖掉在那边办的。要重搬，请另建一个空库。"
            raise Refused(said, code="in-use")
        with self.target.link.transaction():
            written = copying.renew(self.target, self.tables, changes)
            for name, tally in outcome.tallies.items():
                self.target.note(f"table:{name}", tally.told)
            _raise_if(written.faults)
        outcome.written = written.written
        return outcome

    def _finish(self, outcome: Outcome) -> None:
        """补回约束，接上编号，两边对账，都对上了才算完。"""
        owed = self.target.owed()
        for count, (name, made) in enumerate(owed.items(), 1):
            self.target.put_back(name, made)
            self._say("补回索引和约束", count, len(owed))
        step = self._step("核对")
        for table in self.tables:
            self.target.go_on_from(table, self.source.highest(table))
            there = copying.audit_of(self.target, table, step)
            _compare(table, outcome.tallies[table.name], there)
            self.target.note(f"table:{table.name}", there.told)
        self.target.run("ANALYZE")
        self.target.run("SET synchronous_commit = on")
        self.target.note("done", "1")

    def _step(self, verb: str) -> Callable[[str, int], None]:
        self._done = 0

        def told(name: str, rows: int) -> None:
            self._done += rows
            self._say(f"{verb} {name}", self._done, self._total)

        return told


def _rebuild_search(address: str) -> bool:
    """在那边重做搜索的索引，做成没有；断了另跑 `sanban reindex` 就是。"""
    env = {**os.environ, "SANBAN_DATABASE": address, "SANBAN_DATA": str(settings.DATA)}
    words = [sys.executable, "-m", "sanban.command", "reindex"]
    return subprocess.run(words, env=env, check=False).returncode == 0


def _own_file() -> Path:
    if connection.vendor != "sqlite":
        said = "这里用的已经是 PostgreSQL。请去掉 SANBAN_DATABASE 再搬。"
        raise Refused(said, code="not-sqlite")
    path = Path(connection.settings_dict["NAME"])
    if not path.is_file():
        raise Refused("这里还没有办公室，请用 --data 指明数据文件夹。", code="no-office")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        said = "这里的库还没有升级到这一版，请先运行 sanban upgrade。"
        raise Refused(said, code="behind")
    return path


def _mark() -> str:
    """认得出是哪个办公室的记号，跟着库走；没有的现写一个。"""
    found = core.options(MARK).get(MARK)
    if found is None:
        found = secrets.token_hex(16)
        core.set_option(MARK, found)
    return found


def _check_target(target: Target, mark: str) -> None:
    if target.encoding() != "UTF8":
        said = "那个库不是 UTF8 的，装不下汉字。请用 ENCODING 'UTF8' 另建一个空库。"
        raise Refused(said, code="not-utf8")
    if target.is_bare():
        target.open_notes()
        target.note("mark", mark)
    elif not target.has_notes():
        said = "那个库里已经有表，不往里搬。请另建一个空库，写它的地址。"
        raise Refused(said, code="foreign")
    elif target.notes("mark") != {"": mark}:
        raise Refused("那个库里搬的是另一个办公室。请另建一个空库。", code="foreign")


def _make_tables(address: str) -> None:
    """在那边建表；不借平常的连接，免得认错库。"""
    try:
        made: dict[str, Any] = postgresql(address, is_pooled_outside=True)
    except ValueError as fault:
        raise Refused(f"{fault}。", code="bad-address") from fault
    ready = connections.configure_settings({"default": made})
    connections.settings[ALIAS] = ready["default"]
    try:
        call_command("migrate", database=ALIAS, interactive=False, verbosity=0, skip_checks=True)
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]


def _compare(table: Table, here: Tally, there: Tally) -> None:
    if here.told != there.told:
        said = f"{table.name} 两边对不上：这边 {here.rows} 行，那边 {there.rows} 行。请再搬一次。"
        raise Refused(said, code="differs")


def _raise_if(faults: list[str]) -> None:
    if faults:
        raise Trouble(faults)
