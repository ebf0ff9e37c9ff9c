"""疑似错字：音同、音近、形近的字，同音的词，换上去以后通顺得多的，就提出来。

先挑接得不像的位置，再只在那里试候选；换上以后概率涨得够多、换完又确实通顺的才要。门槛分情形，
由干净公文上的误报定（`docs/model.md`）：原字在词典的词里，要更有把握；换上也不成词的，也一样。
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.confusions import NEAR, SAME, SHAPE, confusions
from sanban.engine.language.folding import Codes
from sanban.engine.language.grams import ORDER, windows
from sanban.engine.language.model import Passage
from sanban.engine.language.trial import (
    STRANGE,
    WORD,
    Places,
    Suspect,
    Trial,
    apart,
    strangeness,
    tried,
    unlikely,
)
from sanban.engine.words import place_words

UNLIKELY = -7.0
"""一个字连同后面三个的概率之和低于此数，才去试候选。"""
LONG_WORD = 2.0
"""原字在三字以上的词里，或是数字、日期，门槛再加多少。"""
COUNTED = frozenset("〇一二三四五六七八九十百千万亿年月日号")
AROUND = 24
"""看成不成词，看前后多少个字。"""
HABIT = 3
"""连同左右各一字，全文这样写了几处，就当是本地的叫法。"""
# 两种写法都通、或另有规则管的，不提
BOTH_RIGHT = ("的地得", "他她它", "和或", "至到")
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


def suspects(text: str, passage: Passage) -> list[Suspect]:
    """找出一段文字里的疑似错字，按先后排，互不重叠。"""
    text = HALVES.sub("\ufffd", text)
    places = unlikely(passage, ORDER, UNLIKELY)
    if not len(places):
        return []
    trials = (_characters(passage, places), _words(passage, places))
    return apart(each for trial in trials for each in _accepted(text, passage, trial.best()))


def _characters(passage: Passage, places: Places) -> Trial:
    table = confusions()
    owner, which = table.chars.pairs(passage.codes[places].astype(np.int32))
    left, new = places[owner], table.chars.values[which][:, None]
    worth = _joined(passage, left, new)
    left = left[worth]
    return tried(passage, (left, left + 1), new[worth], table.kinds[which][worth])


def _words(passage: Passage, places: Places) -> Trial:
    """两个字都换的；只换一个字的，单字的候选里已经有了。"""
    table = confusions()
    beside = np.zeros(len(passage.codes), dtype=np.bool_)
    beside[places] = beside[places - 1] = True
    pairs = np.flatnonzero(beside)
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
    left = left[worth]
    return tried(passage, (left, left + 2), new[worth], np.full(len(left), WORD, np.uint8))


def _joined(passage: Passage, left: Places, new: Codes) -> NDArray[np.bool_]:
    """与左邻或右邻相接是见过的，才值得细算。"""
    before, after = passage.codes[left - 1], passage.codes[left + new.shape[1]]
    worth = passage.model.seen(np.stack([before, new[:, 0]], axis=1))
    rest = ~worth
    worth[rest] = passage.model.seen(np.stack([new[rest, -1], after[rest]], axis=1))
    return worth


def _accepted(text: str, passage: Passage, trial: Trial) -> Iterator[Suspect]:
    strange = STRANGE * strangeness(passage)
    times = _times(passage, trial.left, trial.new.shape[1])
    rows = zip(trial.spans(passage), trial.texts(), strict=True)
    for row, (span, new) in enumerate(rows):
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
    words = place_words(before + middle + after)
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
