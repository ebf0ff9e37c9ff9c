"""PostgreSQL：每两个字是一个整数，一段的整数编成 GIN；找到的再照原文核对。"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sanban.search.asking import Asked
from sanban.search.engines.interface import LATEST, Gate, Part
from sanban.search.engines.size import is_large
from sanban.search.models import OWNER_BITS, REACH_BITS, Passage
from sanban.search.reading import until
from sanban.search.tokens import SEPARATOR, codes, normalise, single_codes

HEAD, TEXT, WORDS = "search_head", "search_text", "search_words"
CHECKED = {HEAD: HEAD, TEXT: WORDS}
"""核对的原文在哪张表：全文另放，找的那张表才窄，翻几万行也快。"""
INDEX = (
    "CREATE INDEX {0}_codes ON {0} USING gin (codes)",
    "ALTER TABLE {0} ALTER codes SET STORAGE EXTERNAL",
    "CREATE FUNCTION {0}_found(wanted int4[], before bigint, width bigint)"
    " RETURNS SETOF bigint LANGUAGE sql STABLE SET enable_seqscan = off AS $$"
    " SELECT id FROM (SELECT id FROM {0} WHERE codes @> wanted OFFSET 0) t WHERE id < before"
    " AND id >= (SELECT LEAST(before, MAX(id)) FROM {0}) - width $$",
)
"""有这些字的，只要最新的 `width` 宽。

一律走索引：词常用，库会以为从头看到尾更快，那样要把每一段的整数都取出来。
"""
CREATE = (
    f"CREATE TABLE {HEAD} (id bigint PRIMARY KEY, words text NOT NULL, codes int4[] NOT NULL)",
    f"CREATE TABLE {TEXT} (id bigint PRIMARY KEY, codes int4[] NOT NULL)",
    f"CREATE TABLE {WORDS} (id bigint PRIMARY KEY, words text NOT NULL)"
    " WITH (toast_tuple_target = 8160)",
    *(sql.format(table) for table in (HEAD, TEXT) for sql in INDEX),
)
"""核对的原文一页放得下就放在行里，不压：一回要核对两千段，另取、解压要贵十倍。"""
FUNCTIONS = ", ".join(f"{table}_found(int4[], bigint, bigint)" for table in (HEAD, TEXT))
OWNER = f"(t.id >> {OWNER_BITS})"
PLACED = {HEAD: ("t.id", "0"), TEXT: (OWNER, f"((t.id >> {REACH_BITS}) & 3)")}
"""归哪一件、给谁看，在各表里怎样写。"""
Row = tuple[object, ...]
PLACES = {"words": "%s", "codes": "%s::int4[]"}
WIDTH, WIDEST = {HEAD: 4000, TEXT: 4000 << OWNER_BITS}, 1 << 62
"""索引大、看得见的多，先只看最新的几千件；不够，再看全部。"""
LOOK = (
    "SELECT t.id FROM (SELECT t.id FROM {table}_found(%s::int4[], %s, %s) t(id)"
    " WHERE {shown} ORDER BY t.id DESC OFFSET 0) t WHERE {checked} ORDER BY t.id DESC LIMIT %s"
)
"""先照索引取，再问能不能看，能看的排好，从新的核对起。"""
UNIT = 2
"""UTF-16 的一个单位几个字节；整数是照单位编的。"""


class PostgreSQL:
    """GIN 的索引。"""

    most_listed = 30_000

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def create(self) -> None:
        """建两张表：短栏、各段。"""
        for sql in CREATE:
            self._run(sql)

    def drop(self) -> None:
        """删去。"""
        self._run(f"DROP FUNCTION {FUNCTIONS}")
        self._run(f"DROP TABLE {HEAD}, {TEXT}, {WORDS}")

    def clear(self) -> None:
        """清空；先等正在编的编完，其间没有别人编。"""
        self._run(f"LOCK TABLE {Passage._meta.db_table} IN EXCLUSIVE MODE")
        self._run(f"TRUNCATE {HEAD}, {TEXT}, {WORDS}")

    def add(self, rows: Sequence[Passage]) -> None:
        """编进去。"""
        texts = [(one.id, normalise(one.head + SEPARATOR + one.body)) for one in rows]
        heads = [(one.owner, normalise(one.head)) for one in rows if one.slot == 0]
        self._keep(TEXT, ("codes",), [(pk, codes(text)) for pk, text in texts])
        self._keep(WORDS, ("words",), texts)
        both = [(pk, text, codes(text) + single_codes(text)) for pk, text in heads]
        self._keep(HEAD, ("words", "codes"), both)

    def _keep(self, table: str, columns: tuple[str, ...], rows: Sequence[Row]) -> None:
        if rows:
            places = ", ".join(PLACES[name] for name in columns)
            changed = ", ".join(f"{name} = excluded.{name}" for name in columns)
            sql = f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES (%s, {places})"
            with self._connection.cursor() as cursor:
                cursor.executemany(f"{sql} ON CONFLICT (id) DO UPDATE SET {changed}", rows)

    def remove(self, rows: Sequence[Passage]) -> None:
        """取出来。"""
        pieces = [one.id for one in rows]
        owners = [one.owner for one in rows if one.slot == 0]
        with self._connection.cursor() as cursor:
            for table, gone in ((TEXT, pieces), (WORDS, pieces), (HEAD, owners)):
                cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s)", (gone,))

    def heads(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """短栏里有这些词的。"""
        looked = self._looked(HEAD, asked, gate, (before, most))
        return list(islice(looked, most))

    def pieces(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """有这些词的各段。"""
        looked = self._looked(TEXT, asked, gate, (before, most))
        return list(islice(looked, most))

    def newest(self, asked: Asked, gate: Gate, *, owners: int) -> list[int]:
        """从最新的翻起；一件常有两段，一回多取些。"""
        place = LATEST, owners * 2
        return until(self._looked(TEXT, asked, gate, place), owners)

    def _looked(
        self, table: str, asked: Asked, gate: Gate, place: tuple[int, int]
    ) -> Iterator[int]:
        """新的在前，一批一批。"""
        checked, words = _checked(table, asked)
        shown, params = _shown(table, gate)
        sql = LOOK.format(table=table, shown=shown, checked=checked)
        wanted, (before, most) = _wanted(table, asked), place
        width = WIDEST if gate.listed[0] or not is_large() else WIDTH[table]
        while True:
            found = self._column(sql, (wanted, before, width, *params, *words, most))
            yield from found
            if width == WIDEST and len(found) < most:
                return
            before = found[-1] if found else before
            width, most = (width, most * 2) if len(found) == most else (WIDEST, most)

    def _run(self, sql: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(sql)

    def _column(self, sql: str, params: tuple[object, ...]) -> list[int]:
        with self._connection.cursor() as cursor:
            cursor.execute(sql, params)
            return [row[0] for row in cursor.fetchall()]


def _shown(table: str, gate: Gate) -> Part:
    """能看的。列成单子的，库先把单子做成散列表再一个个对；不这样写，它会逐个去查索引。"""
    place = PLACED[table]
    (listed, owners), (asked, params) = gate.listed, gate.beyond(*place)
    if not listed:
        return asked, params
    return f"({place[0]} IN ({listed})) IS TRUE AND {asked}", (*owners, *params)


def _wanted(table: str, asked: Asked) -> list[int]:
    """要找的那些字的整数。"""
    return sorted({code for word in asked.words for code in _word_codes(table, word)})


def _word_codes(table: str, word: str) -> list[int]:
    if len(word) > 1:
        return codes(word)
    return single_codes(word) if table == HEAD else []


def _checked(table: str, asked: Asked) -> tuple[str, tuple[object, ...]]:
    """照原文核对：整数说不准的每个词都在，不要的都不在；都说得准的不必核对。"""
    words = [one for one in asked.words if not _is_exact(table, one)]
    tests = ["strpos(w.words, %s) > 0"] * len(words)
    tests += ["strpos(w.words, %s) = 0"] * len(asked.unwanted)
    if not tests:
        return "TRUE", ()
    sql = f"(SELECT {' AND '.join(tests)} FROM {CHECKED[table]} w WHERE w.id = t.id)"
    return sql, (*words, *asked.unwanted)


def _is_exact(table: str, word: str) -> bool:
    """两个字的，有那个整数就一定有那个词；短栏里一个字的也是。"""
    known = (1, 2) if table == HEAD else (2,)
    return len(word) in known and len(word.encode("utf-16-le")) == len(word) * UNIT
