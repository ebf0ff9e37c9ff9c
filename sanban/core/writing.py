"""写一行：照模型写成的 SQL 只编一次，以后只换值。

ORM 存一行要半毫秒，多半花在把同样的一句再编一遍；天天写、步步写的几张表走这里。
与 `save()` 同样：栏的缺省、自动的时刻照旧，编号写回对象；写不成的照样报错。
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DatabaseError, connection, models

from sanban.core.pouring import fit_of

Row = TypeVar("Row", bound=models.Model)
Fits = tuple[tuple[Any, Callable[[Any], Any] | None], ...]


def insert(row: Row) -> Row:
    """新增一行，编号写回对象，返回它；模型自己的 `save` 不经过。

    :raises django.db.IntegrityError: 与已有的重复、指着没有的一行。
    """
    sql, fits, is_numbered = _insertion(type(row), row.pk is None)
    with connection.cursor() as cursor:
        cursor.execute(sql, _values(row, fits, add=True))
        if is_numbered:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias
    return row


def rewrite(row: models.Model, *names: str) -> None:
    """改一行的几栏，如同 `save(update_fields=names)`。

    :raises django.db.DatabaseError: 这一行已经没有了。
    """
    sql, fits = _rewriting(type(row), names)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*_values(row, fits, add=False), row.pk])
        if not cursor.rowcount:
            raise DatabaseError(f"{type(row).__name__} {row.pk} 已经没有了")


@lru_cache(maxsize=64)
def _insertion(model: type[models.Model], is_numbered: bool) -> tuple[str, Fits, bool]:
    """新增的一句；`is_numbered` 是由库给编号。"""
    meta = model._meta
    fields = [one for one in meta.concrete_fields if not (is_numbered and one.primary_key)]
    columns = ", ".join(_quoted(one.column) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {_quoted(meta.db_table)} ({columns}) VALUES ({marks})"
    if is_numbered:
        sql += f" RETURNING {_quoted(_key(model))}"
    return sql, _fits(fields), is_numbered


@lru_cache(maxsize=64)
def _rewriting(model: type[models.Model], names: Sequence[str]) -> tuple[str, Fits]:
    """改的一句。"""
    fields: list[Any] = [model._meta.get_field(one) for one in names]
    changed = ", ".join(f"{_quoted(one.column)} = %s" for one in fields)
    table = _quoted(model._meta.db_table)
    return f"UPDATE {table} SET {changed} WHERE {_quoted(_key(model))} = %s", _fits(fields)


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _quoted(name: Any) -> str:
    return connection.ops.quote_name(name)


def _fits(fields: Sequence[Any]) -> Fits:
    return tuple((one, fit_of(one)) for one in fields)


def _values(row: models.Model, fits: Fits, *, add: bool) -> list[Any]:
    pairs = ((one.pre_save(row, add), fit) for one, fit in fits)
    return [fit(value) if fit else value for value, fit in pairs]
