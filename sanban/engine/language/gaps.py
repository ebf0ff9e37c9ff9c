"""疑似多字、漏字、漏顿号：重了的去掉一个，漏了的补上，通顺得多的就提出来。

漏字只补能与左邻或右邻合成词典里的词的字，或几个虚词；漏字和漏顿号只宜作提示
（`docs/model.md` 有误报和找到的比例）。
"""

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.confusions import confusions
from sanban.engine.language.folding import Codes
from sanban.engine.language.model import Passage
from sanban.engine.language.trial import (
    DOUBLED,
    DROPPED,
    FIRST,
    REACH,
    STRANGE,
    UNMARKED,
    Places,
    Suspect,
    Trial,
    strangeness,
    tried,
    unlikely,
)

# 把握到多少才提
LIMITS = {DOUBLED: 1.0, DROPPED: 2.5, UNMARKED: -0.1}
LEAST = {DOUBLED: FIRST, DROPPED: FIRST, UNMARKED: 0.5}
"""涨不到这么多的不看；补一个顿号涨得本来就少。"""
GAP, LOOSE = -6.0, -3.0
"""漏字、漏顿号的地方，后面三个字的概率之和低于此数。"""
EMPTY_WORDS = np.array(
    [ord(char) for char in "的和了在是要对为与及有不以地得并或"], dtype=np.uint16
)
PAUSE = np.array([ord("、")], dtype=np.uint16)
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF


def doubled(passage: Passage) -> list[Suspect]:
    """重了的一个字或两个字，去掉前一份。"""
    found = []
    for size in (1, 2):
        left = _repeated(passage.codes, size)
        empty = np.zeros((len(left), 0), dtype=np.uint16)
        found += _accepted(passage, _trial(passage, (left, left + size), empty, DOUBLED))
    return found


def dropped(passage: Passage) -> list[Suspect]:
    """漏了的一个字，补在两个字之间。"""
    gaps = unlikely(passage, REACH, GAP)
    if not len(gaps):
        return []
    table = confusions()
    before, after = passage.codes[gaps - 1], passage.codes[gaps]
    count = len(EMPTY_WORDS)
    owners: list[NDArray[np.int32]] = [np.repeat(np.arange(len(gaps), dtype=np.int32), count)]
    news: list[Codes] = [np.tile(EMPTY_WORDS, len(gaps))]
    for lists, codes in ((table.after, before), (table.before, after)):
        owner, which = lists.pairs(codes.astype(np.int32))
        owners.append(owner)
        news.append(lists.values[which])
    left, new = gaps[np.concatenate(owners)], np.concatenate(news)
    worth = _joined(passage, left, new)
    span = (left[worth], left[worth])
    return _accepted(passage, _trial(passage, span, new[worth][:, None], DROPPED))


def unmarked(passage: Passage) -> list[Suspect]:
    """漏了的顿号，补在两个汉字之间。"""
    gaps = unlikely(passage, REACH, LOOSE)
    codes = passage.codes
    gaps = gaps[_han(codes[gaps - 1]) & _han(codes[gaps])]
    return _accepted(
        passage, _trial(passage, (gaps, gaps), np.tile(PAUSE, (len(gaps), 1)), UNMARKED)
    )


def _repeated(codes: Codes, size: int) -> Places:
    """从这里起 `size` 个汉字，紧接着又是这 `size` 个。"""
    left = np.arange(REACH, max(len(codes) - REACH - 2 * size + 1, REACH))
    same = np.ones(len(left), dtype=np.bool_)
    for place in range(size):
        same &= _han(codes[left + place]) & (codes[left + place] == codes[left + size + place])
    return left[same]


def _han(codes: Codes) -> NDArray[np.bool_]:
    return (codes >= FIRST_HAN) & (codes <= LAST_HAN)


def _joined(passage: Passage, left: Places, new: Codes) -> NDArray[np.bool_]:
    """与左右相接都是见过的，才值得细算。"""
    worth = passage.model.seen(np.stack([passage.codes[left - 1], new], axis=1))
    worth[worth] = passage.model.seen(np.stack([new[worth], passage.codes[left[worth]]], axis=1))
    return worth


def _trial(passage: Passage, span: tuple[Places, Places], new: Codes, kind: int) -> Trial:
    kinds = np.full(len(span[0]), kind, dtype=np.uint8)
    return tried(passage, span, new, kinds, first=LEAST[kind], floor=LIMITS[kind]).best()


def _accepted(passage: Passage, trial: Trial) -> list[Suspect]:
    strange = STRANGE * strangeness(passage)
    rows = zip(trial.spans(passage), trial.texts(), strict=True)
    found = []
    for row, (span, new) in enumerate(rows):
        kind = int(trial.kinds[row])
        margin = float(trial.merits[row]) - strange - LIMITS[kind]
        if margin >= 0:
            found.append(Suspect(*span, new, float(trial.gains[row]), kind, margin))
    return found
