"""左右的字和词变成特征：一处一列编号，写的是哪一个不在里面。

字：左右一到四个字的串、两边合起来的串、附近的两字串。的地得再看左右的词和词性：先把的地得
盖住再切词，写错了切出来也一样。
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import BREAK, Codes, Places
from sanban.engine.language.grams import Keys, scatter
from sanban.engine.language.pairs.sets import PARTICLES, Spots, all_pairs
from sanban.engine.words import tag_words

REACH = 8
"""左右最多看几个字。"""
# fmt: off
# 左边、右边第几个字起，取几个；两边的拼在一起
SHAPES = (
    ((-1,), ()), ((-2, -1), ()), ((-3, -2, -1), ()), ((-4, -3, -2, -1), ()),
    ((), (1,)), ((), (1, 2)), ((), (1, 2, 3)), ((), (1, 2, 3, 4)),
    ((-1,), (1,)), ((-2, -1), (1,)), ((-1,), (1, 2)), ((-2, -1), (1, 2)),
    ((-2,), ()), ((), (2,)),
)
# 近旁的两字串，只分左右，不分远近
NEAR_LEFT = ((-3, -2), (-4, -3), (-5, -4), (-6, -5), (-7, -6))
NEAR_RIGHT = ((2, 3), (3, 4), (4, 5), (5, 6), (6, 7))
# 词性（t）和词（w）的组合：负的在左，正的在右
WORDS = (
    ("t-1",), ("t1",), ("t-1", "t1"), ("t1", "t2"), ("t-1", "t1", "t2"), ("t1", "t2", "t3"),
    ("t-2", "t-1"), ("t-2", "t-1", "t1"), ("w-1",), ("w1",), ("w-1", "t1"), ("t-1", "w1"),
    ("w-1", "t1", "t2"), ("t-2", "t-1", "w1"), ("w1", "t2"),
)
# fmt: on
COUNT = len(SHAPES) + len(NEAR_LEFT) + len(NEAR_RIGHT)
COVER = str.maketrans(dict.fromkeys(PARTICLES, "□"))
STEP = np.uint64(0x100000001B3)
VERBAL = frozenset({"v", "vd", "vn", "a", "ad", "an", "d", "p", "z", "i", "l"})
"""状语后面的词性；引号里的也算。"""
# fmt: off
VERBS = frozenset({
    "利用", "办理", "行使", "关心", "联系", "领导", "协同", "会同", "委托", "核实", "通报", "记录",
    "动员", "总结", "区别", "区分", "查明", "查清", "弘扬", "履行职责", "行使职权", "采取措施",
    "建立健全", "深化改革", "利用外资", "向前", "向上", "向下",
})
# fmt: on
"""分词的词典标成名词一类，状语后面却是动词的。"""
DEGREES = frozenset({"d", "a", "ad", "an", "z", "zg", "i", "l", "b"})
DEGREE_WORDS = ("不", "很", "还", "更", "较", "太", "最")
"""补语头一个词的词性，或者头一个字。"""
WITH_GET = "取获征所不使值觉懂应赢博免舍记认晓夺竞拾购募求懒可时方始均只才分而也就还须"
"""前面是这些字，“得”与它成词，不是补语的记号。"""


@dataclass(frozen=True, slots=True)
class _Tokens:
    """盖住的地得以后切的词：`owner` 是每个字在第几个词，前后各垫三个空词。

    `verbal` 是能跟在状语后面的词，`acting` 是后面能带补语的词，`degree` 是能起头作补语的词。
    """

    owner: NDArray[np.int32]
    words: NDArray[np.uint64]
    tags: NDArray[np.uint64]
    verbal: NDArray[np.bool_]
    acting: NDArray[np.bool_]
    degree: NDArray[np.bool_]

    def column(self, name: str, here: NDArray[np.int32]) -> NDArray[np.uint64]:
        table = self.words if name[0] == "w" else self.tags
        return table[here + int(name[1:])]


@dataclass(frozen=True)
class Contexts:
    """一篇文字：码、前后垫了分界的码、切的词。"""

    codes: Codes
    padded: Codes

    @cached_property
    def tokens(self) -> _Tokens:
        """盖住的地得以后切的词。"""
        return _tokens(self.codes)

    def eligible(self, spots: Spots) -> NDArray[np.bool_]:
        """该看的：要后面是动词一类的，后面得是；要前面是动词、后面是补语的，也一样。"""
        good = np.ones(len(spots.starts), dtype=np.bool_)
        which = np.flatnonzero(_verbal()[spots.pairs])
        good[which] = self.tokens.verbal[self.tokens.owner[spots.starts[which]] + 1]
        which = np.flatnonzero(_complement()[spots.pairs])
        good[which] = self._completed(spots.starts[which])
        return good

    def _completed(self, starts: Places) -> NDArray[np.bool_]:
        here = self.tokens.owner[starts]
        is_word: NDArray[np.bool_] = _with_get()[self.codes[np.maximum(starts, 1) - 1]]
        return self.tokens.acting[here - 1] & self.tokens.degree[here + 1] & ~is_word

    def chars(self, spots: Spots) -> Keys:
        """各处的字的特征，形如 [特征, 处]。"""
        sizes = _sizes()[spots.pairs]
        left, right = spots.starts + REACH, spots.starts + REACH + sizes - 1
        base = _seeds()[spots.pairs]
        rows = [
            _mixed(base, number, [self.padded[left + one] for one in before]
                   + [self.padded[right + one] for one in after])
            for number, (before, after) in enumerate(SHAPES)
        ]  # fmt: skip
        near = ((NEAR_LEFT, left, 40), (NEAR_RIGHT, right, 41))
        rows += [
            _mixed(base, number, [self.padded[where + one] for one in two])
            for places, where, number in near
            for two in places
        ]
        return np.stack(rows)

    def words(self, spots: Spots) -> Keys:
        """各处的词和词性的特征；只用于的地得。"""
        tokens = self.tokens
        here = tokens.owner[spots.starts]
        base = _seeds()[spots.pairs]
        rows = [
            _mixed(base, 50 + number, [tokens.column(name, here) for name in names])
            for number, names in enumerate(WORDS)
        ]
        return np.stack(rows)


def contexts(codes: Codes) -> Contexts:
    """看一篇文字。"""
    edge = np.full(REACH, BREAK, dtype=np.uint16)
    return Contexts(codes, np.concatenate((edge, codes, edge)))


def _mixed(base: Keys, number: int, columns: list[NDArray[np.uint64]] | list[Codes]) -> Keys:
    mixed = base + np.uint64(number)
    for column in columns:
        mixed = mixed * STEP + column
    return scatter(mixed)


@cache
def _with_get() -> NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=np.bool_)
    table[[ord(char) for char in WITH_GET]] = True
    return table


@cache
def _seeds() -> Keys:
    return np.array([pair.seed << 16 for pair in all_pairs()], dtype=np.uint64)


@cache
def _verbal() -> NDArray[np.bool_]:
    return np.array([pair.verbal for pair in all_pairs()])


@cache
def _complement() -> NDArray[np.bool_]:
    return np.array([pair.complement for pair in all_pairs()])


@cache
def _sizes() -> Places:
    return np.array([len(pair.first) for pair in all_pairs()], dtype=np.int64)


def _tokens(codes: Codes) -> _Tokens:
    text = codes.astype("<u2").tobytes().decode("utf-16-le", "replace").translate(COVER)
    # 没有的地得，用不着词，不切
    parts = tag_words(text) if "□" in text else []
    sizes = np.array([len(word) for word, _ in parts], dtype=np.int64)
    owner = np.repeat(np.arange(3, len(parts) + 3, dtype=np.int32), sizes)
    words = np.array([0, 0, 0, *(_crc(word) for word, _ in parts), 0, 0, 0], dtype=np.uint64)
    tags = np.array([0, 0, 0, *(_kind(*part) for part in parts), 0, 0, 0], dtype=np.uint64)
    return _Tokens(
        owner,
        words,
        tags,
        verbal=_padded(tag in VERBAL or word in VERBS or word == "“" for word, tag in parts),
        acting=_padded(
            tag[0] in "va" or (tag[0] in "np" and len(word) == 1) for word, tag in parts
        ),
        degree=_padded(tag in DEGREES or word[0] in DEGREE_WORDS for word, tag in parts),
    )


def _padded(fits: Iterable[bool]) -> NDArray[np.bool_]:
    return np.array([False] * 3 + list(fits) + [False] * 3)


@lru_cache(maxsize=100_000)
def _crc(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


@lru_cache(maxsize=100_000)
def _kind(word: str, tag: str) -> int:
    """词性；标点各算各的；同一种词性的单字、双字、多字分开。"""
    return zlib.crc32(word.encode() if tag == "x" else f"{tag}{min(len(word), 3)}".encode())
