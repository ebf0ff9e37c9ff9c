"""学易混的字词：从写对了的文字里学每一对左右的样子，再在留出的文字上定门槛。

一对一个线性的判别（平方合页损失，AdaGrad）。只用加减乘除和开方，次序固定，哪台机器上做
都逐字节相同。
"""

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import fold
from sanban.engine.language.grams import Keys, scatter
from sanban.engine.language.pairs.choosing import SCALE, Chooser, Limits, packed
from sanban.engine.language.pairs.contexts import contexts
from sanban.engine.language.pairs.limits import thresholds
from sanban.engine.language.pairs.sets import Spots, all_pairs, find

BLOCK = 500_000
"""一批多少字。"""
# fmt: off
# 一边最多学多少处，特征至少见过几次，留多少个特征；补语的记号少，前后合适的都学
MOST =  {"的地得": 400_000, "补语": 10_000_000, "别的": 30_000}
LEAST = {"的地得": 4,       "补语": 2,          "别的": 3}
ROOM =  {"的地得": 250_000, "补语": 20_000,     "别的": 180_000}
# fmt: on
ROUNDS, BATCH, RATE = 5, 2048, 0.1
FOLDS, RUN = 8, 500
"""分成八份，每份是一串一串相连的五百段。"""
HELD = (0, 2)

Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]
Learnt = tuple[Keys, NDArray[np.int8]]


def study(lines: Sequence[str]) -> Chooser:
    """先留两份学一遍，定下门槛；再全部学一遍。"""
    lines = list(dict.fromkeys(lines))
    tried = packed(*learn(part(lines, HELD, inside=False)))
    return packed(*learn(lines), limits_on(tried, lines))


def limits_on(tried: Chooser, lines: Sequence[str]) -> Limits:
    """在 `HELD` 那几份上定门槛。"""
    return thresholds(tried, list(blocks(part(lines, HELD, inside=True))))


def part(lines: Sequence[str], numbers: Collection[int], *, inside: bool) -> list[str]:
    """八份里的几份，或其余几份。"""
    return [line for place, line in enumerate(lines) if (place // RUN % FOLDS in numbers) is inside]


def learn(lines: Sequence[str]) -> Learnt:
    """学一遍，返回特征的编号和量化了的分量。"""
    parts = [_learnt(lines, group) for group in MOST]
    return np.concatenate([one for one, _ in parts]), np.concatenate([one for _, one in parts])


def blocks(lines: Sequence[str]) -> Iterator[str]:
    """若干段合成一批。"""
    batch: list[str] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line) + 1
        if size >= BLOCK:
            yield "\n".join(batch)
            batch, size = [], 0
    if batch:
        yield "\n".join(batch)


def _learnt(lines: Sequence[str], group: str) -> Learnt:
    features, targets = _examples(lines, group)
    keys, ids, seen = numbered(features, LEAST[group])
    values = np.clip(np.rint(descend(ids, targets, len(keys)) * SCALE), -127, 127)
    # 分量大的、见得多的先留
    worth = np.abs(values) * np.minimum(seen, 20)
    order = np.argsort(-worth, kind="stable")[: ROOM[group]]
    order = order[values[order] != 0]
    return keys[order], values[order].astype(np.int8)


def _examples(lines: Sequence[str], group: str) -> tuple[Keys, Floats]:
    shares = _shares(lines, group)
    columns, targets, read = [], [], 0
    for text in blocks(lines):
        codes, _ = fold(text)
        spots = _wanted(find(codes), group)
        draw = scatter((spots.starts + read).astype(np.uint64)) >> np.uint64(32)
        spots = spots.take(draw < shares[spots.pairs, spots.sides.astype(np.int64)])
        here = contexts(codes)
        spots = spots.take(here.eligible(spots))
        keys = here.chars(spots)
        columns.append(keys if group == "别的" else np.concatenate((keys, here.words(spots))))
        targets.append(np.where(spots.sides, 1.0, -1.0))
        read += len(codes)
    return np.concatenate(columns, axis=1), np.concatenate(targets)


def _wanted(spots: Spots, group: str) -> Spots:
    which = np.array([pair.group == group for pair in all_pairs()])
    return spots.take(which[spots.pairs])


def _shares(lines: Sequence[str], group: str) -> NDArray[np.uint64]:
    """各对、各边学几成，按 32 位数说；太多的少学些。"""
    counts = np.zeros((len(all_pairs()), 2), dtype=np.int64)
    for text in blocks(lines):
        spots = find(fold(text)[0])
        np.add.at(counts, (spots.pairs, spots.sides.astype(np.int64)), 1)
    return ((1 << 32) * MOST[group] // np.maximum(counts, MOST[group])).astype(np.uint64)


def numbered(features: Keys, least: int) -> tuple[Keys, Numbers, NDArray[np.int64]]:
    """特征编上号；见得少的都用最后一个号，它的分量总是 0。"""
    keys, inverse, seen = np.unique(features, return_inverse=True, return_counts=True)
    keep = seen >= least
    numbers = np.where(keep, np.cumsum(keep) - 1, keep.sum()).astype(np.int32)
    return keys[keep], numbers[inverse.reshape(features.shape)], seen[keep]


def descend(ids: Numbers, targets: Floats, count: int) -> Floats:
    """各特征的分量；`targets` 正的是一边，负的是另一边。"""
    weights, spread = np.zeros(count + 1), np.full(count + 1, 1.0)
    order = np.argsort(scatter(np.arange(len(targets), dtype=np.uint64)), kind="stable")
    for _ in range(ROUNDS):
        for start in range(0, len(order), BATCH):
            here = order[start : start + BATCH]
            _step(weights, spread, ids[:, here], targets[here])
    return weights[:-1]


def _step(weights: Floats, spread: Floats, ids: Numbers, targets: Floats) -> None:
    scores = np.zeros(len(targets))
    for row in ids:
        scores += weights[row]
    slope = targets * np.maximum(0.0, 1.0 - targets * scores)
    used, places = np.unique(ids, return_inverse=True)
    push = np.bincount(places.ravel(), np.broadcast_to(slope, ids.shape).ravel(), len(used))
    spread[used] += push * push
    weights[used] += RATE * push / np.sqrt(spread[used])
    weights[-1] = 0.0
