"""该是顿号的逗号：算每一处的分，过了门槛的提出来。"""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language import modelfile
from sanban.engine.language.pauses.features import Side, keys, places
from sanban.engine.language.table import Table, table

DATA = Path(__file__).with_name("pauses.bin")
SCALE = 32
"""分量每级 1/32。"""
BLOCK = 2000
"""一批看多少处。"""


class Misused(NamedTuple):
    """一处该是顿号的逗号：位置，把握超出门槛多少。"""

    start: int
    margin: float


class Weights(NamedTuple):
    """学成的：特征的查找表、分量、门槛。"""

    table: Table
    values: NDArray[np.int8]
    limit: float

    def scores(self, sides: list[tuple[Side, Side]]) -> NDArray[np.float64]:
        """各处的分，正的宜用顿号。"""
        found = self.table.find(keys(sides))
        values = np.where(found < 0, 0, self.values[np.maximum(found, 0)])
        return np.asarray(values.sum(axis=0) / SCALE, dtype=np.float64)


def misused(text: str) -> Iterator[Misused]:
    """并列到一半、该是顿号的逗号，按先后。"""
    if "，" not in text or "、" not in text:
        return
    every = ((start, (left, right)) for start, left, right in places(text) if text[start] == "，")
    while batch := list(islice(every, BLOCK)):
        scores = weights().scores([sides for _, sides in batch])
        for (start, _), score in zip(batch, scores.tolist(), strict=True):
            if score >= weights().limit:
                yield Misused(start, score - weights().limit)


@cache
def weights(path: Path = DATA) -> Weights:
    """随程序带的；文件坏了抛 `Unusable`。"""
    stored = modelfile.read(path, shipped=path == DATA)
    arrays = stored.arrays
    limit = int(arrays["limit"][0]) / SCALE
    return Weights(table(arrays["sizes"], arrays["rests"]), arrays["values"].view(np.int8), limit)
