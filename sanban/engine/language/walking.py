"""走：一批行各自一个码一个码地往后算概率；算到哪里看得出不够，那一行就不再走。"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import Codes, Places
from sanban.engine.language.grams import ORDER, WIDTH, Keys, windows
from sanban.engine.language.layer import BACKS, CHANCES, Layer, Logs, held
from sanban.engine.language.table import Found

ONE, TWO, THREE = (np.uint64((1 << 16 * length) - 1) for length in (1, 2, 3))
"""编号里留下末几个码。"""


@dataclass(frozen=True, slots=True)
class Walk:
    """一层模型走到的地方。

    :param tails: 各行末三个码拼成的编号。
    :param twos: 末两个码在二阶表里的序号，没有的为 -1；`threes` 是末三个码在三阶表里的。
    """

    layer: Layer
    tails: Keys
    twos: Found
    threes: Found

    def step(self, new: Codes) -> tuple[Logs, "Walk"]:
        """各行再走一个码：它的概率（以 10 为底的对数），和走到的地方。"""
        layer, keys = self.layer, (self.tails << WIDTH) | new
        two = layer.tables[0].find(keys & TWO)
        three = _found(layer, 3, keys & THREE, (self.twos >= 0) & (two >= 0))
        four = _found(layer, 4, keys, (self.threes >= 0) & (three >= 0))
        last = (self.tails & ONE).astype(np.uint16)
        logs = CHANCES[layer.chances[0][new]] + BACKS[layer.backs[0][last]]
        logs = _better(layer, 2, two, logs)
        logs = _better(layer, 3, three, logs + held(layer.backs[1], self.twos))
        logs = _better(layer, 4, four, logs + held(layer.backs[2], self.threes))
        return logs, Walk(layer, keys & THREE, two, three)

    def take(self, rows: Places | Found | NDArray[np.bool_]) -> "Walk":
        """只留几行。"""
        return Walk(self.layer, self.tails[rows], self.twos[rows], self.threes[rows])


def begin(layer: Layer, before: Codes) -> Walk:
    """从每行三个码之后走起；`before` 的形状是 K×3。"""
    twos = layer.tables[0].find(windows(before, 2))
    tails = windows(before, ORDER - 1)[:, 0]
    threes = _found(layer, 3, tails, np.logical_and.reduce(twos >= 0, axis=1))
    return Walk(layer, tails, twos[:, 1], threes)


def _found(layer: Layer, length: int, keys: Keys, worth: NDArray[np.bool_]) -> Found:
    found = np.full(len(keys), -1, dtype=np.int32)
    found[worth] = layer.tables[length - 2].find(keys[worth])
    return found


def _better(layer: Layer, length: int, found: Found, logs: Logs) -> Logs:
    """这一阶见过的用这一阶的概率。"""
    hit = found >= 0
    logs[hit] = CHANCES[layer.chances[length - 1][found[hit]]]
    return logs
