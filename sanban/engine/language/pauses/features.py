"""一个逗号、顿号左右的样子变成特征：写的是哪一个不在里面。

看的是这个标点前后各两项：隔开它们的标点、各有几个字、头尾的词和词性。只看挨着顿号的。
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.grams import Keys
from sanban.engine.text.pattern import Pattern
from sanban.engine.words import tag_words

MARK = Pattern("[，、。；：！？\n“”（）《》]")
CHOICES = "，、"
LONGEST = 24
"""一项至多看这么多个字。"""
HALVES = Pattern("[\ud800-\udfff]")
JOINING = ("等", "和", "及", "与", "或")
Words = list[tuple[str, str]]


@dataclass(frozen=True)
class Side:
    """标点一边的一项：文字，隔在外面的标点，再外面一项的长短和标点。"""

    written: str
    edge: str
    beyond: int
    far: str

    @cached_property
    def words(self) -> Words:
        """切成的词和词性；没有字的，当是一个空词。"""
        return (tag_words(self.written) if self.written else []) or [("", "")]

    @property
    def size(self) -> int:
        """几个字；长的归成几档。"""
        length = len(self.written)
        return length if length <= 10 else 11 + (length >= 14) + (length >= 20)


def places(text: str) -> Iterator[tuple[int, Side, Side]]:
    """挨着顿号的逗号、顿号：位置，左边一项，右边一项。"""
    safe = HALVES.compiled.sub("?", text)
    marks = [-1, -1, *(found.start() for found in MARK.over(safe)), len(safe), len(safe)]
    for at in range(2, len(marks) - 2):
        before, here, after = marks[at - 1 : at + 2]
        if safe[here] in CHOICES and "、" in (_mark(safe, before), _mark(safe, after)):
            left = safe[max(before + 1, here - LONGEST) : here]
            right = safe[here + 1 : min(after, here + 1 + LONGEST)]
            yield (
                here,
                Side(left, _mark(safe, before), before - marks[at - 2], _mark(safe, marks[at - 2])),
                Side(right, _mark(safe, after), marks[at + 2] - after, _mark(safe, marks[at + 2])),
            )


def keys(sides: list[tuple[Side, Side]]) -> Keys:
    """各处的特征，形如 [特征, 处]。"""
    rows = [list(_features(left, right)) for left, right in sides]
    found: NDArray[np.uint64] = np.array(rows, dtype=np.uint64)
    return np.ascontiguousarray(found.T)


def _mark(text: str, place: int) -> str:
    return text[place] if 0 <= place < len(text) else ""


def _features(left: Side, right: Side) -> Iterator[int]:
    for number, parts in enumerate((*_shapes(left, right), *_words(left, right))):
        yield number << 32 | zlib.crc32("|".join(map(str, parts)).encode())


def _shapes(left: Side, right: Side) -> Iterator[tuple[object, ...]]:
    """长短和标点。"""
    joined = any(word in right.written for word in JOINING)
    yield from ((left.edge, right.edge), (left.size,), (right.size,))
    yield from ((left.edge, left.size), (right.edge, right.size))
    yield (left.size == right.size, left.size)
    yield (left.edge, right.edge, left.size, right.size)
    yield from ((left.far, left.edge), (right.edge, right.far))
    yield (left.edge, right.edge, left.far, right.far)
    yield from ((left.edge, left.beyond - 1 == len(left.written)),)
    yield from ((right.edge, right.beyond - 1 == len(right.written)),)
    yield from ((joined, left.edge, right.edge), ("等" in right.written, left.edge, right.size))
    yield (left.written[:1] == right.written[:1], left.edge)
    yield (left.written[-1:] == right.written[-1:], left.edge)


def _words(left: Side, right: Side) -> Iterator[tuple[object, ...]]:
    """头尾的词和词性。"""
    (first, first_tag), (last, last_tag) = left.words[0], left.words[-1]
    (head, head_tag), (tail, tail_tag) = right.words[0], right.words[-1]
    yield from ((last_tag, head_tag), (first_tag, head_tag), (last_tag, tail_tag))
    yield (first_tag, last_tag, head_tag, tail_tag)
    yield from (("w", last), ("h", head), ("f", first), ("t", tail), (last, head))
    yield from ((head_tag, right.edge, right.size), (first_tag, head_tag, left.size, right.size))
    yield from ((left.edge, first_tag, head_tag), (right.edge, first_tag, head_tag))
    yield from ((last_tag, head_tag, left.size == right.size), (first_tag, left.edge, left.size))
