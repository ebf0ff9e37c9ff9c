"""库里的行怎样离开一个库、进到另一个库：备份、恢复、搬家共用。

一行写成一个 JSON 数组，哪种库读出来都一样，所以两边的摘要可以直接比：
时刻是世界时的“2026-09-16 01:00:00”，编号是 32 位十六进制，结构是键排好序的 JSON。
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Model

from sanban.core.errors import Refused

Row = Sequence[Any]
Fit = Callable[[Any], Any]

BATCH = 2000
LEFT_OUT = frozenset({"django_session", "core_heartbeat"})
"""不搬的表：登录、心跳，都只在本机、此刻有用。"""
LEFT_OUT_ROOMS = frozenset({"operations", "search"})
"""不搬的室：备份的登记说的是本机的盘；搜索的索引搬完重建。"""
LAST = "core_option"
"""最后写的表：办公室的名称在里面，没有它就不算有办公室，写到一半的起不来。"""

# fmt: off
KINDS = {
    "AutoField": "number", "BigAutoField": "number", "IntegerField": "number",
    "BigIntegerField": "number", "SmallIntegerField": "number",
    "PositiveIntegerField": "number", "PositiveSmallIntegerField": "number",
    "PositiveBigIntegerField": "number", "FloatField": "number",
    "CharField": "words", "TextField": "words", "GenericIPAddressField": "words",
    "SlugField": "words",
    "BooleanField": "flag", "DateTimeField": "moment", "DateField": "day",
    "UUIDField": "uuid", "JSONField": "json", "BinaryField": "bytes",
}
# fmt: on
"""Django 的栏 → 这里的种类；没列的不认得，宁可停下。"""


@dataclass(frozen=True, slots=True)
class Column:
    """一栏：名字、种类（`KINDS` 的值之一）。"""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """一张表：名字、主键的栏名、各栏；各栏的次序就是一行里各值的次序。"""

    name: str
    key: str
    columns: tuple[Column, ...]

    @property
    def key_place(self) -> int:
        """主键是第几栏。"""
        return [one.name for one in self.columns].index(self.key)


def tables(known: Any = apps) -> tuple[Table, ...]:
    """要搬的各表，被引用的在前，`core_option` 在最后。

    :param known: 照哪时候的样子：现在的程序，或者迁移到某一步的（库比程序旧时）。
    """
    found = {model._meta.db_table: model for model in _models(known)}
    kept = {name: model for name, model in found.items() if name not in LEFT_OUT}
    order = TopologicalSorter({name: _needed(model) for name, model in sorted(kept.items())})
    names = [name for name in order.static_order() if name in kept and name != LAST]
    return tuple(_table(kept[name]) for name in [*names, LAST])


def _models(known: Any = apps) -> Iterator[type[Model]]:
    for model in known.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.app_label not in LEFT_OUT_ROOMS:
            yield model


def _needed(model: type[Model]) -> set[str]:
    related = {one.related_model for one in model._meta.concrete_fields if one.is_relation}
    return {one._meta.db_table for one in related if one is not None and one is not model}


def _table(model: type[Model]) -> Table:
    fields: list[Any] = list(model._meta.concrete_fields)
    key = next(one.column for one in fields if one.primary_key)
    return Table(model._meta.db_table, key, tuple(Column(one.column, _kind(one)) for one in fields))


def _kind(one: Any) -> str:
    while one.remote_field is not None:
        one = one.target_field
    return KINDS[one.get_internal_type()]


@contextmanager
def snapshot(alias: str = "default") -> Iterator[Any]:
    """另开一条连接，停在此刻：往后别人写的一概看不见，也不挡别人写。"""
    connection = connections.create_connection(alias)
    is_server = connection.vendor == "postgresql"
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if is_server else "BEGIN"
    try:
        with connection.cursor() as cursor:
            cursor.execute(begin)
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            cursor.fetchall()
        yield connection
    finally:
        connection.close()


def read(connection: Any, table: Table, *, after: Any = None) -> Iterator[list[Any]]:
    """一张表的各行，照主键的次序，值都是 JSON 写得下的。

    :param after: 只要主键比它大的，接着上回读时用。
    """
    quote = connection.ops.quote_name
    columns = ", ".join(quote(one.name) for one in table.columns)
    where = f" WHERE {quote(table.key)} > %s" if after is not None else ""
    sql = f"SELECT {columns} FROM {quote(table.name)}{where} ORDER BY {quote(table.key)}"
    fits = _fits(table, OUT)
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, [] if after is None else [after])
        while batch := cursor.fetchmany(BATCH):
            yield from (_fitted(row, fits) for row in batch)


def count(connection: Any, table: Table) -> int:
    """一张表有几行。"""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table.name)}")
        return int(cursor.fetchone()[0])


def write(connection: Any, table: Table, rows: Iterable[Row]) -> int:
    """写许多行，返回写了几行；要在事务里，已经有的主键报错。"""
    is_server = connection.vendor == "postgresql"
    fits = _fits(table, INTO_SERVER if is_server else INTO_FILE)
    put = _copy if is_server else _insert
    return put(connection, table, (_fitted(row, fits) for row in rows))


def _copy(connection: Any, table: Table, rows: Iterator[Row]) -> int:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(one.name) for one in table.columns)
    total = 0
    with connection.cursor() as cursor:
        sql = f"COPY {quote(table.name)} ({columns}) FROM STDIN"
        with cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)
                total += 1
    return total


def _insert(connection: Any, table: Table, rows: Iterator[Row]) -> int:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(one.name) for one in table.columns)
    marks = ", ".join(["%s"] * len(table.columns))
    sql = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"
    total = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(sql, batch)
            total += len(batch)
    return total


def clear(alias: str, names: Iterable[str]) -> None:
    """把各表清空，两种库都行；只用在写到一半的地方。"""
    connection = connections[alias]
    sql = connection.ops.sql_flush(no_style(), sorted(names), allow_cascade=True)
    connection.ops.execute_sql_flush(sql)


def reset_numbers(alias: str = "default") -> None:
    """写完以后，让自增的编号从现有的最大号接着走。"""
    connection = connections[alias]
    with transaction.atomic(alias), connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(_models())):
            cursor.execute(sql)


def _fits(table: Table, by_kind: dict[str, Fit]) -> list[tuple[int, Fit]]:
    kinds = enumerate(one.kind for one in table.columns)
    return [(place, by_kind[kind]) for place, kind in kinds if kind in by_kind]


def _fitted(row: Row, fits: Sequence[tuple[int, Fit]]) -> list[Any]:
    values = list(row)
    for place, fit in fits:
        if values[place] is not None:
            values[place] = fit(values[place])
    return values


def _told_moment(value: datetime) -> str:
    if value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
    return str(value)


def _told_json(value: Any) -> str:
    plain = json.loads(value) if isinstance(value, str) else value
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _told_bytes(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode("ascii")


OUT: dict[str, Fit] = {
    "flag": bool,
    "moment": _told_moment,
    "day": str,
    "uuid": lambda value: str(value).replace("-", ""),
    "json": _told_json,
    "bytes": _told_bytes,
}
INTO_FILE: dict[str, Fit] = {"bytes": base64.b64decode}
INTO_SERVER: dict[str, Fit] = {"bytes": base64.b64decode, "moment": lambda value: f"{value}+00"}

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def line_of(row: Row) -> bytes:
    """一行的字节：一个 JSON 数组和换行，UTF-8。"""
    return _encoded(row).encode() + b"\n"


@dataclass(slots=True)
class Tally:
    """一张表的行数和摘要；照主键的次序一行行加，两边一样就是一行不差。"""

    rows: int = 0
    total: Any = field(default_factory=hashlib.sha256)

    def add(self, lines: bytes, *, rows: int) -> None:
        """加上若干行的字节。"""
        self.total.update(lines)
        self.rows += rows

    @property
    def digest(self) -> str:
        """到此为止的摘要，SHA-256，64 位十六进制。"""
        return str(self.total.hexdigest())


def tally(connection: Any, table: Table) -> Tally:
    """数一张表、算它的摘要。"""
    found = Tally()
    rows = read(connection, table)
    while batch := list(islice(rows, BATCH)):
        found.add(b"".join(map(line_of, batch)), rows=len(batch))
    return found


def parse(lines: bytes) -> list[list[Any]]:
    """把若干行的字节认回来。

    :raises Refused: 不是写下的样子。
    """
    try:
        return [json.loads(line) for line in lines.splitlines()]
    except ValueError as fault:
        raise Refused("备份里有认不得的行，文件坏了，请换一份备份。", code="bad-rows") from fault
