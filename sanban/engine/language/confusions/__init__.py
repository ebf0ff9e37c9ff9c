"""易混字词：哪些字同音、音近、形近，哪些词同音。

三张文字的表由 tools/make_confusions.py 造；数组由 `building` 从它们造好，存在 `confusions.bin`，
用时映射进内存。
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import Codes
from sanban.engine.language.modelfile import Array, read

FOLDER = Path(__file__).parent
DATA = FOLDER / "confusions.bin"
CHARACTERS = 0x10000
SAME, NEAR, SHAPE = range(3)
"""易混字的三种缘由：同音、音近、形近。"""
NO_SOUND = 0xFFFF
"""文件里没有第二个读音的，记这个数。"""
Numbers = NDArray[np.int32]
Kinds = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Lists:
    """一组长短不一的表：第 i 张是 `values[starts[i]:starts[i + 1]]`。"""

    starts: Numbers
    values: Codes

    def pairs(self, places: Numbers) -> tuple[Numbers, Numbers]:
        """`places` 里每个序号的表展开：（第几个序号，`values` 里的位置）。"""
        first, counts = self.starts[places], self.starts[places + 1] - self.starts[places]
        owner = np.repeat(np.arange(len(places), dtype=np.int32), counts)
        shift = np.repeat(first - np.cumsum(counts) + counts, counts)
        return owner, (np.arange(len(owner)) + shift).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Confusions:
    """易混字词表。

    :param chars: 按码查易混的字；`kinds` 与它的 `values` 对应，说是哪一种缘由。
    :param sounds: 按码查读音的序号，一字至多两个，没有的为 -1，形状（65536，2）。
    :param after: 按码查词典里的两字词，它在前时后面的字；`before` 反过来。
    :param words: 按 `word_keys` 里的次序查同音的两字词，`values` 的一行是一个词的两个码；
        键是前一字读音的序号乘以 `width` 加后一字的。
    """

    chars: Lists
    kinds: Kinds
    sounds: Numbers
    after: Lists
    before: Lists
    words: Lists
    word_keys: Numbers
    width: int


@lru_cache(maxsize=1)
def confusions() -> Confusions:
    """打开各表。"""
    stored = read(DATA)
    held, width = stored.arrays, int(stored.facts["sounds"])
    words = Lists(_starts(held["word_sizes"]), held["words"].reshape(-1, 2))
    after, before = (_halves(words.values, first) for first in (0, 1))
    return Confusions(
        chars=Lists(_starts(_by_code(held["chars"], held["alike_sizes"])), held["alike"]),
        kinds=held["kinds"],
        sounds=_sounds(held["voiced"], held["voices"].reshape(-1, 2)),
        after=after,
        before=before,
        words=words,
        word_keys=held["first_sounds"].astype(np.int32) * width + held["second_sounds"],
        width=width,
    )


def _by_code(codes: Codes, sizes: Array) -> Numbers:
    spread = np.zeros(CHARACTERS, dtype=np.int32)
    spread[codes] = sizes
    return spread


def _sounds(codes: Codes, numbers: Array) -> Numbers:
    spread = np.full((CHARACTERS, numbers.shape[1]), -1, dtype=np.int32)
    spread[codes] = np.where(numbers == NO_SOUND, -1, numbers.astype(np.int32))
    return spread


def _halves(words: Codes, first: int) -> Lists:
    """按词的一半查另一半。"""
    order = np.argsort(words[:, first], kind="stable")
    sizes = np.bincount(words[:, first], minlength=CHARACTERS)
    return Lists(_starts(sizes), words[order, 1 - first])


def _starts(sizes: Array) -> Numbers:
    starts = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, out=starts[1:])
    return starts
