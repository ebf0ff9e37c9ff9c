"""搬去的一边：一个 PostgreSQL。先放下约束和索引，装满再补回，补到哪里记在库里。"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from sanban.core.errors import Refused
from sanban.operations.services.moving.columns import Table, same_line

NOTES = "sanban_move"
"""记着搬到哪里的表；搬家命令自己的，程序不看它。"""
ONLY_ONE = 3_230_711
SETTINGS = (
    "SET TIME ZONE 'UTC'",
    "SET DateStyle = 'ISO, YMD'",
    "SET synchronous_commit = off",
    "SET maintenance_work_mem = '256MB'",
    "SET client_min_messages = warning",
)
RULES = """
SELECT rel.relname, con.conname, pg_get_constraintdef(con.oid), con.contype::text
FROM pg_constraint con JOIN pg_class rel ON rel.oid = con.conrelid
WHERE rel.relnamespace = current_schema()::regnamespace AND con.contype IN ('f', 'u')
  AND rel.relname = ANY(%s) ORDER BY con.contype = 'u', con.conname
"""
INDEXES = """
SELECT rel.relname, idx.relname, pg_get_indexdef(ind.indexrelid)
FROM pg_index ind JOIN pg_class rel ON rel.oid = ind.indrelid
JOIN pg_class idx ON idx.oid = ind.indexrelid
WHERE rel.relnamespace = current_schema()::regnamespace AND NOT ind.indisprimary
  AND rel.relname = ANY(%s)
  AND NOT EXISTS (SELECT 1 FROM pg_constraint con WHERE con.conindid = ind.indexrelid)
ORDER BY idx.relname
"""
ORDER = {"i": 0, "u": 1, "f": 2}
"""补回的先后：索引、唯一、外键。"""


@dataclass(frozen=True, slots=True)
class Part:
    """表的一段：主键在 `after` 之后、不过 `upto`；空的是不限。值是 COPY 里的写法。"""

    after: str | None
    upto: str | None


class Target:
    """一个接着的 PostgreSQL。"""

    def __init__(self, link: "psycopg.Connection[Any]") -> None:
        self.link = link

    def encoding(self) -> str:
        """库里的字怎样编码。"""
        return str(self._first("SHOW server_encoding"))

    def is_bare(self) -> bool:
        """一张表也没有。"""
        found = self._first(
            "SELECT COUNT(*) FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'S')"
            " AND relnamespace = current_schema()::regnamespace"
        )
        return int(found) == 0

    def has_notes(self) -> bool:
        """搬过没有。"""
        return self._first("SELECT to_regclass(%s) IS NOT NULL", NOTES) is True

    def open_notes(self) -> None:
        """记起来。"""
        self.run(f"CREATE TABLE {NOTES} (name text PRIMARY KEY, told text NOT NULL)")

    def note(self, name: str, told: str) -> None:
        """记一样。"""
        self.run(
            f"INSERT INTO {NOTES} VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET told = %s",
            name, told, told,
        )  # fmt: skip

    def notes(self, prefix: str) -> dict[str, str]:
        """记着的几样：名字去掉 `prefix` → 话。"""
        asked = f"SELECT name, told FROM {NOTES} WHERE starts_with(name, %s) ORDER BY name"
        rows = self.link.execute(asked, (prefix,)).fetchall()
        return {name.removeprefix(prefix): told for name, told in rows}

    def lay_down(self, tables: Iterable[Table]) -> None:
        """放下外键、唯一和索引，一个事务；放下了什么记着，断了也补得回。"""
        names = [one.name for one in tables]
        with self.link.transaction():
            for table, name, told, kind in self.link.execute(RULES, (names,)).fetchall():
                made = f"ALTER TABLE {_quoted(table)} ADD CONSTRAINT {_quoted(name)} {told}"
                self.note(f"owed:{ORDER[kind]}:{name}", made)
                self.run(f"ALTER TABLE {_quoted(table)} DROP CONSTRAINT {_quoted(name)}")
            for _, name, told in self.link.execute(INDEXES, (names,)).fetchall():
                self.note(f"owed:{ORDER['i']}:{name}", told)
                self.run(f"DROP INDEX {_quoted(name)}")

    def owed(self) -> dict[str, str]:
        """还没补回的：名字 → 做法，照补的先后。"""
        return self.notes("owed:")

    def put_back(self, name: str, made: str) -> None:
        """补回一样，同时划掉。"""
        with self.link.transaction():
            self.run(made)
            self.run(f"DELETE FROM {NOTES} WHERE name = %s", f"owed:{name}")

    def last_key(self, table: Table) -> str | None:
        """表里最大的主键；空表没有。"""
        asked = f"SELECT {_quoted(table.key)} FROM {_quoted(table.name)}"
        found = self._first(f"{asked} ORDER BY {_key(table)} DESC LIMIT 1")
        return None if found is None else str(found)

    def count(self, table: Table) -> int:
        """一张表几行。"""
        return int(self._first(f"SELECT COUNT(*) FROM {_quoted(table.name)}"))

    def bodies(self, table: Table, part: Part) -> Iterator[bytes]:
        """一段的 COPY 文字，照主键的次序，写法与搬走的一边一样。"""
        columns = ", ".join(_quoted(name) for name in table.names)
        asked = (
            f"COPY (SELECT {columns} FROM {_quoted(table.name)}{_where(table, part)}"
            f" ORDER BY {_key(table)}) TO STDOUT"
        )
        with self.link.cursor().copy(asked) as copy:
            for block in copy:
                yield _same(table, bytes(block)) if table.odd_places else bytes(block)

    def clear(self, table: Table, part: Part) -> None:
        """删去一段。"""
        self.run(f"DELETE FROM {_quoted(table.name)}{_where(table, part)}")

    def remove(self, table: Table, keys: list[str]) -> None:
        """删去这几个主键的行。"""
        if keys:
            listed = ", ".join(sql.Literal(key).as_string() for key in keys)
            self.run(f"DELETE FROM {_quoted(table.name)} WHERE {_quoted(table.key)} IN ({listed})")

    def pour(self, table: Table, body: bytes) -> None:
        """装进一批。

        :raises psycopg.Error: 收不下。
        """
        columns = ", ".join(_quoted(name) for name in table.names)
        asked = f"COPY {_quoted(table.name)} ({columns}) FROM STDIN"
        with self.link.cursor().copy(asked) as copy:
            copy.write(body)

    def go_on_from(self, table: Table, last: int) -> None:
        """自己编号的表从 `last` 之后接着编；不自己编号的不动。"""
        name = self._first("SELECT pg_get_serial_sequence(%s, %s)", _quoted(table.name), table.key)
        if name is not None:
            highest = f"SELECT COALESCE(MAX({_quoted(table.key)}), 0) FROM {_quoted(table.name)}"
            last = max(last, int(self._first(highest)))
            self._first("SELECT setval(%s::regclass, %s, %s)", name, max(last, 1), last > 0)

    def run(self, asked: str, *given: object) -> None:
        """办一句。"""
        self.link.execute(asked, given or None)

    def _first(self, asked: str, *given: object) -> Any:
        found = self.link.execute(asked, given or None).fetchone()
        return found[0] if found else None


@contextmanager
def opened(address: str) -> Iterator[Target]:
    """接上一个 PostgreSQL；同时只许一家往里搬。

    :raises Refused: 接不上，或者另有一家正在搬。
    """
    try:
        link = psycopg.connect(address, autocommit=True, connect_timeout=10)
    except psycopg.Error as fault:
        said = f"连不上那个 PostgreSQL：{fault}。请看地址、用户和密码，库建了没有。"
        raise Refused(said, code="no-target") from fault
    with link:
        for one in SETTINGS:
            link.execute(one)
        alone = link.execute("SELECT pg_try_advisory_lock(%s)", (ONLY_ONE,)).fetchone()
        if not (alone and alone[0]):
            raise Refused("另有一个搬家命令正在往那个库里搬，请等它完。", code="moving")
        yield Target(link)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _key(table: Table) -> str:
    """排次序的主键；文字照字节排，与 SQLite 一样。"""
    return _quoted(table.key) + (' COLLATE "C"' if table.key_is_text else "")


def _where(table: Table, part: Part) -> str:
    asked = [
        f"{_key(table)} {sign} {sql.Literal(value).as_string()}"
        for sign, value in ((">", part.after), ("<=", part.upto))
        if value is not None
    ]
    return f" WHERE {' AND '.join(asked)}" if asked else ""


def _same(table: Table, block: bytes) -> bytes:
    lines = block.decode().split("\n")
    return "\n".join(same_line(table, line) if line else "" for line in lines).encode()
