"""查重：同一来文字号、同一份文件、标题相近；比多少有上限，库再大也不慢。"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sanban.core.prepared import Prepared
from sanban.documents.models import Incoming
from sanban.documents.services import keys
from sanban.matters.models import MatterState

NEAR = 0.85
RECENT = 2000
SHOWN = 10
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Suspect:
    """要查重的一份：字号、来文单位、标题、文件摘要，没有的为空。"""

    number: str = ""
    sender: str = ""
    title: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """疑似重复的一份：哪一份、为什么、多像（0 到 1）；`blocks` 为真的要写理由才能再登。"""

    incoming: Incoming
    why: str
    likeness: float
    blocks: bool


def _standing(rows: Any) -> Any:
    """作废的不算，连同事项。"""
    return rows.exclude(matter__state=MatterState.VOIDED).select_related("matter")


_NUMBERED = Prepared(
    lambda key: _standing(Incoming.objects.same_number(key)).in_register_order()[:SHOWN]
)
_FILED = Prepared(
    lambda digest: _standing(
        Incoming.objects.filter(digest__range=(digest, digest))
    ).in_register_order()[:SHOWN]
)
"""没有文件的摘要都是空的，多了，SQLite 会以为照摘要找不如从头翻；写成从它到它，一定走索引。"""
_LATELY: Prepared[tuple[int, str]] = Prepared(
    lambda: Incoming.objects.in_register_order().values_list("pk", "title_key")[:RECENT]
)
"""近来登记的：事项的编号，标题的键；登记一件要看两千件，所以不连事项，作废的后面再去掉。"""


def find_duplicates(
    *, number: str = "", sender: str = "", title: str = "", digest: str = ""
) -> list[Duplicate]:
    """已登记的里面疑似重复的，要写理由的、像的在前，至多十份；作废的不算。"""
    found: dict[int, Duplicate] = {}
    for one in _all(Suspect(number, sender, title, digest)):
        found.setdefault(one.incoming.pk, one)
    ordered = sorted(found.values(), key=lambda one: (not one.blocks, -one.likeness))
    return ordered[:SHOWN]


def _all(suspect: Suspect) -> Iterator[Duplicate]:
    yield from _same_number(suspect)
    yield from _same_file(suspect)
    yield from _near_title(suspect)


def _same_number(suspect: Suspect) -> Iterator[Duplicate]:
    key = keys.number_key(suspect.number)
    for row in _NUMBERED.rows(key) if key else ():
        who = "来文单位和字号" if _same_sender(row.sender_name, suspect.sender) else "来文字号"
        yield Duplicate(row, f"{who}相同", 1.0, blocks=True)


def _same_file(suspect: Suspect) -> Iterator[Duplicate]:
    if not suspect.digest:
        return
    for row in _FILED.rows(suspect.digest):
        yield Duplicate(row, "同一份文件", 1.0, blocks=True)


def _near_title(suspect: Suspect) -> Iterator[Duplicate]:
    key = keys.title_key(suspect.title)
    if len(key) < SHORTEST:
        return
    near = dict(_near_keys(key))
    for row in _standing(Incoming.objects.filter(pk__in=list(near))) if near else ():
        same = _same_sender(row.sender_name, suspect.sender)
        why = "标题相近" if near[row.pk] < 1 else "标题相同"
        why += "，来文单位相同" if same else "，来文单位不同"
        yield Duplicate(row, why, round(near[row.pk], 2), blocks=same)


def _near_keys(key: str) -> Iterator[tuple[int, float]]:
    """近来登记的里面，标题像到八成五以上的；数字不同的是两份。"""
    pairs, numbers = keys.bigrams(key), keys.numerals(key)
    fewest, most = len(key) - len(key) // 3, len(key) + len(key) // 3
    for pk, other in _LATELY.rows():
        if fewest <= len(other) <= most and keys.numerals(other) == numbers:
            how = 1.0 if other == key else keys.likeness(pairs, keys.bigrams(other))
            if how >= NEAR:
                yield pk, how


def _same_sender(one: str, other: str) -> bool:
    left, right = keys.sender_key(one), keys.sender_key(other)
    return bool(left and right) and (left in right or right in left)
