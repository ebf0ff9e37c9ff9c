"""查找表：散列的高位定桶，桶里存 16 位的残余，从小到大排；一次查一大批。

桶平均 8 项，每项占 17 位；不在表里的串误认为在的机会约八千分之一，读的时候还要求它的头和尾
也在表里，误认就更少了。
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.grams import Keys, scatter

PER_BUCKET = 8
REST = 16
SLAB = 1 << 14
"""一批查多少个，合缓存。"""
MOST = 3
"""多数桶找这么多步就完了。"""
Rests = NDArray[np.uint16]
Found = NDArray[np.int32]
"""在表里的序号，不在的为 -1。"""


@dataclass(frozen=True, slots=True)
class Table:
    """一张查找表。

    :param sizes: 每桶几项，`uint8`，长度是 2 的幂。
    :param rests: 各项的残余，`uint16`，按桶、按大小排。
    :param starts: 每桶从第几项起，`int32`，比 `sizes` 多一个。
    :param steps: 桶里折半查找要几步。
    """

    sizes: NDArray[np.uint8]
    rests: NDArray[np.uint16]
    starts: NDArray[np.int32]
    steps: int

    def find(self, keys: Keys) -> Found:
        """查一批编号（任何形状），返回同样形状的序号，没有的为 -1。"""
        if not len(self.rests):
            return np.full(keys.shape, -1, dtype=np.int32)
        found = np.empty(keys.size, dtype=np.int32)
        flat = keys.ravel()
        for first in range(0, len(flat), SLAB):
            found[first : first + SLAB] = self._find(flat[first : first + SLAB])
        return found.reshape(keys.shape)

    def _find(self, keys: Keys) -> Found:
        buckets, rests = _parts(scatter(keys), len(self.sizes))
        low, high = self.starts[buckets], self.starts[buckets + 1]
        stop = high
        low, high = self._narrowed(low, high, rests, MOST)
        if self.steps > MOST:  # 桶大的不多，只有它们还要再找几步
            rows = np.flatnonzero(low < high)
            rest = self._narrowed(low[rows], high[rows], rests[rows], self.steps - MOST)
            low[rows] = rest[0]
        hit = low < stop
        hit &= self.rests.take(low, mode="clip") == rests
        return np.where(hit, low, np.int32(-1))

    def _narrowed(self, low: Found, high: Found, rests: Rests, steps: int) -> tuple[Found, Found]:
        """折半几步：第一个不小于残余的在 `low` 和 `high` 之间。"""
        for _ in range(min(steps, self.steps)):
            middle = (low + high) >> 1
            less = self.rests.take(middle, mode="clip") < rests
            less &= low < high
            low, high = np.where(less, middle + 1, low), np.where(less, high, middle)
        return low, high


def build(keys: Keys) -> tuple[Table, NDArray[np.int64]]:
    """把互不相同的编号做成表；第二项是各项在 `keys` 里的序号，跟着它排别的数。

    残余和桶都相同的两个编号只留散列小的一个，所以第二项可能比 `keys` 短。
    """
    hashes = scatter(keys)
    order = np.argsort(hashes, kind="stable")
    count = 1 << max(len(keys) // PER_BUCKET, 1).bit_length()
    buckets, rests = _parts(hashes[order], count)
    same = (buckets[1:] == buckets[:-1]) & (rests[1:] == rests[:-1])
    keep = np.concatenate(([True] * min(len(keys), 1), ~same))
    sizes = np.bincount(buckets[keep], minlength=count).astype(np.uint8)
    return table(sizes, rests[keep]), order[keep]


def table(sizes: NDArray[np.uint8], rests: NDArray[np.uint16]) -> Table:
    """由存下来的两个数组还原一张表。"""
    starts = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, dtype=np.int32, out=starts[1:])
    return Table(sizes, rests, starts, int(sizes.max(initial=0)).bit_length())


def _parts(hashes: Keys, count: int) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
    bits = count.bit_length() - 1
    buckets = (hashes >> np.uint64(64 - bits)).astype(np.int32)
    rests = (hashes >> np.uint64(64 - bits - REST)).astype(np.uint16)
    return buckets, rests
