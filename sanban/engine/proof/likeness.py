"""相似：同一篇里差一个字的地方，差一两个字的名称。"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from sanban.engine.language.confusions import confusions

WING = 4
"""左右各要几个字一样。"""
BASE = np.uint64(1_000_003)
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF
MARKS = np.array([ord(mark) for mark in "、“”"], dtype=np.uint32)
NUMERALS = frozenset(
    "〇一二三四五六七八九十百千万亿两几数半第上下左右前后东西南北甲乙丙丁戊省市县区乡镇村年月日"
)


class Variant(NamedTuple):
    """少见的写法：`place` 是差的那个字，别处这里写 `usual`，写了 `times` 次。"""

    place: int
    usual: str
    times: int


def variants(raw: str) -> Iterator[Variant]:
    """左右各四个字都一样、中间一个字不一样的，只出现一次的那些。"""
    codes = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    size = len(codes) - 2 * WING
    if size <= 0:
        return
    is_han = (codes >= FIRST_HAN) & (codes <= LAST_HAN)
    fits = is_han | np.isin(codes, MARKS)
    worth = is_han[WING : WING + size].copy()
    keys = np.zeros(size, dtype=np.uint64)
    for shift in (*range(WING), *range(WING + 1, 2 * WING + 1)):
        worth &= fits[shift : shift + size]
        keys = keys * BASE + codes[shift : shift + size]
    places = np.flatnonzero(worth)
    order = np.argsort(keys[places])
    places, keys = places[order], keys[places][order]
    if not len(places):
        return
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    ends = np.append(starts[1:], len(keys))
    middles = codes[places + WING]
    mixed = np.minimum.reduceat(middles, starts) != np.maximum.reduceat(middles, starts)
    for group in np.flatnonzero(mixed & (ends - starts > 2)).tolist():
        yield from _odd_ones(raw, sorted((places[starts[group] : ends[group]] + WING).tolist()))


def _odd_ones(raw: str, places: list[int]) -> Iterator[Variant]:
    (usual, times), *others = Counter(raw[place] for place in places).most_common()
    odd = {char for char, count in others if count == 1}
    if times > 1 and odd and usual not in NUMERALS:
        for place in places:
            if raw[place] in odd - NUMERALS:
                yield Variant(place, usual, times)


def is_confusable(now: str, other: str) -> bool:
    """两个字同音、音近或者形近。"""
    table = confusions()
    part = slice(*table.chars.starts[ord(now) : ord(now) + 2])
    return ord(other) in table.chars.values[part]


def nearest(name: str, others: Iterable[str], *, most: int = 2) -> str:
    """与 `name` 最像而不同的一个：至多差 `most` 个字；没有答空。"""
    best, least = "", most + 1
    for other in others:
        if abs(len(other) - len(name)) < least and other != name:
            count = distance(name, other, most=least - 1)
            if count < least:
                best, least = other, count
    return best


def distance(one: str, other: str, *, most: int) -> int:
    """改几个字（换、添、删）能变成另一个；超过 `most` 就答 `most + 1`。"""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if not one or not other:
        return min(len(one) + len(other), most + 1)
    if most <= 0:
        return 1
    tails = ((one[1:], other[1:]), (one[1:], other), (one, other[1:]))
    return min(most, *(distance(*tail, most=most - 1) for tail in tails)) + 1
