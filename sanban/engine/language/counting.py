"""数字串：一批一批地数，并成一份；结果与文件的先后、每批的大小无关。"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import BREAK, Codes, fold
from sanban.engine.language.grams import ORDER, Keys, countable

BATCH = 2_000_000
"""一批约多少个字。"""
PILE = 6
"""攒到几批并一次。"""
Counts = NDArray[np.int64]
Counted = tuple[Keys, Counts]


@dataclass(slots=True)
class Tally:
    """边读边数的账；同样的段落只数一次，一份文件存了几稿也不会算几遍。"""

    characters: int = 0
    paragraphs: int = 0
    _seen: set[bytes] = field(default_factory=set)
    _piles: list[list[Counted]] = field(default_factory=lambda: [[] for _ in range(ORDER)])

    def add(self, paragraphs: Iterable[str], *, batch: int = BATCH) -> None:
        """数一批段落；`batch` 只影响一次占多少内存。"""
        held: list[Codes] = []
        size = 0
        for codes in self._fresh(paragraphs):
            held.append(codes)
            size += len(codes)
            if size >= batch:
                self._count(held)
                held, size = [], 0
        if held:
            self._count(held)

    def total(self) -> list[Counted]:
        """一到四个码的串各有哪些、各出现几次，按编号从小到大。"""
        return [_merge(pile) for pile in self._piles]

    def _fresh(self, paragraphs: Iterable[str]) -> Iterator[Codes]:
        for paragraph in paragraphs:
            codes, _ = fold(paragraph)
            mark = blake2b(codes.tobytes(), digest_size=8).digest()
            if len(codes) and mark not in self._seen:
                self._seen.add(mark)
                self.characters += len(codes)
                self.paragraphs += 1
                yield codes

    def _count(self, held: list[Codes]) -> None:
        edge = np.array([BREAK], dtype=np.uint16)
        line = np.concatenate([edge, *(part for codes in held for part in (codes, edge))])
        for length, pile in enumerate(self._piles, start=1):
            inside = line[1:] if length == 1 else line  # 头一个分界不是哪一段的结尾
            keys, counts = np.unique(countable(inside, length), return_counts=True)
            pile.append((keys, counts.astype(np.int64)))
            if len(pile) > PILE:
                pile[:] = [_merge(pile)]


def _merge(pile: list[Counted]) -> Counted:
    if not pile:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    keys = np.concatenate([keys for keys, _ in pile])
    counts = np.concatenate([counts for _, counts in pile])
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[first], np.add.reduceat(counts, first)
