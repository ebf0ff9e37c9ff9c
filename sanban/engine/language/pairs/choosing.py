"""该用哪一个：算每一处的分，过了门槛的提出来。"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language import modelfile
from sanban.engine.language.errors import Unusable
from sanban.engine.language.folding import Codes, fold
from sanban.engine.language.grams import Keys
from sanban.engine.language.pairs.contexts import contexts
from sanban.engine.language.pairs.sets import FILE, PARTICLES, Spots, all_pairs, find
from sanban.engine.language.table import Table, build, table
from sanban.engine.words import place_words

DATA = Path(__file__).with_name("pairs.bin")
SCALE = 32
"""分量和门槛每级 1/32。"""
NEVER = 255
"""门槛到这么高，就是不提。"""
BLOCK = 200_000
"""一批多少字，只影响占多少内存。"""
KNOWN, KNOWN_WELL = 4, 6
"""的地得以外的，左右的特征认得几个才提，认得几个才算拿得准：别的文体里不认得的多。"""
LEAN = 1.0
"""的地得的分都加上这么多，门槛才不至于是负的。"""
TORN = 1.5
"""的地得换了会拆散词典里的词的（区域内地企业），把握超出这么多才提，只作提示。"""

EDGES = ("“", "”", "‘", "’", "《", "》")
AROUND = 4
NEARBY, HABIT = 4000, 4
"""连同后一个字，前后这么多字里写过这么多回，就当是本来的叫法。"""

Scores = NDArray[np.float64]


class Choice(NamedTuple):
    """一处该换的。

    `start`、`end` 是原文的位置；`right` 是该用的；`margin` 是超出提示门槛多少；`sure` 是超出
    警告门槛。
    """

    start: int
    end: int
    wrong: str
    right: str
    margin: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """各处的分：正的宜用一对里的后一个，负的宜用前一个；`known` 是认得几个特征。"""

    spots: Spots
    scores: Scores
    known: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Limits:
    """各对的门槛，形如 [对, 方向]；方向 0 是写了前一个、该用后一个。"""

    sure: NDArray[np.uint8]
    likely: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Chooser:
    """学成的判别：特征的查找表、分量、门槛。"""

    table: Table
    values: NDArray[np.int8]
    limits: Limits

    def choices(self, text: str) -> list[Choice]:
        """该换的各处，按先后，一处只提一个；长的分批看，只影响占多少内存。"""
        found: list[Choice] = []
        start = 0
        while start < len(text):
            end = _cut(text, start)
            found += self._choices(text[start:end], start)
            start = end
        return found

    def _choices(self, text: str, offset: int) -> list[Choice]:
        codes, places = fold(text)
        if not len(codes):
            return []
        scored = self.scored(codes, _ways())
        spots, sides = scored.spots, scored.spots.sides.astype(np.int64)
        lead = np.where(spots.sides, -scored.scores, scored.scores)
        lead += LEAN * _particles()[spots.pairs]
        over, past = (
            lead - np.where(limits < NEVER, limits, np.inf) / SCALE
            for limits in (
                self.limits.likely[spots.pairs, sides],
                self.limits.sure[spots.pairs, sides],
            )
        )
        first = np.searchsorted(places, np.arange(len(codes) + 1))
        which = np.flatnonzero(over >= 0)
        firm = (past >= 0) & (scored.known >= KNOWN_WELL)
        return _told(_Page(text, offset, first), spots.take(which), over[which], firm[which])

    def scored(self, codes: Codes, ways: NDArray[np.bool_] | None = None) -> Scored:
        """各处的分；给了 `ways` 就只看管的，认得的特征太少的不作数。"""
        here, spots = contexts(codes), find(codes)
        if ways is not None:
            spots = spots.take(ways[spots.pairs, spots.sides.astype(np.int64)])
        spots = spots.take(here.eligible(spots))
        scores, known = self._sum(here.chars(spots))
        particles = _particles()[spots.pairs]
        scores[~particles & (known < KNOWN)] = 0
        which = np.flatnonzero(particles)
        if len(which):
            scores[which] += self._sum(here.words(spots.take(which)))[0]
            known[which] = KNOWN_WELL
        return Scored(spots, scores, known)

    def _sum(self, keys: Keys) -> tuple[Scores, NDArray[np.int64]]:
        total = np.zeros(keys.shape[1], dtype=np.int64)
        known = np.zeros(keys.shape[1], dtype=np.int64)
        for row in keys:
            found = self.table.find(row)
            known += found >= 0
            total += np.where(found < 0, 0, self.values[np.maximum(found, 0)])
        return total / SCALE, known

    def arrays(self) -> dict[str, modelfile.Array]:
        """写进文件的各数组。"""
        return {
            "sizes": self.table.sizes,
            "rests": self.table.rests,
            "values": self.values.view(np.uint8),
            "sure": self.limits.sure.ravel(),
            "likely": self.limits.likely.ravel(),
        }


def packed(keys: Keys, values: NDArray[np.int8], limits: Limits | None = None) -> Chooser:
    """由特征的编号和分量做成；没给门槛，就都不提。"""
    found, order = build(keys)
    never = np.full((len(all_pairs()), 2), NEVER, dtype=np.uint8)
    return Chooser(found, values[order], limits or Limits(never, never))


@cache
def chooser(path: Path = DATA) -> Chooser:
    """随程序带的；文件坏了、与字词表对不上抛 `Unusable`。"""
    arrays = modelfile.read(path).arrays
    count = len(all_pairs())
    if len(arrays["sure"]) != 2 * count:
        raise Unusable(f"“{path}”与“{FILE.name}”对不上。请用 make pairs 重做。", code="mismatched")
    limits = Limits(arrays["sure"].reshape(count, 2), arrays["likely"].reshape(count, 2))
    return Chooser(table(arrays["sizes"], arrays["rests"]), arrays["values"].view(np.int8), limits)


@cache
def _ways() -> NDArray[np.bool_]:
    return np.array([pair.ways for pair in all_pairs()])


@cache
def _particles() -> NDArray[np.bool_]:
    return np.array([pair.is_particles for pair in all_pairs()])


class _Page(NamedTuple):
    text: str
    offset: int
    first: NDArray[np.int64]


def _told(page: _Page, spots: Spots, over: Scores, firm: NDArray[np.bool_]) -> list[Choice]:
    found: list[Choice] = []
    free = 0
    for row in np.lexsort((-over, spots.starts)):
        pair = all_pairs()[spots.pairs[row]]
        wrong, right = (pair.first, pair.second)[:: -1 if spots.sides[row] else 1]
        start = int(page.first[spots.starts[row]])
        end = start + len(wrong)
        if start < free or page.text[start:end] != wrong:
            continue
        torn = _tears(page.text, (start, end), right)
        if not _spared(page.text, (start, end), right) and (
            not torn or (right in PARTICLES and over[row] >= TORN)
        ):
            free, place = end, page.offset
            sure = bool(firm[row]) and not torn
            found.append(Choice(start + place, end + place, wrong, right, float(over[row]), sure))
    return found


def _cut(text: str, start: int) -> int:
    """这一批到哪里：尽量在段末、句末断开。"""
    end = start + BLOCK
    if end >= len(text):
        return len(text)
    stop = max(text.rfind(mark, start + BLOCK // 2, end) for mark in "\n。")
    return stop + 1 if stop > 0 else end


def _spared(text: str, span: tuple[int, int], right: str) -> bool:
    """不提的：挨着引号的；近处写过好几回的。"""
    start, end = span
    nearby = max(start - NEARBY, 0), end + NEARBY
    if right not in PARTICLES and text.count(text[start : end + 1], *nearby) >= HABIT:
        return True
    return text[start - 1 : start] in EDGES or text[end : end + 1] in EDGES


def _tears(text: str, span: tuple[int, int], right: str) -> bool:
    """原来合成词典里的词，换了反而拆散。"""
    start, end = span
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return _word(before, text[start:end], after) > _word(before, right, after)


def _word(before: str, middle: str, after: str) -> int:
    """中间这几个字落在词典的词里，最短的那个词有几个字。"""
    first, last = len(before), len(before) + len(middle)
    words = place_words(before + middle + after)
    return min(stop - start for _, start, stop in words if start < last and stop > first)
