"""搬走的一边：在用着的 SQLite 里取一个不变的样子，一批一批地读。"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sanban.operations.services.moving.columns import Table, Unfit, line_of

Row = tuple[Any, ...]


class Snapshot:
    """开始那一刻的样子；别人照常写，这里看不见，也不挡着别人。"""

    def __init__(self, link: sqlite3.Connection, batch: int) -> None:
        self._link = link
        self._batch = batch

    def count(self, table: Table) -> int:
        """一张表几行。"""
        return int(self._link.execute(f'SELECT COUNT(*) FROM "{table.name}"').fetchone()[0])

    def orphans(self) -> list[str]:
        """外键指空的行；平常没有，直接改过库的才有。"""
        found = self._link.execute("PRAGMA foreign_key_check").fetchmany(20)
        return [
            f"{name} 的第 {row} 行，指的 {parent} 里没有那一行" for name, row, parent, _ in found
        ]

    def highest(self, table: Table) -> int:
        """自己编号的表编到了第几号，删掉的也算；不自己编号的为零。"""
        asked = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        found = self._link.execute(asked, (table.name,)).fetchone()
        return int(found[0]) if found else 0

    def batches(self, table: Table) -> Iterator[list[Row]]:
        """照主键的次序，一批一批的行；末了一批之后是空的一批。"""
        columns = ", ".join(f'"{name}"' for name in table.names)
        start = f'SELECT {columns} FROM "{table.name}"'
        end = f'ORDER BY "{table.key}" LIMIT {self._batch:d}'
        rows = self._read(table, f"{start} {end}", ())
        while rows:
            yield rows
            last = rows[-1][table.key_place]
            rows = self._read(table, f'{start} WHERE "{table.key}" > ? {end}', (last,))
        yield []

    def _read(self, table: Table, sql: str, given: tuple[Any, ...]) -> list[Row]:
        try:
            return self._link.execute(sql, given).fetchall()
        except sqlite3.OperationalError as fault:
            if "decode" not in str(fault):
                raise
            raise Unfit(self._unreadable(table, sql, given)) from fault

    def _unreadable(self, table: Table, sql: str, given: tuple[Any, ...]) -> str:
        """哪一行里有不是 UTF-8 的字节。"""
        self._link.text_factory = bytes
        try:
            rows = self._link.execute(sql, given).fetchall()
        finally:
            self._link.text_factory = str
        for row in rows:
            for name, value in zip(table.names, row, strict=True):
                if isinstance(value, bytes) and not _is_text(value):
                    return f"{table.name} 的 {row[table.key_place]}，{name} 栏里有乱码"
        return f"{table.name} 里有乱码"


@contextmanager
def snapshot(path: Path, *, batch: int) -> Iterator[Snapshot]:
    """打开一个库，看到的一直是这一刻的样子。

    :param batch: 一批几行。
    """
    link = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        link.execute("PRAGMA cache_size=-65536")
        link.execute("BEGIN")
        link.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        yield Snapshot(link, batch)
    finally:
        link.close()


def body_of(table: Table, rows: list[Row]) -> tuple[bytes, list[str]]:
    """一批行的 COPY 文字，和收不下的几行的说法。"""
    lines: list[str] = []
    faults: list[str] = []
    for row in rows:
        try:
            lines.append(line_of(table, row))
        except Unfit as fault:
            faults.append(str(fault))
    return "".join(f"{line}\n" for line in lines).encode(), faults


def _is_text(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True
