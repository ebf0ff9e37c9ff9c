"""一张表一张表地搬：先比，不一样的那一段才换；搬完重读一遍那边，数和摘要都要对得上。"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import psycopg

from sanban.operations.services.moving.columns import Table, Unfit
from sanban.operations.services.moving.source import Row, Snapshot, body_of
from sanban.operations.services.moving.target import Part, Target

MOST_FAULTS = 20
LINE = re.compile(r"COPY \S+, line (\d+)")
Step = Callable[[str, int], None]
"""报进度：哪张表，又过了几行。"""


@dataclass(slots=True)
class Tally:
    """一张表的账：几行，连起来的摘要。"""

    rows: int = 0
    total: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, body: bytes, rows: int) -> None:
        """记上一段。"""
        self.rows += rows
        self.total.update(body)

    @property
    def told(self) -> str:
        """写成一句，好存好比。"""
        return f"{self.rows}:{self.total.hexdigest()}"


@dataclass(slots=True)
class Outcome:
    """搬的结果：各表的账、写了几行、收不下的几行。"""

    tallies: dict[str, Tally] = field(default_factory=dict)
    written: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Piece:
    """搬走的一边的一段：是哪一段，COPY 文字，几行。"""

    part: Part
    body: bytes
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """一段里不一样的几行：那边要删去的主键，要装上的 COPY 文字。"""

    gone: list[str]
    body: bytes


def fill(source: Snapshot, target: Target, tables: Iterable[Table], step: Step) -> Outcome:
    """装一个没有装满的库，一批一个事务；断了再来，装过的只比不装。"""
    outcome = Outcome()
    for table in tables:
        last = target.last_key(table)
        for piece in _pieces(source, table, outcome):
            is_fresh = last is None or _is_beyond(table, piece, last)
            if is_fresh or b"".join(target.bodies(table, piece.part)) != piece.body:
                _replace(target, table, piece, outcome, is_fresh=is_fresh)
            step(table.name, piece.count)
    return outcome


def changed(
    source: Snapshot, target: Target, tables: Iterable[Table], step: Step
) -> tuple[dict[str, list[Change]], dict[str, str], Outcome]:
    """比一个装满的库：各表哪几行不一样；那边现在各表的账；这边的账。"""
    changes: dict[str, list[Change]] = {}
    there: dict[str, str] = {}
    outcome = Outcome()
    for table in tables:
        seen = Tally()
        for piece in _pieces(source, table, outcome):
            body = b"".join(target.bodies(table, piece.part))
            seen.add(body, body.count(b"\n"))
            if body != piece.body:
                changes.setdefault(table.name, []).append(_change(table, piece.body, body))
            step(table.name, piece.count)
        there[table.name] = seen.told
    return changes, there, outcome


def renew(target: Target, tables: Iterable[Table], changes: dict[str, list[Change]]) -> Outcome:
    """一个事务：不一样的各行先都删去，再都装上；外键到提交时才看。"""
    touched = [(table, change) for table in tables for change in changes.get(table.name, ())]
    outcome = Outcome()
    with target.link.transaction():
        target.run("SET CONSTRAINTS ALL DEFERRED")
        for table, change in touched:
            target.remove(table, change.gone)
        for table, change in touched:
            _pour(target, table, change.body, outcome)
        if outcome.faults:
            raise psycopg.Rollback
    return outcome


def _change(table: Table, here: bytes, there: bytes) -> Change:
    """两边的一段逐行比。"""
    mine, theirs = here.splitlines(keepends=True), there.splitlines(keepends=True)
    same = set(mine) & set(theirs)
    fresh = b"".join(line for line in mine if line not in same)
    return Change([_key_in(table, line) for line in theirs if line not in same], fresh)


def audit_of(target: Target, table: Table, step: Step) -> Tally:
    """重读一遍那边的一张表，记账。"""
    tally = Tally()
    for body in target.bodies(table, Part(None, None)):
        rows = body.count(b"\n")
        tally.add(body, rows)
        step(table.name, rows)
    return tally


def _pieces(source: Snapshot, table: Table, outcome: Outcome) -> Iterator[Piece]:
    """一张表的各段，首尾相接，末一段到底；边读边记账。"""
    tally = outcome.tallies.setdefault(table.name, Tally())
    after: str | None = None
    try:
        for rows in source.batches(table):
            body, faults = body_of(table, rows)
            outcome.faults += faults[: max(MOST_FAULTS - len(outcome.faults), 0)]
            upto = _key_of(table, rows[-1]) if rows else None
            tally.add(body, len(rows))
            yield Piece(Part(after, upto), body, len(rows))
            after = upto
    except Unfit as fault:
        outcome.faults.append(str(fault))


def _key_of(table: Table, row: Row) -> str:
    place = table.key_place
    return table.columns[place].fit(row[place])


def _is_beyond(table: Table, piece: Piece, last: str) -> bool:
    """整段都在那边最大的主键之后，那边不会有。"""
    after = piece.part.after
    if after is None or table.key_is_text:
        return False
    return int(after) >= int(last) if after.isdigit() and last.isdigit() else False


def _replace(
    target: Target, table: Table, piece: Piece, outcome: Outcome, *, is_fresh: bool
) -> None:
    with target.link.transaction():
        if not is_fresh:
            target.clear(table, piece.part)
        _pour(target, table, piece.body, outcome)


def _pour(target: Target, table: Table, body: bytes, outcome: Outcome) -> None:
    """装一批；PostgreSQL 说收不下的，认出是哪一行。"""
    if not body:
        return
    try:
        with target.link.transaction():
            target.pour(table, body)
        outcome.written += body.count(b"\n")
    except (psycopg.DataError, psycopg.IntegrityError) as fault:
        found = LINE.search(fault.diag.context or "")
        line = body.split(b"\n")[int(found[1]) - 1 if found else 0]
        said = fault.diag.message_primary or type(fault).__name__
        outcome.faults.append(f"{table.name} 的 {_key_in(table, line)}：{said}")


def _key_in(table: Table, line: bytes) -> str:
    """一行 COPY 文字里的主键。"""
    return line.rstrip(b"\n").split(b"\t")[table.key_place].decode()
