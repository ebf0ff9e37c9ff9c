"""一栏的值怎样写成 PostgreSQL 的 COPY 文字；它收不下的说清为什么，绝不截短。"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from ipaddress import ip_address
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model

Fit = Callable[[Any], str]
NOTHING = "\\N"
SPECIAL = re.compile(r"[\\\t\n\r\b\f\v\0]")
ESCAPES = str.maketrans(
    {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f", "\v": "\\v"}
)
UNESCAPED = {
    "\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\b": "\b", "\\f": "\f", "\\v": "\v",
}  # fmt: skip
ESCAPED = re.compile(r"\\[\\tnrbfv]")
SMALL, MIDDLE, LARGE = 2**15, 2**31, 2**63
REBUILT = frozenset(("search",))
"""不搬、搬完重做的室。"""


class Unfit(ValueError):
    """PostgreSQL 收不下的一个值。"""


@dataclass(frozen=True, slots=True)
class Column:
    """一栏：名字，怎样写，`is_odd` 是 PostgreSQL 会换个写法，比对前两边都要先写成一样的。"""

    name: str
    fit: Fit
    is_odd: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """一张表：名字，主键栏，主键是不是文字，各栏（主键在内）。"""

    name: str
    key: str
    key_is_text: bool
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """各栏的名字。"""
        return tuple(one.name for one in self.columns)

    @property
    def key_place(self) -> int:
        """主键是第几栏。"""
        return self.names.index(self.key)

    @property
    def odd_places(self) -> tuple[int, ...]:
        """要先写成一样才好比的是第几栏。"""
        return tuple(n for n, one in enumerate(self.columns) if one.is_odd)


def tables() -> tuple[Table, ...]:
    """要搬的各张表，照登记的先后。"""
    models = apps.get_models(include_auto_created=True)
    kept = [one for one in models if one._meta.managed and not one._meta.proxy]
    return tuple(table_of(one) for one in kept if one._meta.app_label not in REBUILT)


def table_of(model: type[Model]) -> Table:
    """一张表的样子。

    :raises KeyError: 有一种还不会搬的栏。
    """
    meta = model._meta
    key = _root(meta.pk)
    return Table(
        name=meta.db_table,
        key=str(meta.pk.column),
        key_is_text=key.get_internal_type() == "CharField",
        columns=tuple(column_of(one) for one in meta.concrete_fields),
    )


def column_of(field: "Field[Any, Any]") -> Column:
    """一栏怎样写。"""
    root = _root(field)
    kind = root.get_internal_type()
    fit = FITS[kind](root)
    return Column(str(field.column), _or_nothing(fit, bool(field.null)), kind in ODD)


def line_of(table: Table, row: tuple[Any, ...]) -> str:
    """一行的 COPY 文字，不带换行。

    :raises Unfit: 有一栏 PostgreSQL 收不下；话里写着哪一栏。
    """
    try:
        return "\t".join([one.fit(value) for one, value in zip(table.columns, row, strict=True)])
    except ValueError:
        raise Unfit(_fault(table, row)) from None


def same_line(table: Table, line: str) -> str:
    """PostgreSQL 给出的一行，换成与 `line_of` 一样的写法。"""
    cells = line.split("\t")
    for place in table.odd_places:
        if cells[place] != NOTHING:
            plain = ESCAPED.sub(lambda found: UNESCAPED[found[0]], cells[place])
            cells[place] = table.columns[place].fit(plain)
    return "\t".join(cells)


def _root(field: Any) -> Any:
    """外键写的是对方主键的样子。"""
    while field.remote_field is not None:
        field = field.target_field
    return field


def _or_nothing(fit: Fit, is_nullable: bool) -> Fit:
    def known(value: Any) -> str:
        if value is None:
            if is_nullable:
                return NOTHING
            raise Unfit("是空的")
        return fit(value)

    return known


def _fault(table: Table, row: tuple[Any, ...]) -> str:
    for column, value in zip(table.columns, row, strict=True):
        try:
            column.fit(value)
        except ValueError as fault:
            said = str(fault) if isinstance(fault, Unfit) else "写法不对"
            return f"{table.name} 的 {row[table.key_place]}，{column.name} 栏{said}"
    return ""


def _text(field: Any) -> Fit:
    most = field.max_length if field.get_internal_type() != "TextField" else None

    def fit(value: Any) -> str:
        if value.__class__ is not str:
            raise Unfit("不是文字")
        if most is not None and len(value) > most:
            raise Unfit(f"有 {len(value)} 个字，最多 {most} 个")
        if SPECIAL.search(value) is None:
            return str(value)
        if "\0" in value:
            raise Unfit("里有空字符（NUL）")
        return str(value.translate(ESCAPES))

    return fit


def _whole(low: int, high: int) -> Callable[[Any], Fit]:
    def fit(value: Any) -> str:
        if value.__class__ is not int:
            raise Unfit("不是整数")
        if not low <= value < high:
            raise Unfit(f"的数 {value} 放不下")
        return str(value)

    return lambda _: fit


def _real(_: Any) -> Fit:
    def fit(value: Any) -> str:
        if value.__class__ is bytes:
            raise Unfit("不是数")
        return str(float(value))

    return fit


def _truth(_: Any) -> Fit:
    def fit(value: Any) -> str:
        if value.__class__ is not int or value not in (0, 1):
            raise Unfit("不是“是”或“否”")
        return "t" if value else "f"

    return fit


def _moment(_: Any) -> Fit:
    def fit(value: Any) -> str:
        if value.__class__ is not str or len(value) < len("2026-01-01 00:00"):
            raise Unfit("不是时刻")
        found = datetime.fromisoformat(value)
        if found.tzinfo is not None:
            found = found.astimezone(UTC).replace(tzinfo=None)
        text = str(found)
        return (text.rstrip("0") if "." in text else text) + "+00"

    return fit


def _day(_: Any) -> Fit:
    def fit(value: Any) -> str:
        if value.__class__ is not str:
            raise Unfit("不是日期")
        return date.fromisoformat(value).isoformat()

    return fit


def _mark(_: Any) -> Fit:
    return lambda value: str(UUID(str(value)))


def _structure(_: Any) -> Fit:
    def fit(value: Any) -> str:
        if value.__class__ is not str or "\\u0000" in value:
            raise Unfit("里有 PostgreSQL 的 JSON 不收的字符")
        found = json.loads(value, parse_constant=_refuse_constant)
        told = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return told.translate(ESCAPES)

    return fit


def _refuse_constant(name: str) -> float:
    raise Unfit(f"里有 {name}")


def _address(_: Any) -> Fit:
    return lambda value: str(ip_address(str(value)))


# fmt: off
FITS: dict[str, Callable[[Any], Fit]] = {
    "AutoField":                 _whole(-MIDDLE, MIDDLE),
    "BigAutoField":              _whole(-LARGE, LARGE),
    "IntegerField":              _whole(-MIDDLE, MIDDLE),
    "BigIntegerField":           _whole(-LARGE, LARGE),
    "SmallIntegerField":         _whole(-SMALL, SMALL),
    "PositiveIntegerField":      _whole(0, MIDDLE),
    "PositiveBigIntegerField":   _whole(0, LARGE),
    "PositiveSmallIntegerField": _whole(0, SMALL),
    "FloatField":                _real,
    "BooleanField":              _truth,
    "CharField":                 _text,
    "TextField":                 _text,
    "DateTimeField":             _moment,
    "DateField":                 _day,
    "UUIDField":                 _mark,
    "JSONField":                 _structure,
    "GenericIPAddressField":     _address,
}
# fmt: on
ODD = frozenset(("JSONField", "GenericIPAddressField", "FloatField"))
