"""写法不变、只换几个值的查询：ORM 编一次 SQL，以后只换值。

ORM 编一句查询要半毫秒，数据库答它只要百分之几毫秒；页页都要问的几句，编的时间是白花的。
查询仍用 ORM 写，换数据库、改列名都不用管；拿到的也是 ORM 的那些对象。
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.models import QuerySet

Row = TypeVar("Row")
Scalar = int | str | datetime | date
Value = Scalar | list[int] | list[str]
LARGEST = 2**63 - 1
AS_THEY_ARE = 8
"""不超过这么长的列表，有几个编几个。"""
KEPT = ("_iterable_class", "_fields", "_prefetch_related_lookups")


@dataclass(frozen=True, slots=True)
class _Plan:
    """编好的一句；`places` 是第几个参数该填第几个值，固定的参数为空。"""

    rows: QuerySet[Any, Any]
    compiler: Any
    sql: str
    fixed: tuple[Any, ...]
    places: tuple[int | None, ...]


class Prepared(Generic[Row]):
    """一句编一次的查询。

    :param build: 由几个值写出查询的函数。值是整数、文字、时刻、日子，或者整数、文字的列表
        （“在……之中”）；只许原样用作比较，不许为空。是不是、有没有之类的条件写死在函数里。
        超出 64 位的整数查不到任何一行。
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._plans: dict[tuple[int, ...], _Plan | None] = {}

    def rows(self, *values: Value) -> list[Row]:
        """换上这几个值，查出各行。"""
        values = _evened(values)
        plan = self._plan(values)
        return _rows(plan, _filled(plan, values)) if plan else []

    def first(self, *values: Value) -> Row | None:
        """头一行；没有就是空。"""
        return next(iter(self.rows(*values)), None)

    def count(self, *values: Value, most: int) -> int:
        """有几行，数到 `most` 为止。"""
        return counts((self, *values), most=most)[0]

    def counting(self, values: tuple[Value, ...], most: int) -> tuple[str, tuple[Any, ...]]:
        """数行数的 SQL 和参数。"""
        values = _evened(values)
        plan = self._plan(values)
        if plan is None:
            return "SELECT 0", ()
        return f"SELECT COUNT(*) FROM ({plan.sql} LIMIT {most:d}) counted", _filled(plan, values)

    def _plan(self, values: tuple[Value, ...]) -> _Plan | None:
        """列表有长有短，一种长短（`_evened` 补齐以后的）编一次；数大得库里不会有的，不去问库。"""
        if any(isinstance(one, int) and abs(one) > LARGEST for one in _flat(values)):
            return None
        shape = tuple(len(one) if isinstance(one, list) else -1 for one in values)
        if shape not in self._plans:
            self._plans[shape] = _compiled(self._build, values)
        return self._plans[shape]


def counts(*asked: tuple[Any, ...], most: int | Sequence[int]) -> list[int]:
    """几句一次数完；每项是一句 `Prepared` 和它的几个值。

    :param most: 数到几为止；各句不同的，一句给一个。
    """
    limits = [most] * len(asked) if isinstance(most, int) else most
    pairs = zip(asked, limits, strict=True)
    made = [one[0].counting(one[1:], limit) for one, limit in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"({sql})" for sql, _ in made),
            tuple(value for _, params in made for value in params),
        )
        return [int(found) for found in cursor.fetchone()]


def _compiled(build: Callable[..., Any], values: tuple[Value, ...]) -> _Plan | None:
    """拿几个认得出的记号代替值来编，看它们落在哪几个参数上；注定查不到的为空。"""
    marks = _marks(values)
    rows = build(*marks)
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, fixed = compiler.as_sql()
    except EmptyResultSet:
        return None
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    compiler.get_converters = lambda _: converters
    known = {_adapted(rows.db, mark): n for n, mark in enumerate(_flat(marks))}
    places = tuple(known.get(one) for one in fixed)
    if len(known) != len(set(places) - {None}):
        raise ValueError("有的值没有原样用作比较，这句查询不能只编一次")
    return _Plan(rows, compiler, sql, tuple(fixed), places)


def _evened(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """长的列表末一个重复几遍，补到二的几次方那么长：“在……之中”意思不变，要编的种数少得多。"""
    return tuple(_even(one) if isinstance(one, list) else one for one in values)


def _even(given: list[Any]) -> list[Any]:
    if len(given) <= AS_THEY_ARE:
        return given
    return given + given[-1:] * ((1 << (len(given) - 1).bit_length()) - len(given))


def _marks(values: tuple[Value, ...]) -> list[Value]:
    """和各个值同类、别处不会有的记号。"""
    numbers = count(1)
    return [
        [_mark(each, next(numbers)) for each in one]  # type: ignore[misc]
        if isinstance(one, list)
        else _mark(one, next(numbers))
        for one in values
    ]


def _mark(like: Scalar, number: int) -> Scalar:
    if isinstance(like, datetime):
        return datetime(1901, 1, 1, 0, 0, 0, number, UTC)
    if isinstance(like, date):
        return date(1801, 1, 1) + timedelta(number)
    return f"‖{number}‖" if isinstance(like, str) else 22_000 + number


def _filled(plan: _Plan, values: tuple[Value, ...]) -> tuple[Any, ...]:
    ready = [_adapted(plan.rows.db, one) for one in _flat(values)]
    pairs = zip(plan.fixed, plan.places, strict=True)
    return tuple(was if place is None else ready[place] for was, place in pairs)


def _flat(values: tuple[Value, ...] | list[Value]) -> Iterator[Scalar]:
    for one in values:
        if isinstance(one, list):
            yield from one
        else:
            yield one


def _adapted(using: str, value: Scalar) -> Any:
    if isinstance(value, datetime):
        return connections[using].ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connections[using].ops.adapt_datefield_value(value)
    return value


def _rows(plan: _Plan, params: tuple[Any, ...]) -> list[Any]:
    """照 ORM 的路子把行变成对象，只是不再编；编好的一句各线程共用，改动的都是复本。"""
    compiler = copy(plan.compiler)
    compiler.connection = connections[plan.rows.db]
    compiler.as_sql = lambda *_, **__: (plan.sql, params)
    query: Any = copy(plan.rows.query)
    query.get_compiler = lambda *_, **__: compiler
    fresh = type(plan.rows)(plan.rows.model, query, plan.rows.db)
    for name in KEPT:
        setattr(fresh, name, getattr(plan.rows, name))
    return list(fresh)
