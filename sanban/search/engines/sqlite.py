"""SQLite：FTS5，不另存文字；两个字一个词，词挨着词就是原文里的一截，不必再核对。

不存文字的表，取出来要照原样再算一遍词，所以只取 `Passage.indexed` 的。
"""

from collections.abc import Sequence
from typing import Any

from sanban.search.asking import Asked
from sanban.search.engines.interface import Gate
from sanban.search.models import OWNER_BITS, REACH_BITS, Passage
from sanban.search.tokens import SEPARATOR, normalise, pairs, phrase, wide

HEAD, TEXT = "search_head", "search_text"
COLUMNS = "words, content='', columnsize=0, tokenize='ascii'"
CREATE = (
    f"CREATE VIRTUAL TABLE {HEAD} USING fts5({COLUMNS}, prefix='1')",
    f"CREATE VIRTUAL TABLE {TEXT} USING fts5({COLUMNS})",
)
HEAD_OWNER = "+t.rowid"
"""带个加号，免得 SQLite 拿一张单子里的编号逐个去查索引。"""
OWNER = f"(t.rowid >> {OWNER_BITS})"
REACHED = f"((t.rowid >> {REACH_BITS}) & 3)"


class SQLite:
    """FTS5 的索引。"""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def create(self) -> None:
        """建两张表：短栏、各段。"""
        for sql in CREATE:
            self._run(sql)

    def drop(self) -> None:
        """删去。"""
        for table in (HEAD, TEXT):
            self._run(f"DROP TABLE {table}")

    def clear(self) -> None:
        """清空。"""
        for table in (HEAD, TEXT):
            self._run(f"INSERT INTO {table}({table}) VALUES('delete-all')")

    def add(self, rows: Sequence[Passage]) -> None:
        """编进去。"""
        self._many(f"INSERT INTO {TEXT}(rowid, words) VALUES(%s, %s)", _texts(rows))
        self._many(f"INSERT INTO {HEAD}(rowid, words) VALUES(%s, %s)", _heads(rows))

    def remove(self, rows: Sequence[Passage]) -> None:
        """取出来。"""
        for table, found in ((TEXT, _texts(rows)), (HEAD, _heads(rows))):
            sql = f"INSERT INTO {table}({table}, rowid, words) VALUES('delete', %s, %s)"
            self._many(sql, found)

    def heads(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """短栏里有这些词的。"""
        shown = gate.on(HEAD_OWNER, "0")
        sql = f"SELECT t.rowid FROM {HEAD} t WHERE {HEAD} MATCH %s AND {shown}"
        sql += " AND t.rowid < %s ORDER BY t.rowid DESC LIMIT %s"
        return self._column(sql, (_match(asked), *gate.params, before, most))

    def pieces(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """有这些词的各段。"""
        sql = f"SELECT t.rowid FROM {TEXT} t WHERE {TEXT} MATCH %s AND {gate.on(OWNER, REACHED)}"
        sql += " AND t.rowid < %s ORDER BY t.rowid DESC LIMIT %s"
        return self._column(sql, (_match(asked), *gate.params, before, most))

    def count(self, asked: Asked, gate: Gate, *, most: int) -> int:
        """有几件。"""
        table, owner, reach = TEXT, OWNER, REACHED
        if asked.is_single:
            table, owner, reach = HEAD, HEAD_OWNER, "0"
        sql = f"SELECT DISTINCT {owner} FROM {table} t WHERE {table} MATCH %s"
        sql = f"SELECT COUNT(*) FROM ({sql} AND {gate.on(owner, reach)} LIMIT %s)"
        return self._column(sql, (_match(asked), *gate.params, most))[0]

    def _run(self, sql: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)

    def _many(self, sql: str, rows: list[tuple[int, str]]) -> None:
        if rows:
            with self._connection.cursor() as cursor:
                cursor.executemany(sql, rows)

    def _column(self, sql: str, params: tuple[object, ...]) -> list[int]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, params)
            return [row[0] for row in cursor.fetchall()]


def _texts(rows: Sequence[Passage]) -> list[tuple[int, str]]:
    return [(one.id, pairs(normalise(one.head + SEPARATOR + one.body))) for one in rows]


def _heads(rows: Sequence[Passage]) -> list[tuple[int, str]]:
    return [(one.owner, pairs(normalise(one.head))) for one in rows if one.slot == 0]


def _match(asked: Asked) -> str:
    wanted = " AND ".join(_term(word) for word in asked.words)
    if not asked.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(_term(word) for word in asked.unwanted)})"


def _term(word: str) -> str:
    return f'"{phrase(word)}"' if len(word) > 1 else f'"{wide(word)}" *'
