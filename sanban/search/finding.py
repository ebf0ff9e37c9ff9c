"""找：看得见的里面，有这些词的；短栏里有的在前，其余新的在前。"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import neg
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from sanban.search.asking import Asked, understand
from sanban.search.engines import engine
from sanban.search.engines.interface import LATEST, OWNER, REACH, Gate, Part
from sanban.search.models import OWNER_BITS, Passage, Reach, piece_id
from sanban.search.quoting import Quote, has_all, quotes_of, score

Owners = QuerySet[Any, Any]
MOST_COUNTED, MOST_RANKED = 1000, 300
HEADS, TEXTS, RANKED = 0, 1, 2
RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class Sight:
    """此人看得见什么；各是一个查询集，主键就是编进去时的编号。

    :param seen: 看得见的各件。
    :param inside: 其中连内部的也看得见的；空为没有。
    :param kept: 其中连换下的、撤回的也看得见的；空为没有。
    :param is_few: `seen` 至多几千件，先列出来再比。
    :param column: 编号在 `seen` 的哪一栏；可以重。
    """

    seen: Owners
    inside: Owners | None = None
    kept: Owners | None = None
    is_few: bool = False
    column: str = "pk"


@dataclass(frozen=True, slots=True)
class Cursor:
    """下一页从哪里起：在哪一段名次里，排到哪里。"""

    band: int
    place: int

    def __str__(self) -> str:
        return f"{self.band}-{self.place}"

    @classmethod
    def read(cls, text: str) -> "Self | None":
        """由网址里的写法读回；不认得的为空。"""
        band, _, place = text.partition("-")
        if band not in ("0", "1", "2") or not place.isdecimal():
            return None
        return cls(int(band), min(int(place[:20]), LATEST))


@dataclass(frozen=True, slots=True)
class Hit:
    """找到的一件：哪一段里有，那一段叫什么、从哪里来，摘出的几句。"""

    owner: int
    slot: int
    label: str
    target: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """找到的一页。

    :ivar total: 一共几件，数到 1000 为止；`is_capped` 是不止这些。
    :ivar next: 下一页从哪里起；没有下一页的为空。
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_capped: bool = False
    next: Cursor | None = None


@dataclass(frozen=True, slots=True)
class _Scan:
    """翻过的：有词的各段（新的在前），归哪几件，是不是全翻完了。"""

    pieces: tuple[int, ...]
    owners: frozenset[int]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Search:
    """一次找：词、两道门、要几件、翻过的。"""

    asked: Asked
    gate: Gate
    many: int
    scan: _Scan


def find(
    words: str,
    *,
    visible: Owners | Sight,
    within: Owners | None = None,
    after: Cursor | None = None,
    many: int = 20,
    order: str = "newest",
) -> Found:
    """找一页；怎样打都不报错，没有词的什么也找不到。

    :param visible: 此人看得见的；只给查询集的，内部的、换下的都不在内。
    :param within: 只在这些里找（种类、年度、单位、人），主键也是编进去时的编号。
    :param order: newest 短栏里有的在前、新的在前；relevance 在最新的三百件里按贴切排。
    """
    asked = understand(words)
    gate = _gate(visible if isinstance(visible, Sight) else Sight(visible), within)
    if not asked.words or gate is None:
        return Found()
    search = _Search(asked, gate, many, _scanned(asked, gate))
    page = _by_relevance if order == RELEVANCE else _newest
    pieces, following = page(search, after)
    total = len(search.scan.owners)
    return Found(_hits(pieces, asked), min(total, MOST_COUNTED), total > MOST_COUNTED, following)


def _scanned(asked: Asked, gate: Gate) -> _Scan:
    """照新旧翻一遍，翻到数够一千件为止；数有几件、头几页有哪些，都从这里来。"""
    most = MOST_COUNTED + 1
    if asked.is_single:
        heads = engine().heads(asked, gate, before=LATEST, most=most)
        return _Scan((), frozenset(heads), len(heads) < most)
    pieces = engine().newest(asked, gate, owners=most)
    owners = frozenset(one >> OWNER_BITS for one in pieces)
    return _Scan(tuple(pieces), owners, len(owners) < most)


def _gate(sight: Sight, within: Owners | None) -> Gate | None:
    """几个查询集写成一个条件；注定一件也没有的为空。"""
    try:
        parts = [] if sight.is_few else [_asked(sight.seen, sight.column)]
        parts += [_asked(within)] if within is not None else []
        listed = _listed(sight) if sight.is_few else ("", ())
    except EmptyResultSet:
        return None
    inner = [
        (f"({REACH} = {reach:d} AND {sql})", params)
        for reach, rows in ((Reach.INSIDE, sight.inside), (Reach.KEPT, sight.kept))
        if rows is not None
        for sql, params in _possible(rows)
    ]
    shown = " OR ".join([f"{REACH} = 0", *(sql for sql, _ in inner)])
    parts.append((f"({shown})", tuple(one for _, params in inner for one in params)))
    params = tuple(one for _, more in parts for one in more)
    return Gate((" AND ".join(sql for sql, _ in parts), params), listed)


def _possible(rows: Owners) -> list[Part]:
    try:
        return [_asked(rows)]
    except EmptyResultSet:
        return []


def _asked(rows: Owners, column: str = "pk") -> Part:
    """逐件去问在不在里面。"""
    asked = rows.filter(**{column: RawSQL(OWNER, ())}).order_by().values(column)
    sql, params = asked.query.sql_with_params()
    return f"EXISTS ({sql})", tuple(params)


def _listed(sight: Sight) -> Part:
    """列出来。"""
    sql, params = sight.seen.order_by().values(sight.column).query.sql_with_params()
    return sql, tuple(params)


Page = tuple[list[int], Cursor | None]


def _newest(search: _Search, after: Cursor | None) -> Page:
    """一页各段的编号，和下一页从哪里起。"""
    place = after or Cursor(HEADS, LATEST)
    pieces: list[int] = []
    if place.band == HEADS:
        owners = _heads(search, place.place)
        if len(owners) > search.many:
            kept = owners[: search.many]
            return [piece_id(one, 0, 0) for one in kept], Cursor(HEADS, kept[-1])
        pieces, place = [piece_id(one, 0, 0) for one in owners], Cursor(TEXTS, LATEST)
    if search.asked.is_single:
        return pieces, None
    room = search.many - len(pieces)
    more = _texts(search, place.place, room + 1)
    pieces += more[:room]
    if len(more) <= room:
        return pieces, None
    last = more[room - 1] >> OWNER_BITS << OWNER_BITS if room else LATEST
    return pieces, Cursor(TEXTS, last)


def _heads(search: _Search, before: int) -> list[int]:
    """短栏里有的；有不要的词的，短栏里的不另排在前，因为正文里可能有。"""
    if search.asked.unwanted and not search.asked.is_single:
        return []
    return engine().heads(search.asked, search.gate, before=before, most=search.many + 1)


def _texts(search: _Search, before: int, most: int) -> list[int]:
    """文字里有、短栏里没有全的，一件一段。"""
    found: dict[int, int] = {}
    batch = most * 2 + 8
    while len(found) < most:
        pieces = _pieces(search, before, batch)
        for one in _without_heads(pieces, search.asked):
            found.setdefault(one >> OWNER_BITS, one)
        if len(pieces) < batch:
            break
        before = pieces[-1]
    return list(found.values())[:most]


def _pieces(search: _Search, before: int, most: int) -> Sequence[int]:
    """从这里往前的几段：翻过的里面有的，不再去翻。"""
    scan = search.scan
    first = bisect_right(scan.pieces, -before, key=neg)
    known = scan.pieces[first : first + most]
    if scan.is_whole or len(known) == most:
        return known
    last = known[-1] if known else before
    more = engine().pieces(search.asked, search.gate, before=last, most=most - len(known))
    return [*known, *more]


def _without_heads(pieces: Sequence[int], asked: Asked) -> list[int]:
    """短栏里都有的，前面已经列过。"""
    if asked.unwanted:
        return list(pieces)
    cards = {piece_id(one >> OWNER_BITS, 0, 0) for one in pieces}
    heads = dict(Passage.objects.filter(pk__in=cards).values_list("pk", "head"))
    listed = {one >> OWNER_BITS for one, head in heads.items() if has_all(head, asked)}
    return [one for one in pieces if one >> OWNER_BITS not in listed]


def _by_relevance(search: _Search, after: Cursor | None) -> Page:
    """最新的三百件里，词出现得多的、在短栏里的在前。"""
    first = after.place if after and after.band == RANKED else 0
    wide = _Search(search.asked, search.gate, MOST_RANKED, search.scan)
    pieces, _ = _newest(wide, None)
    rows = Passage.objects.in_bulk(pieces)
    ranked = sorted(rows.values(), key=lambda one: (-score(one, search.asked), -one.id))
    page = [one.id for one in ranked[first : first + search.many]]
    more = len(ranked) > first + search.many
    return page, Cursor(RANKED, first + search.many) if more else None


def _hits(pieces: list[int], asked: Asked) -> tuple[Hit, ...]:
    rows = Passage.objects.in_bulk(pieces)
    found = [rows[one] for one in pieces if one in rows]
    return tuple(
        Hit(one.owner, one.slot, one.label, one.target, quotes_of(one, asked)) for one in found
    )
