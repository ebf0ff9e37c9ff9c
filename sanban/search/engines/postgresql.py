"""PostgreSQL：每两个字是一个整数，一段的整数编成 GIN；找到的再照原文核对。"""

from collections.abc import Sequence
from typing import Any

from sanban.search.asking import Asked
from sanban.search.engines.interface import LATEST, Gate, Part
from sanban.search.models import OWNER_BITS, REACH_BITS, Passage
from sanban.search.tokens import SEPARATOR, codes, normalise, single_codes

HEAD, TEXT = "search_head", "search_text"
CREATE = tuple(
    sql
    for table in (HEAD, TEXT)
    for sql in (
        f"CREATE TABLE {table} (id bigint PRIMARY KEY, words text NOT NULL, codes int4[] NOT NULL)",
        f"CREATE INDEX {table}_codes ON {table} USING gin (codes)",
        f"ALTER TABLE {table} ALTER codes SET STORAGE EXTERNAL",
    )
)
OWNER = f"(t.id >> {OWNER_BITS})"
REACHED = f"((t.id >> {REACH_BITS}) & 3)"


class PostgreSQL:
    """GIN 的索引。"""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def create(self) -> None:
        """建两张表：短栏、各段。"""
        for sql in CREATE:
            self._run(sql)

    def drop(self) -> None:
        """删去。"""
        self._run(f"DROP TABLE {HEAD}, {TEXT}")

    def clear(self) -> None:
        """清空；先等正在编的编完，其间没有别人编。"""
        self._run(f"LOCK TABLE {Passage._meta.db_table} IN EXCLUSIVE MODE")
        self._run(f"TRUNCATE {HEAD}, {TEXT}")

    def add(self, rows: Sequence[Passage]) -> None:
        """编进去。"""
        self._keep(TEXT, [(one.id, normalise(one.head + SEPARATOR + one.body)) for one in rows])
        self._keep(HEAD, [(one.owner, normalise(one.head)) for one in rows if one.slot == 0])

    def _keep(self, table: str, rows: list[tuple[int, str]]) -> None:
        if rows:
            with self._connection.cursor() as cursor:
                sql = f"INSERT INTO {table} (id, words, codes) VALUES (%s, %s, %s::int4[])"
                sql += " ON CONFLICT (id) DO UPDATE SET words = excluded.words,"
                sql += " codes = excluded.codes"
                cursor.executemany(sql, [(pk, text, _codes(table, text)) for pk, text in rows])

    def remove(self, rows: Sequence[Passage]) -> None:
        """取出来。"""
        owners = [one.owner for one in rows if one.slot == 0]
        with self._connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TEXT} WHERE id = ANY(%s)", ([one.id for one in rows],))
            if owners:
                cursor.execute(f"DELETE FROM {HEAD} WHERE id = ANY(%s)", (owners,))

    def heads(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """短栏里有这些词的。"""
        return self._newest(HEAD, asked, gate.on("t.id", "0"), (before, most))

    def pieces(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """有这些词的各段。"""
        return self._newest(TEXT, asked, gate.on(OWNER, REACHED), (before, most))

    def newest(self, asked: Asked, gate: Gate, *, owners: int) -> list[int]:
        """从最新的翻起；一件常有两段，一回多取些。"""
        found: list[int] = []
        before, batch = LATEST, owners * 2
        while True:
            more = self.pieces(asked, gate, before=before, most=batch)
            found += more
            if len(more) < batch or len({one >> OWNER_BITS for one in found}) >= owners:
                return found
            before = more[-1]

    def _newest(self, table: str, asked: Asked, gate: Part, rest: tuple[int, int]) -> list[int]:
        found, params = _found(table, asked)
        checked, words = _checked(asked)
        shown, more = gate
        sql = f"WITH f AS MATERIALIZED ({found} ORDER BY id DESC) SELECT t.id FROM f"
        sql += f" JOIN {table} t USING (id) WHERE {checked} AND {shown} AND t.id < %s"
        return self._column(f"{sql} ORDER BY t.id DESC LIMIT %s", (*params, *words, *more, *rest))

    def _run(self, sql: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)

    def _column(self, sql: str, params: tuple[object, ...]) -> list[int]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, params)
            return [row[0] for row in cursor.fetchall()]


def _codes(table: str, text: str) -> list[int]:
    return codes(text) + (single_codes(text) if table == HEAD else [])


def _found(table: str, asked: Asked) -> tuple[str, tuple[object, ...]]:
    """有这些两个字的，还没有核对。"""
    wanted = {code for word in asked.words for code in _word_codes(table, word)}
    return f"SELECT id FROM {table} WHERE codes @> %s::int4[]", (sorted(wanted),)


def _word_codes(table: str, word: str) -> list[int]:
    if len(word) > 1:
        return codes(word)
    return single_codes(word) if table == HEAD else []


def _checked(asked: Asked) -> tuple[str, tuple[object, ...]]:
    """照原文核对：每个词都在，不要的都不在。"""
    wanted = ["strpos(t.words, %s) > 0"] * len(asked.words)
    unwanted = ["strpos(t.words, %s) = 0"] * len(asked.unwanted)
    return " AND ".join(wanted + unwanted), (*asked.words, *asked.unwanted)
