"""词：一段文字分成词来比，夹在两处改动之间的一个字并进改动里。"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sanban.engine.compare.numbers import ANY
from sanban.engine.compare.sequence import Match, matches
from sanban.engine.words import cut_words

ISLAND = 1
"""两处改动之间相同的字不超过这么多，就算一处改动。"""
KEPT_APART = frozenset("。！？；\n\t¶")
"""句子断开了，前后就是两处。"""


@dataclass(frozen=True, slots=True)
class Piece:
    """一截：`same` 为真时两边一样；不一样时哪边空，就是增或删。"""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """两边一样。"""
        return self.old == self.new


@dataclass(frozen=True, slots=True)
class Change:
    """一处改动：旧词 [a, b) 换成新词 [c, d)。"""

    a: int
    b: int
    c: int
    d: int


def split(text: str) -> list[str]:
    """分词；一个数、一个日期、一个文号是一个词，拼起来就是原文。"""
    found: list[str] = []
    end = 0
    for hit in ANY.finditer(text):
        if hit.start() > end:
            found += cut_words(text[end : hit.start()])
        found.append(hit.group())
        end = hit.end()
    if end < len(text):
        found += cut_words(text[end:])
    return found


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """两串词之间的各处改动，小岛并好了。"""
    ends = (*matches(old, new), Match(len(old), len(new), 0))
    gaps = (
        Change(left.old + left.length, right.old, left.new + left.length, right.new)
        for left, right in pairwise((Match(0, 0, 0), *ends))
    )
    merged = _merged((gap for gap in gaps if gap.a < gap.b or gap.c < gap.d), old)
    return [part for gap in merged for part in _number_apart(gap, old, new)]


def _number_apart(gap: Change, old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """一个数换成另一个数，跟着还有别的改动的，数单独算一处。"""
    more = gap.b - gap.a > 1 or gap.d - gap.c > 1
    if not more or gap.a == gap.b or gap.c == gap.d:
        return (gap,)
    if not (ANY.fullmatch(old[gap.a]) and ANY.fullmatch(new[gap.c])):
        return (gap,)
    first = Change(gap.a, gap.a + 1, gap.c, gap.c + 1)
    return first, Change(gap.a + 1, gap.b, gap.c + 1, gap.d)


def _merged(gaps: Iterable[Change], old: Sequence[str]) -> Iterator[Change]:
    last: Change | None = None
    for gap in gaps:
        if last and _island(old[last.b : gap.a]):
            last = Change(last.a, gap.b, last.c, gap.d)
            continue
        if last:
            yield last
        last = gap
    if last:
        yield last


def _island(words: Sequence[str]) -> bool:
    text = "".join(words[: ISLAND + 1])
    return len(text) <= ISLAND and len(words) <= ISLAND and text not in KEPT_APART


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """一段旧文、一段新文，分成一截一截。"""
    if old == new:
        return (Piece(old, new),) if old else ()
    if not old or not new:
        return (Piece(old, new),)
    return tuple(_pieces(split(old), split(new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    a = 0
    for change in changes(old, new):
        if change.a > a:
            text = "".join(old[a : change.a])
            yield Piece(text, text)
        yield Piece("".join(old[change.a : change.b]), "".join(new[change.c : change.d]))
        a = change.b
    if a < len(old):
        text = "".join(old[a:])
        yield Piece(text, text)
