"""易混字词：哪些字同音、音近、形近，哪些词同音；表由 tools/make_confusions.py 造。"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import Codes

FOLDER = Path(__file__).parent
CHARACTERS = 0x10000
SAME, NEAR, SHAPE = range(3)
"""易混字的三种缘由：同音、音近、形近。"""
# 平舌与翘舌、n 与 l，前鼻音与后鼻音；前一种当后一种看
INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
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
    """读三张表，头一次约 0.1 秒。"""
    rows = {name: group.split("|") for name, group in _rows("sounds.txt").items()}
    numbers = {name: number for number, name in enumerate(rows)}
    readings: dict[str, list[str]] = {}
    for name, groups in rows.items():
        for char in "".join(groups):
            readings.setdefault(char, []).append(name)
    sounds = np.full((CHARACTERS, 2), -1, dtype=np.int32)
    for char, names in readings.items():
        sounds[ord(char), : len(names[:2])] = [numbers[name] for name in names[:2]]
    chars, kinds = _chars({name: often for name, (often, _) in rows.items()}, readings)
    words, keys = _words(numbers)
    after, before = (_halves(words.values, first) for first in (0, 1))
    return Confusions(chars, kinds, sounds, after, before, words, keys, len(numbers))


def _rows(name: str) -> dict[str, str]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return dict(line.rsplit(" ", 1) for line in lines)


def _chars(syllables: dict[str, str], readings: dict[str, list[str]]) -> tuple[Lists, Kinds]:
    beside = _beside(syllables)
    shapes = _rows("shapes.txt")
    sizes = np.zeros(CHARACTERS, dtype=np.int32)
    rows = []
    for char in sorted(readings.keys() | shapes.keys()):
        names = readings.get(char, [])
        row = dict.fromkeys("".join(beside[name] for name in names), NEAR)
        row.update(dict.fromkeys(shapes.get(char, ""), SHAPE))
        row.update(dict.fromkeys("".join(syllables[name] for name in names), SAME))
        row.pop(char, None)
        sizes[ord(char)] = len(row)
        rows.append(row)
    kinds = np.fromiter(chain.from_iterable(row.values() for row in rows), dtype=np.uint8)
    return Lists(_starts(sizes), _codes(chain.from_iterable(rows))), kinds


def _beside(syllables: dict[str, str]) -> dict[str, str]:
    """与每个音节相近的那些音节的字。"""
    alike: dict[str, list[str]] = {}
    for name in syllables:
        alike.setdefault(_blurred(name), []).append(name)
    return {
        name: "".join(syllables[other] for other in alike[_blurred(name)] if other != name)
        for name in syllables
    }


def _blurred(syllable: str) -> str:
    for spelt, plain in INITIALS:
        if syllable.startswith(spelt):
            syllable = plain + syllable[len(spelt) :]
            break
    for spelt, plain in FINALS:
        if syllable.endswith(spelt):
            return syllable[: -len(spelt)] + plain
    return syllable


def _words(numbers: dict[str, int]) -> tuple[Lists, Numbers]:
    keyed = dict(_keyed(numbers))
    keys = np.array(sorted(keyed), dtype=np.int32)
    groups = [keyed[key] for key in keys.tolist()]
    starts = _starts(np.array([len(group) // 2 for group in groups], dtype=np.int32))
    return Lists(starts, _codes(groups).reshape(-1, 2)), keys


def _halves(words: Codes, first: int) -> Lists:
    """按词的一半查另一半。"""
    order = np.argsort(words[:, first], kind="stable")
    sizes = np.bincount(words[:, first], minlength=CHARACTERS)
    return Lists(_starts(sizes.astype(np.int32)), words[order, 1 - first])


def _keyed(numbers: dict[str, int]) -> Iterator[tuple[int, str]]:
    for name, group in _rows("words.txt").items():
        first, second = name.split(" ")
        if first in numbers and second in numbers:
            yield numbers[first] * len(numbers) + numbers[second], group


def _starts(sizes: Numbers) -> Numbers:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def _codes(texts: Iterator[str] | list[str]) -> Codes:
    return np.frombuffer("".join(texts).encode("utf-16-le"), dtype=np.uint16)
