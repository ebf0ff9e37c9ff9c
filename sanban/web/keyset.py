"""键集翻页：按排序键往后、往前取一页，库再大也不变慢；没有页码，没有 OFFSET。"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from sanban.core.prepared import LARGEST, Prepared, Value

CAP, KEPT_SECONDS = 1000, 60
SIZES = (20, 50, 100)
SIZES_TEXT = frozenset(str(one) for one in SIZES)
CURSORS = ("after", "before", "end")


@dataclass(frozen=True, slots=True)
class Page:
    """一页：行，和首、前、后、末页的网址（到头为空）。"""

    rows: list[Any]
    total: str
    first: str
    previous: str
    next: str
    last: str
    unit: str = "件"
    jump: str = ""
    jump_label: str = ""
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """排序键：字段名前有减号的倒排；末一个须唯一。"""

    names: tuple[str, ...]

    @property
    def plain(self) -> list[str]:
        """不带减号的字段名。"""
        return [name.lstrip("-") for name in self.names]

    def reverse(self) -> "Keys":
        """倒过来。"""
        turned = (name[1:] if name.startswith("-") else f"-{name}" for name in self.names)
        return Keys(tuple(turned))

    def beyond(self, values: list[Any]) -> Q:
        """排在这些值之后的行；先给一个能用索引的范围，再逐键细分。"""
        tests = Q()
        for n in reversed(range(len(values))):
            name, value = self.plain[n], values[n]
            side = "lt" if self.names[n].startswith("-") else "gt"
            here = Q(**{f"{name}__{side}": value})
            tests = here | (Q(**{name: value}) & tests) if tests else here
        if len(values) == 1:
            return tests
        side = "lte" if self.names[0].startswith("-") else "gte"
        return Q(**{f"{self.plain[0]}__{side}": values[0]}) & tests


@dataclass(frozen=True, slots=True)
class _Turn:
    """翻到哪里：往前还是往后，一页几行，从哪一行翻起。"""

    backward: bool
    size: int
    cursor: tuple[Any, ...]

    def of(self, rows: QuerySet[Any, Any], keys: Keys, cursor: Sequence[Any]) -> Any:
        """翻到的那一页，多取一行好知道后面还有没有。"""
        order = keys.reverse() if self.backward else keys
        chosen = rows.order_by(*order.names)
        if cursor:
            chosen = chosen.filter(order.beyond(list(cursor)))
        return chosen[: self.size + 1]

    def made(self, found: list[Any], keys: Keys, asked: QueryDict, total: str) -> Page:
        """摆成一页。"""
        more, found = len(found) > self.size, found[: self.size]
        if self.backward:
            found.reverse()
        known = bool(self.cursor)
        ahead, behind = (known, more) if self.backward else (more, known)
        return _made(found, keys, asked, (behind, ahead), total)


def page(
    rows: QuerySet[Any, Any],
    names: tuple[str, ...],
    asked: QueryDict,
    *,
    size: int = 20,
    total: Callable[[], str] | None = None,
) -> Page:
    """取一页；`asked` 里的 after、before 是游标，end 表示末页。"""
    keys = Keys(names)
    turn = _turn(rows.model, keys, asked, size)
    found = list(turn.of(rows, keys, turn.cursor))
    return turn.made(found, keys, asked, total() if total else capped(rows))


class Listed:
    """编一次的台账：同样的筛选，翻到哪一页都不重编。

    :param build: 由几个值写出全部行的函数，规矩同 `Prepared`。
    :param columns: 每行要的几栏，排序键在内。
    """

    def __init__(
        self,
        model: type[Model],
        build: Callable[..., QuerySet[Any]],
        *,
        columns: tuple[str, ...],
        order: tuple[str, ...],
    ) -> None:
        self._model, self._build = model, build
        self._columns, self._keys = columns, Keys(order)
        self._all = Prepared(lambda *values: build(*values).order_by().values_list("pk"))
        self._plans: dict[tuple[bool, int, int], Prepared[Any]] = {}

    def page(
        self, *values: Value, asked: QueryDict, total: Callable[[], str] | None = None
    ) -> Page:
        """取一页，同 `keyset.page`。"""
        turn = _turn(self._model, self._keys, asked, SIZES[0])
        found = self._plan(turn, len(values)).rows(*values, *turn.cursor)
        told = total() if total else self.total(*values)
        return turn.made(found, self._keys, asked, told)

    def rows(self, *values: Value, most: int) -> list[Any]:
        """从头起的若干行，不翻页；导出用。"""
        found = self._build(*values).order_by(*self._keys.names)
        return list(found.values_list(*self._columns, named=True)[:most])

    def total(self, *values: Value) -> str:
        """一共几件，数到一千为止。"""
        return counted(self._all, *values)

    def _plan(self, turn: _Turn, count: int) -> Prepared[Any]:
        shape = (turn.backward, turn.size, len(turn.cursor))
        if shape not in self._plans:
            self._plans[shape] = Prepared(lambda *given: self._cut(turn, given, count))
        return self._plans[shape]

    def _cut(self, turn: _Turn, given: tuple[Any, ...], count: int) -> Any:
        rows = self._build(*given[:count]).values_list(*self._columns, named=True)
        return turn.of(rows, self._keys, given[count:])


def _turn(model: type[Model], keys: Keys, asked: QueryDict, size: int) -> _Turn:
    cursor = _parse(model, keys, asked.get("before") or asked.get("after") or "")
    return _Turn("before" in asked or "end" in asked, _size(asked, size), tuple(cursor))


def _made(
    found: list[Any], keys: Keys, asked: QueryDict, more: tuple[bool, bool], total: str
) -> Page:
    behind, ahead = more
    back = _url(asked, "before", _cursor(found[0], keys)) if found and behind else ""
    following = _url(asked, "after", _cursor(found[-1], keys)) if found and ahead else ""
    return Page(
        found,
        total,
        first=_url(asked) if behind else "",
        previous=back,
        next=following,
        last=_url(asked, "end", "1") if ahead else "",
        kept=tuple((name, str(asked[name])) for name in asked if name not in CURSORS),
    )


def capped(rows: QuerySet[Any, Any]) -> str:
    """数到一千为止。"""
    return told(rows.order_by()[: CAP + 1].count())


def counted(rows: Prepared[Any], *values: Value) -> str:
    """编好的查询，数到一千为止；过了一千的记一分钟：数得越多、看得见的越稀，重数越贵。

    要此刻才数得出的，每回都不一样，不记。
    """
    if any(isinstance(one, datetime) for one in values):
        return told(rows.count(*values, most=CAP + 1))
    sql, params = rows.counting(values, CAP + 1)
    key = "plenty:" + blake2b(repr((sql, params)).encode(), digest_size=16).hexdigest()
    if cache.get(key):
        return told(CAP + 1)
    count = rows.count(*values, most=CAP + 1)
    if count > CAP:
        cache.set(key, True, KEPT_SECONDS)
    return told(count)


def told(count: int) -> str:
    """数到一千为止的数，写成字。"""
    return f"{CAP}+" if count > CAP else str(count)


def _size(asked: QueryDict, usual: int) -> int:
    text = asked.get("size", "")
    return int(text) if text in SIZES_TEXT else usual


def _url(asked: QueryDict, name: str = "", value: str = "") -> str:
    kept = asked.copy()
    for cursor in CURSORS:
        kept.pop(cursor, None)
    if name:
        kept[name] = value
    return f"?{kept.urlencode()}"


def _cursor(row: Any, keys: Keys) -> str:
    return "~".join(_text(_value(row, name)) for name in keys.plain)


def _value(row: Any, path: str) -> Any:
    """一行是对象的，顺着关系取；是只取几栏的，栏名就是路径。"""
    if isinstance(row, tuple):
        return getattr(row, path)
    for part in path.split("__"):
        row = getattr(row, part)
    return row


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _parse(model: type[Model], keys: Keys, text: str) -> list[Any]:
    """把游标读回各键的值；读不懂的当没有。"""
    parts = text.split("~")
    if not text or len(parts) != len(keys.names) or "\0" in text:
        return []
    try:
        return [
            _back(_field(model, name), part) for name, part in zip(keys.plain, parts, strict=True)
        ]
    except (ValueError, OverflowError, ValidationError):
        return []


def _field(model: type[Model], path: str) -> Any:
    names = path.split("__")
    owner: Any = model
    for name in names[:-1]:
        owner = owner._meta.get_field(name).related_model
    return owner._meta.get_field(names[-1])


def _back(field: Any, part: str) -> Any:
    """按那一栏的种类读；时刻要带时区，换得成世界时才算；库里放不下的数不算。"""
    value = field.to_python(part)
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError
    if isinstance(value, datetime):
        value = value.astimezone(UTC)
    return value
