"""台账分好组的一页：先数各组，由位置找到这一页上的几组，只取这几组的行。

两千件里列五十行，不必把两千件都取来排；几句查询都只编一次，换一组、翻一页只换值。
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from sanban.core.prepared import Prepared
from sanban.matters.models import FAR
from sanban.supervision.models import SupervisedItem
from sanban.web.supervision import groups
from sanban.web.supervision.book import Book, Shape
from sanban.web.supervision.groups import Due, Group

WIDE = 400
"""这一页上的几组一共不过这么多行，全取来再截；多的由数据库截。"""
LIT = "light"
"""按灯分的，要此刻才排得出。"""


@dataclass(frozen=True, slots=True)
class Cut:
    """分组的一页：第几行起、几行、怎样排、要哪几栏。"""

    start: int
    size: int
    sort: str
    columns: tuple[str, ...]


def groups_of(book: Book, group: str) -> list[Group]:
    """各组，按组的次序；只编一次。"""
    shape = book.shape(book.chosen.light, few=book.sight.few)
    asked = _plan("counted", shape, group)
    return groups.grouped(asked.rows(*book.values(shape), book.now), group)


def cut(book: Book, group: str, found: list[Group], at: Cut) -> list[Any]:
    """这一页的行，组挨着组。"""
    here, first = _overlapping(found, at)
    keys = [one.key for one in here]
    if not keys:
        return []
    total, skipped = sum(one.count for one in here), at.start - first
    if None in keys or total > WIDE:
        return arranged(book, group, at)
    shape = book.shape(book.chosen.light, few=book.sight.few)
    asked = _plan("rows", shape, group, at.sort, at.columns)
    return asked.rows(*book.values(shape), keys)[skipped : skipped + at.size]


def arranged(book: Book, group: str, at: Cut) -> list[Any]:
    """不分组或者按灯分的一页，照要的排序；头一页编一次，往后翻的随翻随编。"""
    shape = book.shape(book.chosen.light, few=book.sight.few)
    asked = _arranged(shape, group, at) if at.start else _plan("arranged", shape, group, at)
    now = (book.now,) if group == LIT else ()
    return asked.rows(*book.values(shape), *now)


def _overlapping(found: list[Group], at: Cut) -> tuple[list[Group], int]:
    """这一页上有的几组，和头一组从第几行起。"""
    ends = list(accumulate(one.count for one in found))
    here = [
        (one, end - one.count)
        for one, end in zip(found, ends, strict=True)
        if end > at.start and end - one.count < at.start + at.size
    ]
    return [one for one, _ in here], here[0][1] if here else 0


def rated(book: Book, group: str, found: list[Group], keys: list[Any]) -> dict[Any, Group]:
    """各组；这一页上的几组添上今年的按期办结率。"""
    known = [key for key in dict.fromkeys(keys) if key is not None]
    rates: dict[Any, tuple[int, int]] = {}
    if known and groups.GROUPINGS[group].rated:
        sight, due = book.sight, groups.this_year(book.now)
        asked = _rates(group, sight.few)
        values = (sight.subjects, sight.offices, known, due.start, due.passed)
        rates = {key: (good, owed) for key, good, owed in asked.rows(*values)}
    return {one.key: groups.rated(one, rates.get(one.key)) for one in found}


def _plan(what: str, shape: Shape, *more: Any) -> Prepared[Any]:
    """编好的一句；按字筛选的不留。"""
    return _PLANS[what](shape, *more) if shape.text else _kept(what, shape, *more)


Made = Callable[..., Prepared[Any]]


def _counted(shape: Shape, group: str) -> Prepared[Any]:
    return Prepared(lambda *given: groups.per_group(shape.rows(*given[:-1]), group, given[-1]))


def _listed(shape: Shape, group: str, sort: str, columns: tuple[str, ...]) -> Prepared[Any]:
    one = groups.GROUPINGS[group]
    order = (*one.order, *groups.SORTINGS[sort])
    return Prepared(
        lambda *given: (
            shape.rows(*given[:-1])
            .filter(**{f"{one.column}__in": given[-1]})
            .order_by(*order)
            .values_list(*columns, named=True)
        )
    )


def _arranged(shape: Shape, group: str, at: Cut) -> Prepared[Any]:
    def build(*given: Any) -> Any:
        values, now = (given[:-1], given[-1]) if group == LIT else (given, FAR)
        rows = groups.arranged(shape.rows(*values), group, at.sort, now)
        return rows.values_list(*at.columns, named=True)[at.start : at.start + at.size]

    return Prepared(build)


_PLANS: dict[str, Made] = {"counted": _counted, "rows": _listed, "arranged": _arranged}


@lru_cache(maxsize=256)
def _kept(what: str, *more: Any) -> Prepared[Any]:
    return _PLANS[what](*more)


@lru_cache(maxsize=16)
def _rates(group: str, few: bool) -> Prepared[Any]:
    def build(subjects: Any, offices: Any, keys: Any, start: Any, passed: Any) -> Any:
        rows = SupervisedItem.objects.shown_to(subjects, few=few, offices=offices)
        return groups.rates(rows, group, keys, due=Due(start, passed))

    return Prepared(build)
