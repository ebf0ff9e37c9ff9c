"""学：由一段段文字训练出一层模型；文字相同，结果逐字节相同。"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from sanban.engine.language.counting import BATCH, Tally
from sanban.engine.language.errors import Unusable
from sanban.engine.language.estimate import THRESHOLD, estimate
from sanban.engine.language.grams import ORDER
from sanban.engine.language.layer import Layer, packed
from sanban.engine.language.model import Model

ENOUGH = 20_000
"""少于这么多字，学了也没有用。"""
EVERY = 32
"""定权重时，每多少段留一段不学、拿来试。"""
ROUNDS = 30
LEAST, MOST = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Learnt:
    """学成的一层：模型和它的几项说明。"""

    layer: Layer
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Manner:
    """怎么学：一批多少字（只影响占多少内存），剪枝的门槛，至少要多少字。"""

    batch: int = BATCH
    threshold: float = THRESHOLD
    enough: int = ENOUGH


def study(
    paragraphs: Iterable[str], *, base: Model | None = None, manner: Manner = Manner()
) -> Learnt:
    """学这些段落。

    给了 `base` 就留出三十二分之一试一试，定下与它叠用时各占多少，试完再并进去学；没给的
    权重记 1。文字太少抛 `Unusable`。
    """
    tally, held = Tally(), set[str]()
    tally.add(paragraphs if base is None else _divided(paragraphs, held), batch=manner.batch)
    _enough(tally.characters, manner.enough)
    weight = 1.0
    if base is not None and held:
        tried = packed(estimate(tally.total(), manner.threshold))
        weight = _weight(base, Model((tried,)), "\n".join(sorted(held)))
        tally.add(sorted(held), batch=manner.batch)
    layer = packed(estimate(tally.total(), manner.threshold))
    return Learnt(layer, _facts(tally, weight, manner))


def _enough(count: int, enough: int) -> None:
    if count < max(enough, 1):
        raise Unusable(
            f"只读到 {count} 字，太少，学不成。请多给一些旧文稿，至少 {enough} 字。",
            code="too-little",
        )


def _divided(paragraphs: Iterable[str], held: set[str]) -> Iterator[str]:
    """按内容留出，与先后无关。"""
    for paragraph in paragraphs:
        if blake2b(paragraph.encode(errors="replace")).digest()[0] % EVERY == 0:
            held.add(paragraph)
        else:
            yield paragraph


def _weight(base: Model, own: Model, text: str) -> float:
    """两个模型按几比几相加，留出的文字概率最大（期望最大化，取两位小数）。"""
    old, new = (10.0 ** model.score(text).astype(np.float64) for model in (base, own))
    weight = 0.5
    for _ in range(ROUNDS):
        weight = float(np.mean(weight * new / (weight * new + (1 - weight) * old)))
    return round(min(max(weight, LEAST), MOST), 2)


def _facts(tally: Tally, weight: float, manner: Manner) -> dict[str, Any]:
    return {
        "order": ORDER,
        "characters": tally.characters,
        "paragraphs": tally.paragraphs,
        "threshold": manner.threshold,
        "weight": weight,
    }
