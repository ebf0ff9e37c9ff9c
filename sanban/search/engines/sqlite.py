"""SQLite：FTS5，不另存文字；两个字一个词，词挨着词就是原文里的一截，不必再核对。

不存文字的表，取出来要照原样再算一遍词，所以只取 `Passage.indexed` 的。
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from typing import Any

from sanban.search.asking import Asked
from sanban.search.engines.interface import Gate, Part
from sanban.search.engines.size import is_large
from sanban.search.models import OWNER_BITS, REACH_BITS, Passage
from sanban.search.reading import AT_ONCE, MOST_READ, Shown, by_reading, until
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
SHOWN_OWNER, SHOWN_REACH = f"(p.id >> {OWNER_BITS})", f"((p.id >> {REACH_BITS}) & 3)"
PASSAGE = Passage._meta.db_table
BY_OWNER = (
    f"SELECT DISTINCT p.id FROM v CROSS JOIN {PASSAGE} p INDEXED BY passage_to_index"
    f" WHERE p.id >= v.owner << {OWNER_BITS} AND p.id < (v.owner + 1) << {OWNER_BITS}"
    " AND p.indexed = 1"
)
"""照单子逐件去取各段；指定索引，免得 SQLite 另造一个。"""
REACHED = f"((t.rowid >> {REACH_BITS}) & 3)"


class SQLite:
    """FTS5 的索引。"""

    most_listed = 3000

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
        return self._newest(HEAD, asked, gate.on(HEAD_OWNER, "0"), (before, most))

    def pieces(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """有这些词的各段。"""
        return self._newest(TEXT, asked, gate.on(OWNER, REACHED), (before, most))

    def newest(self, asked: Asked, gate: Gate, *, owners: int) -> list[int]:
        """从最新的翻起；看得见的不多、索引又大的，划算时逐段去看。"""
        if gate.listed[0] and is_large():
            with closing(self._shown(gate)) as shown:
                found = by_reading(asked, shown, owners)
            if found is not None:
                return found
        with closing(self._found(asked, gate.on(OWNER, REACHED))) as rows:
            return until(rows, owners)

    def _found(self, asked: Asked, gate: Part) -> Generator[int]:
        """要一批取一批。"""
        shown, params = gate
        sql = f"SELECT t.rowid FROM {TEXT} t WHERE {TEXT} MATCH %s AND {shown}"
        with self._connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY t.rowid DESC", (_match(asked), *params))
            while rows := cursor.fetchmany(AT_ONCE):
                yield from (pk for (pk,) in rows)

    def _newest(self, table: str, asked: Asked, gate: Part, rest: tuple[int, int]) -> list[int]:
        shown, params = gate
        sql = f"SELECT t.rowid FROM {table} t WHERE {table} MATCH %s AND {shown}"
        sql += " AND t.rowid < %s ORDER BY t.rowid DESC LIMIT %s"
        return [one for (one,) in self._rows(sql, (_match(asked), *params, *rest))]

    def _shown(self, gate: Gate) -> Generator[Shown]:
        """看得见的各段，新的在前，要一批取一批；太多的只给一部分，写的段数多于 `MOST_READ`。"""
        (listed, owners), (asked, params) = gate.listed, gate.beyond(SHOWN_OWNER, SHOWN_REACH)
        sql = (
            f"WITH v(owner) AS MATERIALIZED ({listed}), k(id) AS ({BY_OWNER} AND {asked} LIMIT %s)"
        )
        sql += " SELECT p.id, n, p.head, p.body FROM"
        sql += " (SELECT id, COUNT(*) OVER () AS n FROM k ORDER BY id DESC LIMIT -1) k"
        sql += f" CROSS JOIN {PASSAGE} p ON p.id = k.id"
        with self._connection.cursor() as cursor:
            cursor.execute(sql, (*owners, *params, MOST_READ + 1))
            while rows := cursor.fetchmany(AT_ONCE):
                yield from rows

    def _run(self, sql: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)

    def _many(self, sql: str, rows: list[tuple[int, str]]) -> None:
        if rows:
            with self._connection.cursor() as cursor:
                cursor.executemany(sql, rows)

    def _rows(self, sql: str, params: tuple[object, ...]) -> list[Any]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, params)
            found: list[Any] = cursor.fetchall()
            return found


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
