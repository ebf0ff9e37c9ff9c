"""一层模型：四阶的查找表和量化的概率；一次算一大批字的概率。

量化是等距的：概率每级 1/32，退避权每级 1/64（都是以 10 为底的对数）。
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.estimate import CHARACTERS, Grams
from sanban.engine.language.folding import Codes
from sanban.engine.language.grams import ORDER, windows
from sanban.engine.language.modelfile import Array
from sanban.engine.language.table import Found, Table, build, table

Logs = NDArray[np.float32]
Bytes = NDArray[np.uint8]
CHANCE_STEPS, BACK_STEPS, BACK_TOP = 32, 64, 32
LEVELS = np.arange(256, dtype=np.float32)
CHANCES: Logs = -LEVELS / np.float32(CHANCE_STEPS)
BACKS: Logs = (BACK_TOP - LEVELS) / np.float32(BACK_STEPS)
UNSEEN = 240
"""训练文字里没有的字，概率 10^-7.5。"""


@dataclass(frozen=True, slots=True)
class Layer:
    """一个训练出来的模型。

    `tables` 是二、三、四阶的查找表；`chances` 是一到四阶的概率，`backs` 是一到三阶的退避权，
    一阶的按码直接查，其余按查到的序号。
    """

    tables: tuple[Table, ...]
    chances: tuple[Bytes, ...]
    backs: tuple[Bytes, ...]

    def logs(self, codes: Codes) -> Logs:
        """每个码在它前面至多三个码之后出现的概率（以 10 为底的对数）。

        `codes` 最后一维是相连的码；返回同样形状，头几个码只用得上前面有的。
        """
        logs: Logs = CHANCES[self.chances[0][codes]]
        weights = BACKS[self.backs[0][codes[..., :-1]]]
        known: Found | None = None
        for length in range(2, min(ORDER, codes.shape[-1]) + 1):
            found = self._found(codes, length, known)
            seen = CHANCES[self.chances[length - 1][found]]
            tail = logs[..., length - 1 :]
            tail[...] = np.where(found >= 0, seen, tail + weights)
            if length < ORDER:
                weights = held(self.backs[length - 1], found)[..., :-1]
            known = found
        return logs

    def _found(self, codes: Codes, length: int, known: Found | None) -> Found:
        """头和尾都在上一阶的表里，才去查这一阶。"""
        keys = windows(codes, length)
        finder = self.tables[length - 2]
        if known is None:
            return finder.find(keys)
        worth = (known[..., 1:] >= 0) & (known[..., :-1] >= 0)
        found = np.full(keys.shape, -1, dtype=np.int32)
        found[worth] = finder.find(keys[worth])
        return found

    def seen(self, pairs: Codes) -> NDArray[np.bool_]:
        """两个码（最后一维）相接，训练文字里见过没有。"""
        return self.tables[0].find(windows(pairs, 2)[..., 0]) >= 0

    def arrays(self) -> dict[str, Array]:
        """存进文件的各数组。"""
        held: dict[str, Array] = {"chances1": self.chances[0], "backs1": self.backs[0]}
        for length, finder in enumerate(self.tables, start=2):
            held[f"sizes{length}"] = finder.sizes
            held[f"rests{length}"] = finder.rests
            held[f"chances{length}"] = self.chances[length - 1]
            if length < ORDER:
                held[f"backs{length}"] = self.backs[length - 1]
        return held


def packed(grams: list[Grams]) -> Layer:
    """把算好的概率量化，做成表。"""
    places = grams[0].keys.astype(np.int64)
    chances, backs = np.full(CHARACTERS, UNSEEN, np.uint8), np.full(CHARACTERS, BACK_TOP, np.uint8)
    chances[places], backs[places] = _chances(grams[0]), _backs(grams[0])
    tables, levels, weights = [], [chances], [backs]
    for each in grams[1:]:
        finder, order = build(each.keys)
        tables.append(finder)
        levels.append(_chances(each)[order])
        weights.append(_backs(each)[order])
    return Layer(tuple(tables), tuple(levels), tuple(weights[: ORDER - 1]))


def restored(arrays: dict[str, Array]) -> Layer:
    """由文件里的数组还原；数组对不上抛 `ValueError`，缺了抛 `KeyError`。"""
    lengths = range(2, ORDER + 1)
    tables = tuple(table(arrays[f"sizes{n}"], arrays[f"rests{n}"]) for n in lengths)
    layer = Layer(
        tables,
        tuple(arrays[f"chances{n}"] for n in range(1, ORDER + 1)),
        tuple(arrays[f"backs{n}"] for n in range(1, ORDER)),
    )
    if not all(_fits(layer, length) for length in range(1, ORDER + 1)):
        raise ValueError("数组长短对不上")
    return layer


def _fits(layer: Layer, length: int) -> bool:
    count = CHARACTERS if length == 1 else layer.tables[length - 2].starts[-1]
    if length > 1:
        finder = layer.tables[length - 2]
        if len(finder.rests) != count or len(finder.sizes).bit_count() != 1:
            return False
    return len(layer.chances[length - 1]) == count and (
        length == ORDER or len(layer.backs[length - 1]) == count
    )


def held(levels: Bytes, found: Found) -> Logs:
    """各序号的退避权，没有的是 0。"""
    if not len(levels):
        return np.zeros(found.shape, dtype=np.float32)
    return np.where(found >= 0, BACKS[levels[found]], np.float32(0))


def _chances(grams: Grams) -> Bytes:
    return _levels(-np.log10(grams.chances) * CHANCE_STEPS)


def _backs(grams: Grams) -> Bytes:
    return _levels(BACK_TOP - np.log10(grams.backs) * BACK_STEPS)


def _levels(values: NDArray[np.float64]) -> Bytes:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)
