"""定门槛：在留出的、写对了的文字上，误报与找到的相比。"""

from collections.abc import Sequence

import numpy as np

from sanban.engine.language.folding import fold
from sanban.engine.language.pairs.choosing import LEAN, NEVER, SCALE, Chooser, Limits, Scores
from sanban.engine.language.pairs.sets import all_pairs

# fmt: off
# 的地得按误报定：第几对的哪个方向，每万字最多误报几次：警告，提示
ALARMS = {
    (0, 1): (0.02, 0.3),
    (1, 0): (0.04, 0.4),
    (2, 1): (0.01, 0.05),
    (3, 1): (0.005, 0.02),
    (4, 0): (0.02, 0.1),
    (5, 0): (0.005, 0.05),
}
# fmt: on
WRONG = 1 / 500
"""别的：五百处写错一处的文稿里，提的要有几成是对的。"""
SURE, LIKELY = 0.95, 0.7
FLOOR, SLACK = 0.8, 0.4
"""门槛至少多高；比最响的误报还要高出多少。"""
FEW, FEW_FLOOR = 20, 1.0
"""留出的文字里不到这么多处的，门槛再高些。"""


def thresholds(chooser: Chooser, texts: Sequence[str]) -> Limits:
    """各对、各方向的两个门槛；留出的文字里没有的，不提。"""
    gathered = [chooser.scored(fold(text)[0]) for text in texts or [""]]
    pairs = np.concatenate([each.spots.pairs for each in gathered])
    sides = np.concatenate([each.spots.sides for each in gathered])
    scores = np.concatenate([each.scores for each in gathered])
    size = sum(map(len, texts)) / 10_000
    sure = np.full((len(all_pairs()), 2), NEVER, dtype=np.uint8)
    likely = sure.copy()
    for number, pair in enumerate(all_pairs()):
        here = pairs == number
        first, second = scores[here & ~sides], scores[here & sides]
        for way, (clean, broken) in enumerate(((first, second), (-second, -first))):
            if pair.ways[way] and len(broken) and len(clean):
                quotas = [rate * size for rate in ALARMS.get((number, way), ())]
                limits = (
                    _by_alarms(clean + LEAN, quotas) if quotas else _by_precision(clean, broken)
                )
                sure[number, way], likely[number, way] = map(_level, limits)
    return Limits(sure, likely)


def _by_alarms(clean: Scores, quotas: Sequence[float]) -> list[float]:
    falses = np.sort(clean)[::-1]
    return [max(float(falses[min(int(quota), len(falses) - 1)]), 0.0) for quota in quotas]


def _by_precision(clean: Scores, broken: Scores) -> list[float]:
    """`clean` 是写对了的，过门槛就是误报；`broken` 是写错了的，过门槛就是找到。"""
    falses, trues = np.sort(clean), np.sort(broken)
    floor = FLOOR if len(trues) >= FEW else FEW_FLOOR
    steps = np.unique(falses[falses > floor - SLACK]) + SLACK
    limits = np.concatenate(([floor], np.maximum(steps, floor)))
    alarms = len(falses) - np.searchsorted(falses, limits)
    found = (len(trues) - np.searchsorted(trues, limits)) * WRONG
    return [
        float(limits[np.flatnonzero(alarms * share <= found * (1 - share))[0]])
        for share in (SURE, LIKELY)
    ]


def _level(limit: float) -> int:
    return min(int(np.ceil(limit * SCALE)), NEVER)
