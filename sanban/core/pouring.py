"""成批写许多行：一句 SQL、一串值，不逐行造对象；不交回编号，只用在不要编号的表上。"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model

PLAIN = ("CharField", "TextField", "IntegerField", "PositiveIntegerField", "BooleanField",
         "BigIntegerField",
         "PositiveSmallIntegerField", "ForeignKey", "OneToOneField")  # fmt: skip
"""这几种栏的值，原样交给库。"""
Row = Sequence[Any]


def pour(
    model: type[Model],
    names: Sequence[str],
    rows: Iterable[Row],
    *,
    ignores: bool = False,
    renews: str = "",
) -> None:
    """写许多行；`names` 是栏名（外键写关系的名字，值给编号），每行的值照它的次序，别的栏须可空。

    :param ignores: 已经有的不算错，略过。
    :param renews: 这一栏相同的已经有了，就改成给的样子。
    """
    kept = list(rows)
    if not kept:
        return
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(one.column) for one in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    sql += " ON CONFLICT DO NOTHING" if ignores else ""
    sql += _renewing(fields, renews) if renews else ""
    fits = [fit_of(one) for one in fields]
    odd = [(place, fit) for place, fit in enumerate(fits) if fit]
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_fitted(row, odd) for row in kept])


def _renewing(fields: Sequence[Any], key: str) -> str:
    quote = connection.ops.quote_name
    changed = (quote(one.column) for one in fields if one.name != key)
    words = ", ".join(f"{one} = excluded.{one}" for one in changed)
    return f" ON CONFLICT ({quote(key)}) DO UPDATE SET {words}"


def fit_of(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    """一栏的值怎样变成库要的；原样的为空。"""
    if field.get_internal_type() in PLAIN:
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _fitted(row: Row, odd: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for place, fit in odd:
        values[place] = fit(values[place])
    return values
