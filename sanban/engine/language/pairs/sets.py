"""一组一组易混的字词，和它们在文字里的位置。"""

import zlib
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import Codes, Places

FILE = Path(__file__).with_name("sets.txt")
PARTICLES = "的地得"
"""这三个字还要看左右的词。"""
BOTH = (True, True)


@dataclass(frozen=True, slots=True)
class Pair:
    """一对易混的字词，一样长。

    :param ways: 写的是前一个、是后一个的，管不管。
    :param verbal: 只看后面是动词、副词一类的；“地”作状语的记号时如此，作名词时多半不然。
    :param complement: 只看前面是动词、后面是副词、形容词一类的；“得”作补语的记号时如此。
    """

    first: str
    second: str
    ways: tuple[bool, bool] = BOTH
    verbal: bool = False
    complement: bool = False

    @property
    def seed(self) -> int:
        """这一对的编号，与它在表里排第几无关。"""
        kind = 2 if self.complement else int(self.verbal)
        return zlib.crc32(f"{self.first}/{self.second}/{kind}".encode())

    @property
    def is_particles(self) -> bool:
        """是不是的地得里的两个。"""
        return self.first in PARTICLES and self.second in PARTICLES

    @property
    def group(self) -> str:
        """同哪些一起学。"""
        return "补语" if self.complement else "的地得" if self.is_particles else "别的"


PARTICLE_PAIRS = (
    Pair("的", "地", ways=(False, True)),
    Pair("的", "地", ways=(True, False), verbal=True),
    Pair("的", "得", ways=(False, True)),
    Pair("地", "得", ways=(False, True), verbal=True),
    Pair("的", "得", ways=(True, False), complement=True),
    Pair("地", "得", ways=(True, False), complement=True),
)


@dataclass(frozen=True, slots=True)
class Spots:
    """一篇文字里出现的各处。

    :param starts: 在码里的起点。
    :param pairs: 是第几对的。
    :param sides: 写的是这一对的后一个。
    """

    starts: Places
    pairs: NDArray[np.int32]
    sides: NDArray[np.bool_]

    def take(self, which: NDArray[np.int64] | NDArray[np.bool_]) -> "Spots":
        """只要其中几处。"""
        return Spots(self.starts[which], self.pairs[which], self.sides[which])


@cache
def all_pairs() -> tuple[Pair, ...]:
    """表里的各对，按先后。"""
    lines = FILE.read_text("utf-8").splitlines()
    groups = [line.split() for line in lines if line and not line.startswith("#")]
    return (
        *PARTICLE_PAIRS,
        *(Pair(*two) for group in groups for two in combinations(group, 2)),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """同样长的字词：`keys` 排好，`rows` 到 `pairs`、`sides` 的第几项起。"""

    keys: NDArray[np.uint32]
    rows: NDArray[np.int64]
    pairs: NDArray[np.int32]
    sides: NDArray[np.bool_]
    firsts: NDArray[np.bool_]

    def spots(self, codes: Codes, size: int) -> Spots:
        starts = np.flatnonzero(self.firsts[codes[: max(len(codes) - size + 1, 0)]])
        keys = _keys(codes, starts, size)
        found = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        hit = self.keys[found] == keys
        starts, found = starts[hit], found[hit]
        counts = self.rows[found + 1] - self.rows[found]
        ends = np.cumsum(counts)
        inner = np.arange(counts.sum()) - np.repeat(ends - counts, counts)
        which = np.repeat(self.rows[found], counts) + inner
        return Spots(np.repeat(starts, counts), self.pairs[which], self.sides[which])


def find(codes: Codes) -> Spots:
    """各处易混的字词；同一处属于几对的，有几项。"""
    parts = [words.spots(codes, size) for size, words in _tables().items()]
    return Spots(
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.pairs for part in parts]),
        np.concatenate([part.sides for part in parts]),
    )


def _keys(codes: Codes, starts: Places, size: int) -> NDArray[np.uint32]:
    keys = np.zeros(len(starts), dtype=np.uint32)
    for place in range(size):
        keys = (keys << np.uint32(16)) | codes[starts + place]
    return keys


@cache
def _tables() -> dict[int, _Words]:
    return {size: _table(size) for size in (1, 2)}


def _table(size: int) -> _Words:
    rows: dict[str, list[tuple[int, bool]]] = {}
    for number, pair in enumerate(all_pairs()):
        if len(pair.first) == size:
            rows.setdefault(pair.first, []).append((number, False))
            rows.setdefault(pair.second, []).append((number, True))
    words = sorted(rows)
    codes = np.array([[ord(char) for char in word] for word in words], dtype=np.uint16)
    firsts = np.zeros(0x10000, dtype=np.bool_)
    firsts[codes[:, 0]] = True
    counts = np.array([len(rows[word]) for word in words])
    flat = [one for word in words for one in rows[word]]
    return _Words(
        _keys(codes.ravel(), np.arange(len(words)) * size, size),
        np.concatenate(([0], np.cumsum(counts))),
        np.array([pair for pair, _ in flat], dtype=np.int32),
        np.array([side for _, side in flat], dtype=np.bool_),
        firsts,
    )
