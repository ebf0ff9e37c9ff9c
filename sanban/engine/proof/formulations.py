"""固定的写法：公文里从来这样写的八字串，文中差中间一个字的就找出来。

表 `formulations.txt` 由 `tools/make_formulations.py` 从公有领域的语料里挑：写过四十次以上，
散在各处，换字、漏字、添字的写法不到千分之二。
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TABLE = Path(__file__).with_name("formulations.txt")
SIZE, MIDDLE = 8, 4
BASE = np.uint64(1_000_003)
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF
CHANGED, DROPPED, ADDED = range(3)
Keys = NDArray[np.uint64]


class Deviation(NamedTuple):
    """差一个字的一处：`start` 到 `end` 宜写作 `right`（整个八字串）；别处写过 `times` 次。"""

    start: int
    end: int
    right: str
    times: int
    kind: int


@dataclass(frozen=True, slots=True)
class Formulations:
    """各八字串和写过几次，连同两样排好的键：少了中间一个字的，和整个的；`order` 是键对第几个串。"""

    grams: tuple[str, ...]
    times: tuple[int, ...]
    holed: Keys
    holed_order: NDArray[np.int64]
    whole: Keys
    whole_order: NDArray[np.int64]


@lru_cache(maxsize=1)
def formulations() -> Formulations:
    """读表，头一次约二十分之一秒。"""
    counts: dict[str, int] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        phrase, times = line.split(" ")
        for start in range(len(phrase) - SIZE + 1):
            counts[phrase[start : start + SIZE]] = int(times)
    codes = _codes("".join(counts)).reshape(-1, SIZE)
    holed = _keys(codes[:, place] for place in range(SIZE) if place != MIDDLE)
    whole = _keys(codes[:, place] for place in range(SIZE))
    first, second = np.argsort(holed, kind="stable"), np.argsort(whole, kind="stable")
    return Formulations(
        tuple(counts), tuple(counts.values()), holed[first], first, whole[second], second
    )


def deviations(raw: str) -> list[Deviation]:
    """一篇里差一个字的各处，按先后。"""
    table = formulations()
    codes = _codes(raw)
    found = [
        *_found(codes, table, CHANGED, SIZE),
        *_found(codes, table, DROPPED, SIZE - 1),
        *_found(codes, table, ADDED, SIZE + 1),
    ]
    return sorted(one for one in found if raw[one.start : one.end] != one.right)


def _found(
    codes: NDArray[np.uint32], table: Formulations, kind: int, size: int
) -> Iterator[Deviation]:
    count = len(codes) - size + 1
    if count <= 0:
        return
    hole = -1 if kind == DROPPED else MIDDLE
    keys = _keys(codes[shift : shift + count] for shift in range(size) if shift != hole)
    known = table.whole if kind == ADDED else table.holed
    order = table.whole_order if kind == ADDED else table.holed_order
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    is_han = (codes >= FIRST_HAN) & (codes <= LAST_HAN)
    hits = np.flatnonzero((known[at] == keys) & is_han[MIDDLE : MIDDLE + count])
    for place in hits.tolist():
        gram = int(order[at[place]])
        yield Deviation(place, place + size, table.grams[gram], table.times[gram], kind)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _keys(columns: Iterator[NDArray[np.integer]]) -> Keys:
    keys: Keys | None = None
    for column in columns:
        keys = column.astype(np.uint64) if keys is None else keys * BASE + column
    return np.zeros(0, np.uint64) if keys is None else keys
