"""学逗号、顿号：从写对了的文字里学，再在留出的文字上定门槛。"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language import modelfile
from sanban.engine.language.pairs.study import HELD, descend, numbered, part
from sanban.engine.language.pauses.choosing import SCALE, Weights
from sanban.engine.language.pauses.features import Side, keys, places
from sanban.engine.language.table import build

LEAST, ROOM = 4, 80_000
"""特征至少见过几次，留多少个。"""
ALARMS = 0.04
"""每万字最多误报几次。"""
Sides = list[tuple[Side, Side]]


def study(lines: Sequence[str]) -> Weights:
    """先留两份学一遍，定下门槛；再全部学一遍。"""
    lines = list(dict.fromkeys(lines))
    tried = learn(part(lines, HELD, inside=False))
    return learn(lines)._replace(limit=threshold(tried, part(lines, HELD, inside=True)))


def learn(lines: Sequence[str]) -> Weights:
    """学一遍。"""
    sides, targets = _examples(lines)
    found, ids, seen = numbered(keys(sides), LEAST)
    values = np.clip(np.rint(descend(ids, targets, len(found)) * SCALE), -127, 127)
    order = np.argsort(-np.abs(values) * np.minimum(seen, 20), kind="stable")[:ROOM]
    order = order[values[order] != 0]
    made, kept = build(found[order])
    return Weights(made, values[order].astype(np.int8)[kept], 0.0)


def threshold(tried: Weights, lines: Sequence[str]) -> float:
    """逗号当成顿号的，每万字不到 `ALARMS` 次。"""
    sides, targets = _examples(lines)
    falses = np.sort(tried.scores(sides)[targets < 0])[::-1]
    most = int(ALARMS * sum(map(len, lines)) / 10_000)
    return float(max(falses[min(most, len(falses) - 1)], 0.0)) + 1 / SCALE


def write(path: Path, made: Weights, paragraphs: int) -> str:
    """写成文件，返回校验和。"""
    arrays: dict[str, modelfile.Array] = {
        "sizes": made.table.sizes,
        "rests": made.table.rests,
        "values": made.values.view(np.uint8),
        "limit": np.array([round(made.limit * SCALE)], dtype=np.uint8),
    }
    return modelfile.write(path, {"paragraphs": paragraphs}, arrays)


def _examples(lines: Sequence[str]) -> tuple[Sides, NDArray[np.float64]]:
    sides: Sides = []
    targets: list[float] = []
    for line in lines:
        for start, left, right in places(line):
            sides.append((left, right))
            targets.append(1.0 if line[start] == "、" else -1.0)
    return sides, np.array(targets)
