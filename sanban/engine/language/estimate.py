"""由次数算概率：插值的改良 Kneser–Ney 平滑，再剪去省得掉的串。

这种平滑比 Witten–Bell 和朴素退避量得的交叉熵低（`docs/model.md`）：低一阶的概率不看一个串出现
几次，看它前面接过几个不同的字，正好合“没见过的接法”之用。
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.counting import Counted, Counts
from sanban.engine.language.folding import BREAK
from sanban.engine.language.grams import ORDER, Keys, prefix, suffix

CHARACTERS = 0x10000
THRESHOLD = 1.0
"""剪枝的门槛：次数乘以（概率与退避所得之差，以 10 为底的对数），不到的剪去。"""
PLAIN_DISCOUNTS = (0.0, 0.5, 1.0, 1.5)
"""文字太少、数不出折扣时用的。"""
LEAST = 1e-4
Reals = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grams:
    """一阶：串的编号（从小到大）、各自的概率、用作上文时的退避权。"""

    keys: Keys
    chances: Reals
    backs: Reals

    def places(self, keys: Keys) -> NDArray[np.int64]:
        """各编号在本阶的序号；都在才可以问。"""
        return np.searchsorted(self.keys, keys).astype(np.int64)

    def chosen(self, keep: Marks) -> "Grams":
        """留下的那些，退避权回到 1，等着重算。"""
        return Grams(self.keys[keep], self.chances[keep], np.ones(int(keep.sum())))


def estimate(counted: list[Counted], threshold: float = THRESHOLD) -> list[Grams]:
    """由一到四阶的次数算出剪过枝的四阶概率。"""
    continued = [*map(_continued, range(1, ORDER), counted, counted[1:]), counted[-1]]
    grams = [_single(*continued[0])]
    for length in range(2, ORDER + 1):
        grams.append(_next(grams[-1], continued[length - 1], length))
    return _pruned(grams, [counts for _, counts in counted], threshold)


def _continued(length: int, counted: Counted, longer: Counted) -> Counted:
    """把次数换成“前面接过几个不同的字”；段首的串前面没有字，仍用次数。"""
    keys, counts = counted
    places = np.searchsorted(keys, suffix(longer[0], length + 1))
    kinds = np.maximum(np.bincount(places, minlength=len(keys)), 1)
    first = (keys >> np.uint64(16 * (length - 1))) == BREAK
    return keys, np.where(first & (length > 1), counts, kinds).astype(np.int64)


def _single(keys: Keys, counts: Counts) -> Grams:
    kinds = len(keys)
    chances = (counts + kinds / CHARACTERS) / (counts.sum() + kinds)
    return Grams(keys, chances, np.ones(kinds))


def _next(lower: Grams, counted: Counted, length: int) -> Grams:
    keys, counts = counted
    contexts, first, sizes = _groups(keys)
    taken = np.array(_discounts(counts))[np.minimum(counts, 3)]
    total = np.add.reduceat(counts, first) if len(keys) else counts
    weight = (np.add.reduceat(taken, first) if len(keys) else taken) / total
    lower.backs[lower.places(contexts)] = weight
    spread = np.repeat(np.arange(len(contexts)), sizes)
    below = lower.chances[lower.places(suffix(keys, length))]
    chances = (counts - taken) / total[spread] + weight[spread] * below
    return Grams(keys, chances, np.ones(len(keys)))


def _groups(keys: Keys) -> tuple[Keys, NDArray[np.int64], NDArray[np.int64]]:
    """同一上文的串挨在一起：各上文、从第几项起、有几项。"""
    contexts = prefix(keys)
    first = np.flatnonzero(np.diff(contexts, prepend=~contexts[:1]))
    return contexts[first], first, np.diff(np.append(first, len(keys)))


def _discounts(counts: Counts) -> tuple[float, ...]:
    """出现一次、两次、三次以上各扣多少（Chen 与 Goodman 1998）。"""
    once, twice, thrice, four = (int((counts == times).sum()) for times in (1, 2, 3, 4))
    if not (once and twice and thrice and four):
        return PLAIN_DISCOUNTS
    share = once / (once + 2 * twice)
    pairs = ((1, twice / once), (2, thrice / twice), (3, four / thrice))
    found = (0.0, *(times - (times + 1) * share * ratio for times, ratio in pairs))
    return found if min(found[1:]) > 0 else PLAIN_DISCOUNTS


def _pruned(grams: list[Grams], counts: list[Counts], threshold: float) -> list[Grams]:
    """从最长的剪起；留下的串，头和尾也留下。单字、两字的都留。"""
    keeps = [np.ones(len(each.keys), dtype=np.bool_) for each in grams]
    needed = np.zeros(len(grams[-1].keys), dtype=np.bool_)
    for length in range(ORDER, 2, -1):
        each, lower = grams[length - 1], grams[length - 2]
        heads = lower.places(prefix(each.keys))
        tails = lower.places(suffix(each.keys, length))
        away = np.log10(each.chances) - np.log10(lower.backs[heads] * lower.chances[tails])
        keeps[length - 1] = keep = needed | (counts[length - 1] * np.abs(away) >= threshold)
        needed = np.zeros(len(lower.keys), dtype=np.bool_)
        needed[heads[keep]] = needed[tails[keep]] = True
    kept = [each.chosen(keep) for each, keep in zip(grams, keeps, strict=True)]
    for length in range(2, ORDER + 1):
        _weigh(kept[length - 2], kept[length - 1], length)
    return kept


def _weigh(lower: Grams, upper: Grams, length: int) -> None:
    """剪过以后重算退避权，使每个上文之下的概率合起来仍是 1。"""
    if not len(upper.keys):
        return
    contexts, first, _ = _groups(upper.keys)
    below = lower.chances[lower.places(suffix(upper.keys, length))]
    left = np.maximum(1 - np.add.reduceat(upper.chances, first), LEAST)
    free = np.maximum(1 - np.add.reduceat(below, first), LEAST)
    lower.backs[lower.places(contexts)] = left / free
