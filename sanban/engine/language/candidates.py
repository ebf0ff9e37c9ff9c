"""疑似错字：音同、音近、形近的字，同音的词，换上去以后通顺得多的，就提出来。

先挑接得不像的位置，再只在那里试候选；换上以后概率涨得够多、换完又确实通顺的才要。门槛分情形，
由干净公文上的误报定（`docs/model.md`）：原字在词典的词里，要更有把握；换上也不成词的，也一样。
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain

import numpy as np
import rjieba
from numpy.typing import NDArray

from sanban.engine.language.confusions import NEAR, SAME, SHAPE, WORD, confusions
from sanban.engine.language.folding import Codes
from sanban.engine.language.grams import ORDER, windows
from sanban.engine.language.model import Passage

REACH = ORDER - 1
UNLIKELY = -7.0
"""一个字连同后面三个的概率之和低于此数，才去试候选；生疏的文字处处都低，按生疏的程度再压低。"""
FIRST = 2.5
"""涨不到这么多的不看。"""
SMOOTH = 2.0
"""换完以后通不通顺（平均每字的对数概率）在把握里的分量。"""
USUAL = -0.95
"""学过的那一类文字，平均每字的对数概率。"""
STRANGE = 2.0
"""一篇文字比学过的每难一分，门槛加多少：越生疏，越要拿得准。"""
STEADY = 500
"""短文的难易说不准，先垫上这么多个字的平常。"""
LONG_WORD = 2.0
"""原字在三字以上的词里，或是数字、日期，门槛再加多少。"""
COUNTED = frozenset("〇一二三四五六七八九十百千万亿年月日号")
AROUND = 24
"""看成不成词，看前后多少个字。"""
HABIT = 3
"""连同左右各一字，全文这样写了几处，就当是本地的叫法。"""
# 两种写法都通、或另有规则管的，不提
BOTH_RIGHT = ("的地得", "他她它", "和或")
# fmt: off
# 缘由    原字不成词  原字在词里  换上不成词另加
LIMITS = {
    SAME:  (0.5,      1.0,        1.0),
    NEAR:  (0.0,      1.5,        1.5),
    SHAPE: (0.5,      2.0,        1.0),
    WORD:  (0.0,      1.0,        2.0),
}
# fmt: on
HALVES = re.compile("[\ud800-\udfff]")
"""落单的半个字，分词的库不收。"""
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Suspect:
    """一处疑似错字。

    `text[start:end]` 宜改为 `suggestion`；`gain` 是概率涨了多少（以 10 为底的对数）；
    `kind` 是缘由：SAME、NEAR、SHAPE、WORD；`margin` 是把握超出门槛多少，越大越拿得准。
    """

    start: int
    end: int
    suggestion: str
    gain: float
    kind: int
    margin: float


@dataclass(frozen=True, slots=True)
class Trial:
    """一批候选：各换哪几个码（从 `left` 起，`new` 每行一个）、缘由、涨多少、把握。"""

    left: Places
    new: Codes
    kinds: NDArray[np.uint8]
    gains: NDArray[np.float32]
    merits: NDArray[np.float32]


def suspects(text: str, passage: Passage) -> list[Suspect]:
    """找出一段文字里的疑似错字，按先后排，互不重叠。"""
    text = HALVES.sub("\ufffd", text)
    places = unlikely(passage)
    trials = [_best(_characters(passage, places)), _best(_words(passage, places))]
    found = chain.from_iterable(_accepted(text, passage, trial) for trial in trials)
    return _apart(sorted(found, key=lambda each: -each.margin))


def unlikely(passage: Passage) -> Places:
    """接得不像的码的位置。"""
    sums = passage.sums
    stop = len(passage.codes) - REACH
    after = sums[REACH + ORDER : stop + ORDER] - sums[REACH:stop]
    return np.flatnonzero(after < UNLIKELY - STRANGE * strangeness(passage)) + REACH


def strangeness(passage: Passage) -> float:
    """这篇文字比学过的难多少，不难为 0；单位是平均每字的对数概率。"""
    logs = passage.logs[REACH:-REACH]
    mean = (float(logs.sum()) + USUAL * STEADY) / (len(logs) + STEADY)
    return max(USUAL - mean, 0.0)


def _characters(passage: Passage, places: Places) -> Trial:
    table = confusions()
    owner, which = table.chars.pairs(passage.codes[places].astype(np.int32))
    left, new = places[owner], table.chars.values[which][:, None]
    worth = _joined(passage, left, new)
    return _tried(passage, left[worth], new[worth], table.kinds[which][worth])


def _words(passage: Passage, places: Places) -> Trial:
    """两个字都换的；只换一个字的，单字的候选里已经有了。"""
    table = confusions()
    pairs = np.unique(np.concatenate([places - 1, places]))
    now = passage.codes[np.stack([pairs, pairs + 1], axis=1)]
    sounds = table.sounds[now]
    keys = sounds[:, 0, [0, 0, 1, 1]] * table.width + sounds[:, 1, [0, 1, 0, 1]]
    keys[(sounds[:, 0, [0, 0, 1, 1]] < 0) | (sounds[:, 1, [0, 1, 0, 1]] < 0)] = -1
    at = np.minimum(np.searchsorted(table.word_keys, keys), len(table.word_keys) - 1)
    row, column = np.nonzero(table.word_keys[at] == keys)
    owner, which = table.words.pairs(at[row, column].astype(np.int32))
    source = row[owner]
    new = table.words.values[which]
    both = (new != now[source]).all(axis=1)
    left, new = pairs[source[both]], new[both]
    worth = _joined(passage, left, new)
    return _tried(passage, left[worth], new[worth], np.full(int(worth.sum()), WORD, np.uint8))


def _joined(passage: Passage, left: Places, new: Codes) -> NDArray[np.bool_]:
    """与左邻或右邻相接是见过的，才值得细算。"""
    before, after = passage.codes[left - 1], passage.codes[left + new.shape[1]]
    seen = passage.model.seen(np.stack([before, new[:, 0]], axis=1))
    return seen | passage.model.seen(np.stack([new[:, -1], after], axis=1))


def _tried(passage: Passage, left: Places, new: Codes, kinds: NDArray[np.uint8]) -> Trial:
    gains = passage.swap(left, left + new.shape[1], new)
    reach = new.shape[1] + REACH
    stop = np.minimum(left + reach, len(passage.codes))
    after = gains + (passage.sums[stop] - passage.sums[left])
    merits = (gains + SMOOTH * after / reach).astype(np.float32)
    trial = Trial(left, new, kinds, gains, merits)
    return _chosen(trial, np.flatnonzero(gains >= FIRST))


def _best(trial: Trial) -> Trial:
    """每个位置留下涨得最多的一个；一样多的，缘由靠前、码小的优先。"""
    order = np.lexsort((trial.new[:, 0], trial.kinds, -trial.gains, trial.left))
    left = trial.left[order]
    return _chosen(trial, order[np.diff(left, prepend=-1) != 0])


def _chosen(trial: Trial, rows: Places) -> Trial:
    return Trial(*(getattr(trial, each.name)[rows] for each in fields(trial)))


def _accepted(text: str, passage: Passage, trial: Trial) -> Iterator[Suspect]:
    size = trial.new.shape[1]
    strange = STRANGE * strangeness(passage)
    starts = np.searchsorted(passage.places, trial.left)
    ends = np.searchsorted(passage.places, trial.left + size - 1) + 1
    times = _times(passage, trial.left, size)
    for row, span in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        new = "".join(map(chr, trial.new[row].tolist()))
        kind = int(trial.kinds[row])
        margin = float(trial.merits[row]) - strange - _limit(text, span, new, kind)
        if margin >= 0 and times[row] < HABIT and not _spared(text[slice(*span)], new):
            yield Suspect(*span, new, float(trial.gains[row]), kind, margin)


def _limit(text: str, span: tuple[int, int], new: str, kind: int) -> float:
    start, end = span
    free, held, extra = LIMITS[kind]
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    now, then = (_word(before, middle, after) for middle in (text[start:end], new))
    limit = held if now > 1 else free
    firm = now > 2 or not COUNTED.isdisjoint(text[start:end])
    return limit + (LONG_WORD if firm else 0) + (extra if then == 1 else 0)


def _word(before: str, middle: str, after: str) -> int:
    """中间这几个字落在词典的词里，最短的那个词有几个字。"""
    first, last = len(before), len(before) + len(middle)
    words = rjieba.tokenize(before + middle + after, "default", False)
    return min(stop - start for _, start, stop in words if start < last and stop > first)


def _times(passage: Passage, left: Places, size: int) -> Places:
    """连同左右各一个码，全文出现几次。"""
    keys = windows(passage.codes, size + 2)
    ranked = np.sort(keys)
    here = keys[left - 1]
    return np.searchsorted(ranked, here, "right") - np.searchsorted(ranked, here, "left")


def _spared(now: str, new: str) -> bool:
    """不提的：两可的字；国标基本集以外的字（繁体另有规则管）。"""
    both = any(now in group and new in group for group in BOTH_RIGHT)
    return both or len(now.encode("gb2312", "ignore")) < 2 * len(now)


def _apart(ranked: list[Suspect]) -> list[Suspect]:
    """重叠的只留把握大的。"""
    taken: set[int] = set()
    kept = []
    for each in ranked:
        span = range(each.start, each.end)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
