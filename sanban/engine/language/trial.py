"""试：把一批候选各换上去，看概率涨多少、换完通不通顺，拿得准的才提出来。"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.confusions import SHAPE
from sanban.engine.language.folding import Codes
from sanban.engine.language.grams import ORDER
from sanban.engine.language.model import Passage

REACH = ORDER - 1
FIRST = 2.5
"""一般的候选，涨不到这么多的不看。"""
SMOOTH = 2.0
"""换完以后通不通顺（平均每字的对数概率）在把握里的分量。"""
USUAL = -0.95
"""学过的那一类文字，平均每字的对数概率。"""
STRANGE = 2.0
"""一篇文字比学过的每难一分，门槛加多少：越生疏，越要拿得准。"""
STEADY = 500
"""短文的难易说不准，先垫上这么多个字的平常。"""
HABIT, WING = 3, 9
"""左右各这么多个字都一样的写了几处，就当是本来的叫法。"""
BASE = np.uint64(1_000_003)
WORD, DOUBLED, DROPPED, UNMARKED = range(SHAPE + 1, SHAPE + 5)
"""易混字以外的缘由：同音词、重了、漏了字、漏了顿号。"""
Places = NDArray[np.int64]
Kinds = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Suspect:
    """一处疑似差错。

    `text[start:end]` 宜改为 `suggestion`：起讫相同是漏了，`suggestion` 为空是多了；`gain` 是
    概率涨了多少（以 10 为底的对数）；`kind` 是缘由；`margin` 是把握超出门槛多少，越大越拿得准。
    """

    start: int
    end: int
    suggestion: str
    gain: float
    kind: int
    margin: float


@dataclass(frozen=True, slots=True)
class Trial:
    """一批候选：第 `left` 到 `right - 1` 个码换成 `new` 的一行，缘由、涨多少、把握。"""

    left: Places
    right: Places
    new: Codes
    kinds: Kinds
    gains: NDArray[np.float32]
    merits: NDArray[np.float32]

    def chosen(self, rows: Places | NDArray[np.bool_]) -> "Trial":
        """挑出几行。"""
        return Trial(*(getattr(self, each.name)[rows] for each in fields(self)))

    def best(self) -> "Trial":
        """每个位置留下涨得最多的一个；一样多的，缘由靠前、码小的优先。"""
        first = self.new[:, 0] if self.new.shape[1] else self.kinds
        order = np.lexsort((first, self.kinds, -self.gains, self.left))
        left = self.left[order]
        return self.chosen(order[np.diff(left, prepend=-1) != 0])

    def spans(self, passage: Passage) -> list[tuple[int, int]]:
        """各行换的是原文的哪几个字。"""
        starts = np.searchsorted(passage.places, self.left)
        ends = np.searchsorted(passage.places, self.right - 1) + 1
        ends = np.where(self.right > self.left, ends, starts)
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    def texts(self) -> list[str]:
        """各行换上的字。"""
        return ["".join(map(chr, row)) for row in self.new.tolist()]


def tried(
    passage: Passage,
    span: tuple[Places, Places],
    new: Codes,
    kinds: Kinds,
    *,
    first: float = FIRST,
    floor: float = 0.0,
) -> Trial:
    """把候选都换上去试，涨不到 `first` 的不要；把握怎么也到不了 `floor` 的不必算准，也不要。

    同一个位置换一样多的字，涨得多的把握也大，所以不会换了谁最好。
    """
    left, right = span
    stop = np.minimum(right + REACH, len(passage.codes))
    was = passage.sums[stop] - passage.sums[left]
    share = SMOOTH / (new.shape[1] + REACH)
    least = np.maximum(first, (floor + STRANGE * strangeness(passage) - share * was) / (1 + share))
    gains = passage.swap(left, right, new, least)
    merits = (gains + SMOOTH * (gains + was) / (new.shape[1] + REACH)).astype(np.float32)
    return Trial(left, right, new, kinds, gains, merits).chosen(gains >= first)


def strangeness(passage: Passage) -> float:
    """这篇文字比学过的难多少，不难为 0；单位是平均每字的对数概率。"""
    logs = passage.logs[REACH:-REACH]
    mean = (float(logs.sum()) + USUAL * STEADY) / (len(logs) + STEADY)
    return max(USUAL - mean, 0.0)


def unlikely(passage: Passage, reach: int, limit: float) -> Places:
    """从哪些码起，连着 `reach` 个的概率之和低于 `limit`；生疏的文字处处都低，按程度再压低。"""
    sums = passage.sums
    stop = len(passage.codes) - REACH
    ends = np.minimum(np.arange(REACH, stop) + reach, len(passage.codes))
    after = sums[ends] - sums[REACH:stop]
    places = np.flatnonzero(after < limit - STRANGE * strangeness(passage)) + REACH
    return places[~_usual(passage, places)]


def _usual(passage: Passage, places: Places) -> NDArray[np.bool_]:
    """左右的字一样的写了几处，当是本来的叫法，试出来也不提，就不必试。"""
    if len(places) < HABIT:
        return np.zeros(len(places), dtype=np.bool_)
    wide = np.frombuffer(passage.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    wide = np.concatenate([np.zeros(WING, np.uint32), wide, np.zeros(WING, np.uint32)])
    at = np.searchsorted(passage.places, places)
    keys = np.zeros(len(places), dtype=np.uint64)
    for shift in range(2 * WING + 1):
        keys = keys * BASE + wide[at + shift]
    _, which, times = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(times[which] >= HABIT, dtype=np.bool_)


def apart(found: Iterable[Suspect]) -> list[Suspect]:
    """重叠的只留把握大的，按先后排；漏字的地方算占着左右两个字。"""
    taken: set[int] = set()
    kept = []
    for each in sorted(found, key=lambda each: (-each.margin, each.start)):
        wide = each.start == each.end
        span = range(each.start - wide, each.end + wide)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
