"""编进去、取出来、记下等着编的；谁的文字由谁给，这里只管编。"""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from sanban.core.pouring import pour
from sanban.core.prepared import Prepared
from sanban.search.engines import engine
from sanban.search.models import (
    LARGEST_OWNER,
    MOST_SLOTS,
    Passage,
    Pending,
    Reach,
    piece_id,
    span_of,
)

logger = logging.getLogger(__name__)
BATCH = 200
LEASE = timedelta(minutes=10)
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=2), timedelta(hours=24))
MARK = """
    INSERT INTO search_pending (owner, stamp, tries, leased_until) VALUES (%s, %s, 0, NULL)
    ON CONFLICT (owner) DO UPDATE SET stamp = excluded.stamp, tries = 0, leased_until = NULL
"""
"""步步都要记，写成一句；两种库都认得。"""
SETTLED = "DELETE FROM search_pending WHERE owner = %s"
STORED = ("id", "head", "body", "label", "target", "indexed")
COLUMNS = ("id", "head", "label", "target", "indexed")
_KEPT = Prepared(
    lambda first, last: Passage.objects.select_for_update().within(first, last).defer("body")
)
_BODY: Prepared[str] = Prepared(
    lambda pk: Passage.objects.filter(pk=pk).values_list("body", flat=True)
)
_WAITING: Prepared[int] = Prepared(
    lambda: Pending.objects.filter(leased_until=None).values_list("pk", flat=True)[:1]
)
UNKEPT = dict.fromkeys([0, *range(0xD800, 0xE000)])


@dataclass(frozen=True, slots=True)
class Piece:
    """要编的一段。

    :param slot: 零是卡片，别的各是一份文件的一版；0 到 16383，一件之内不重。
    :param body: 文字；空值（None）是不动先前编过的那一段的文字，先前没有的当作没有字。
    :param label: 这一段叫什么，给人看。
    :param target: 从哪里来，给程序认，如 file:12。
    """

    slot: int
    head: str
    body: str | None = ""
    reach: int = Reach.SEEN
    label: str = ""
    target: str = ""


@transaction.atomic
def put(owner: int, pieces: Iterable[Piece], *, whole: bool = True) -> int:
    """编一件的各段，没变的不动，返回动了几段。

    :param whole: 给的就是全部，没给的各段取出来；不是全部的，没给的不动。
    :raises ValueError: 编号大得放不下，或者第几段不在 0 到 16383。
    """
    pieces = list(pieces)
    _check_places(owner, pieces)
    rows = {one.slot: one for one in _KEPT.rows(*span_of(owner))}
    wanted = {one.slot: _row(owner, one, rows.get(one.slot)) for one in pieces}
    fresh = [one for slot, one in wanted.items() if one is not rows.get(slot)]
    gone = [rows[one.slot] for one in fresh if one.slot in rows]
    gone += [one for slot, one in rows.items() if whole and slot not in wanted]
    _take_out(gone, {one.id for one in fresh})
    pour(Passage, STORED, [[getattr(one, name) for name in STORED] for one in fresh], renews="id")
    engine().add(fresh)
    return len(fresh) + len(gone)


def _check_places(owner: int, pieces: Sequence[Piece]) -> None:
    slots = [one.slot for one in pieces]
    if not 0 <= owner <= LARGEST_OWNER or any(not 0 <= one < MOST_SLOTS for one in slots):
        raise ValueError(f"编不进去：{owner} {slots}")


def _row(owner: int, piece: Piece, old: Passage | None) -> Passage:
    """一段的新样子；文字不动、别的也没变的，就是旧的那一行，不去读它的文字。"""
    fresh = Passage(
        id=piece_id(owner, piece.reach, piece.slot),
        head=piece.head.translate(UNKEPT),
        body=(piece.body or "").translate(UNKEPT),
        label=piece.label[:255].translate(UNKEPT),
        target=piece.target[:40],
        indexed=True,
    )
    if old is None:
        return fresh
    if piece.body is None:
        fresh.body = "" if _same(fresh, old, COLUMNS) else _BODY.first(old.id) or ""
        return old if _same(fresh, old, COLUMNS) else fresh
    return old if _same(fresh, old, (*COLUMNS, "body")) else fresh


def _same(new: Passage, old: Passage, names: Sequence[str]) -> bool:
    return all(getattr(new, one) == getattr(old, one) for one in names)


@transaction.atomic
def stash(owner: int, piece: Piece) -> None:
    """先存下一段的文字，还不编；以后 `put` 时 `body` 给空值就编它，不必再读原文件。"""
    row = _row(owner, piece, None)
    row.indexed = False
    pour(Passage, STORED, [[getattr(row, name) for name in STORED]], ignores=True)


def _take_out(rows: Sequence[Passage], staying: Collection[int] = ()) -> None:
    """从索引里取出来，行也删去；`staying` 的行随后就改，留着。"""
    indexed = [one for one in rows if one.indexed]
    if indexed:
        engine().remove(indexed)
    gone = [one.pk for one in rows if one.pk not in staying]
    if gone:
        Passage.objects.filter(pk__in=gone).delete()


@transaction.atomic
def forget(owner: int) -> None:
    """取出一件的全部，连同等着编的。"""
    _take_out(list(Passage.objects.select_for_update().of(owner)))
    Pending.objects.filter(pk=owner).delete()


def mark(owners: Iterable[int]) -> None:
    """记下这几件要重编；与调用的改动同一事务，改动不成就没有记，成了就丢不了。"""
    stamp = time.time_ns()
    with connection.cursor() as cursor:
        cursor.executemany(MARK, [(one, stamp) for one in sorted(set(owners))])


Gather = Callable[[int], Sequence[Piece] | None]


def index_pending(gather: Gather, *, now: datetime, most: int = 500) -> int:
    """编等着的各件，返回编好几件；可以几处同时编，编两遍与编一遍一样。

    :param gather: 由编号给出各段；没有这一件的给空值，就取出来。收集时不占着库。
    """
    done = 0
    for _ in range(most):
        taken = _lease(now)
        if taken is None:
            break
        done += _settle(taken, gather, now)
    return done


def _lease(now: datetime) -> Pending | None:
    """领一件：还没人领的，或者领的人没了的。"""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    for row in Pending.objects.filter(free).order_by("stamp")[:8]:
        mine = Pending.objects.filter(free, pk=row.pk, stamp=row.stamp)
        if mine.update(leased_until=now + LEASE):
            return row
    return None


def _settle(taken: Pending, gather: Gather, now: datetime) -> bool:
    """收集、编进去、销账；收集的时候又有改动的留着再编，收集出了错的隔一阵再编。"""
    try:
        pieces = gather(taken.owner)
    except Exception as fault:
        logger.warning("一件没有编进去，隔一阵再编：%s", type(fault).__name__, exc_info=fault)
        wait = BACK_OFF[min(taken.tries, len(BACK_OFF) - 1)]
        rows = Pending.objects.filter(pk=taken.pk, stamp=taken.stamp)
        rows.update(tries=taken.tries + 1, leased_until=now + wait)
        return False
    with transaction.atomic():
        rows = Pending.objects.select_for_update().filter(pk=taken.pk)
        fresh = rows.first()
        if fresh is None or fresh.stamp != taken.stamp:
            return False
        put(taken.owner, pieces or ())
        rows.delete()
        return True


def settled(owner: int) -> None:
    """这一件刚刚在同一事务里编全了，不必再等。"""
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, (owner,))


@transaction.atomic
def begin_rebuild() -> int:
    """清空索引，各段都记为没有编入，返回几段；文字还在，`rebuild` 接着编。"""
    engine().clear()
    return Passage.objects.filter(indexed=True).update(indexed=False)


def untold(done: int) -> None:
    """不必说做到哪里了。"""


def rebuild(progress: Callable[[int], None] = untold, *, most: int = LARGEST_OWNER) -> int:
    """把没有编入的各段编进去，新的在前，返回几段；断了再叫一次就接着编，其间照常办公。

    :param progress: 每编一批叫一次，告诉它编了几段。
    :param most: 编到这么多就停。
    """
    done = 0
    while done < most and (count := _rebuild_some()):
        done += count
        progress(done)
    return done


@transaction.atomic
def _rebuild_some() -> int:
    found = list(Passage.objects.select_for_update().waiting()[:BATCH])
    engine().add(found)
    Passage.objects.filter(pk__in=[one.pk for one in found]).update(indexed=True)
    return len(found)


def left_to_rebuild() -> int:
    """还有几段没有编入。"""
    return Passage.objects.waiting().count()


def is_waiting() -> bool:
    """有没有等着编、还没人领走的。"""
    return _WAITING.first() is not None


def count_waiting() -> int:
    """还有几件等着编，连领走的、等着再试的。"""
    return Pending.objects.count()


def as_piece(row: Passage, *, body: str) -> Piece:
    """一段换一份文字，别的照旧。"""
    return Piece(row.slot, row.head, body, reach=row.reach, label=row.label, target=row.target)
