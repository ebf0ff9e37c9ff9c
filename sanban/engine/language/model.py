"""语言模型：一段公文里每个字出现的可能，换掉几个字以后可能大了多少。

概率一律是以 10 为底的对数，大为好；位置一律是 `text` 里的 Unicode 码位。
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.errors import Unusable
from sanban.engine.language.folding import BREAK, Codes, Places, fold
from sanban.engine.language.grams import ORDER
from sanban.engine.language.layer import Layer, Logs, restored
from sanban.engine.language.modelfile import PROBLEMS, Stored, read
from sanban.engine.language.walking import Walk, begin

BASE = Path(__file__).with_name("base.lm")
REACH = ORDER - 1
"""一个字影响得到后面几个字的概率。"""
EDGE = np.full(REACH, BREAK, dtype=np.uint16)
SLAB = 60_000
"""一批算多少个窗，省内存也合缓存。"""
SLACK = 0.5
"""后面的码再通顺，也加不了多少：概率不过一，量化、误认至多让对数高出这么多。"""
Gains = NDArray[np.float64]
STRETCH = 500_000
"""长文字一次算多少个码。"""


@dataclass(frozen=True, slots=True)
class Model:
    """一层或几层叠成的模型；几层时概率按权相加。"""

    layers: tuple[Layer, ...]
    weights: tuple[float, ...] = (1.0,)
    digests: tuple[str, ...] = ()

    def logs(self, codes: Codes) -> Logs:
        """各码的概率（以 10 为底的对数），形状与 `codes` 一样，最后一维是相连的码。"""
        if len(self.layers) == 1:
            return self.layers[0].logs(codes)
        return self._mixed([layer.logs(codes) for layer in self.layers])

    def begin(self, before: Codes) -> tuple[Walk, ...]:
        """各层从每行三个码之后走起；`before` 的形状是 K×3。"""
        return tuple(begin(layer, before) for layer in self.layers)

    def step(self, walks: tuple[Walk, ...], new: Codes) -> tuple[Logs, tuple[Walk, ...]]:
        """各行再走一个码：它的概率，和走到的地方。"""
        logs, walked = zip(*(walk.step(new) for walk in walks), strict=True)
        return logs[0] if len(logs) == 1 else self._mixed(logs), walked

    def _mixed(self, logs: Sequence[Logs]) -> Logs:
        mixed = np.zeros(logs[0].shape, dtype=np.float32)
        for each, weight in zip(logs, self.weights, strict=True):
            mixed += np.float32(weight) * np.exp(each * np.float32(np.log(10)))
        return np.log10(mixed)

    def seen(self, pairs: Codes) -> NDArray[np.bool_]:
        """两个码（最后一维）相接，哪一层见过都算；形状少最后一维。"""
        seen = [layer.seen(pairs) for layer in self.layers]
        return np.asarray(np.logical_or.reduce(seen), dtype=np.bool_)

    def open(self, text: str) -> "Passage":
        """打开一段文字，反复问它用。"""
        return Passage(self, text)

    def score(self, text: str) -> Logs:
        """每个字的概率，`float32`，与 `text` 等长；数字串、字母串只有头一个字有，空白为 0。"""
        return self.open(text).score()

    def gain(
        self, text: str, starts: Sequence[int], ends: Sequence[int], candidates: Sequence[str]
    ) -> Logs:
        """把 `text[start:end]` 换成候选以后，概率涨了多少（对数之差，正的是涨）。

        三个序列等长，各答各的，互不影响；起讫相同是插入，候选为空是删去。
        """
        return self.open(text).gain(starts, ends, candidates)

    def best_gap(self, text: str, positions: Sequence[int], mark: str) -> int:
        """在哪个位置插入 `mark` 最合适；`positions` 不能为空，一样好的取前面的。"""
        return self.open(text).best_gap(positions, mark)


class Passage:
    """打开了的一段文字：折好的码和各码的概率只算一遍。"""

    codes: Codes
    """前后各有三个分界的码。"""
    places: Places
    """每个字在 `codes` 里的位置，空白和串里后面的字随前面的。"""

    def __init__(self, model: Model, text: str) -> None:
        codes, places = fold(text)
        self.model = model
        self.text = text
        self.codes = np.concatenate([EDGE, codes, EDGE])
        self.places = places + REACH

    @cached_property
    def logs(self) -> Logs:
        """各码的概率，与 `codes` 等长；一段一段地算，省内存。"""
        logs = np.empty(len(self.codes), dtype=np.float32)
        for first in range(0, len(logs), STRETCH):
            start = max(first - REACH, 0)
            logs[first : first + STRETCH] = self.model.logs(self.codes[start : first + STRETCH])[
                first - start :
            ]
        return logs

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """概率从头累加，`sums[b] - sums[a]` 是第 a 到 b-1 个码的和。"""
        return np.concatenate([[0.0], np.cumsum(self.logs, dtype=np.float64)])

    def score(self) -> Logs:
        """见 `Model.score`。"""
        first = np.diff(self.places, prepend=REACH - 1) > 0
        return np.where(first, self.logs[self.places], np.float32(0))

    def gain(self, starts: Sequence[int], ends: Sequence[int], candidates: Sequence[str]) -> Logs:
        """见 `Model.gain`。"""
        left, right = self._bounds(starts), self._bounds(ends)
        folded = {text: fold(text)[0] for text in set(candidates)}
        sizes = np.array([len(folded[text]) for text in candidates], dtype=np.int64)
        gains = np.zeros(len(sizes), dtype=np.float32)
        for size in sorted(set(sizes.tolist())):
            picked = np.flatnonzero(sizes == size)
            new = [folded[candidates[place]] for place in picked.tolist()]
            gains[picked] = self.swap(left[picked], right[picked], np.array(new, dtype=np.uint16))
        return gains

    def swap(self, left: Places, right: Places, new: Codes, least: Gains | None = None) -> Logs:
        """把第 `left` 到 `right - 1` 个码换成 `new` 的一行，概率涨多少；`new` 是 K×长度。

        看得出涨不到 `least`（每行一个）的不必算完，答负无穷。
        """
        gains = np.zeros(len(left), dtype=np.float32)
        lowest = np.full(len(left), -np.inf) if least is None else least
        for first in range(0, len(left), SLAB):
            part = slice(first, first + SLAB)
            gains[part] = self._swap((left[part], right[part]), new[part], lowest[part])
        return gains

    def best_gap(self, positions: Sequence[int], mark: str) -> int:
        """见 `Model.best_gap`。"""
        gains = self.gain(positions, positions, [mark] * len(positions))
        return int(positions[int(np.argmax(gains))])

    def _swap(self, span: tuple[Places, Places], new: Codes, least: Gains) -> Logs:
        left, right = span
        after = np.minimum(right[:, None] + np.arange(REACH), len(self.codes) - 1)
        rows = np.concatenate([new.reshape(len(left), -1), self.codes[after]], axis=1)
        stop = np.minimum(right + REACH, len(self.codes))
        was = self.sums[stop] - self.sums[left]
        now = self._walked(left, rows, was + (least - SLACK))
        return np.asarray(now - was, dtype=np.float32)

    def _walked(self, left: Places, rows: Codes, floor: Gains) -> Logs:
        """从 `left` 走完 `rows`，各行概率之和；走到哪里低于 `floor`，那一行就是负无穷。"""
        walks = self._begun(left)
        logs = np.zeros(rows.shape, dtype=np.float32)
        alive = np.arange(len(rows))
        for place in range(rows.shape[1]):
            logs[alive, place], walks = self.model.step(walks, rows[alive, place])
            fit = logs[alive, : place + 1].sum(axis=1) >= floor[alive]
            if not fit.all():
                alive, walks = alive[fit], tuple(walk.take(fit) for walk in walks)
        now = np.full(len(rows), -np.inf, dtype=np.float32)
        now[alive] = logs[alive].sum(axis=1)
        return now

    def _begun(self, left: Places) -> tuple[Walk, ...]:
        """走到各行 `left` 之前；同一个位置只查一回。"""
        slots = np.zeros(len(self.codes) + 1, dtype=np.int32)
        slots[left] = 1
        places = np.flatnonzero(slots)
        slots[places] = np.arange(len(places))
        begun = self.model.begin(self.codes[places[:, None] - REACH + np.arange(REACH)])
        return tuple(walk.take(slots[left]) for walk in begun)

    def _bounds(self, positions: Sequence[int]) -> Places:
        """文字里的位置换成码的位置：它前面有几个码。"""
        before = np.concatenate([[REACH - 1], self.places]) + 1
        return np.asarray(before[np.asarray(positions, dtype=np.int64)])


def load(path: Path | None = None) -> Model:
    """打开模型：不给路径是随程序带的；给了路径是本单位学的，与随程序带的叠起来用。

    开过的记着，文件换了就重开。文件找不到、坏了、不是模型，抛 `Unusable`。
    """
    return _loaded(path, _stamp(path) if path else 0)


@lru_cache(maxsize=4)
def _loaded(path: Path | None, stamp: int) -> Model:
    layer, _, digest = _opened(read(BASE, shipped=True), BASE)
    if path is None:
        return Model((layer,), digests=(digest,))
    own, weight, mark = _opened(read(path, mapped=False), path)
    return Model((layer, own), (1 - weight, weight), (digest, mark))


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _opened(stored: Stored, path: Path) -> tuple[Layer, float, str]:
    try:
        return restored(stored.arrays), float(stored.facts["weight"]), stored.digest
    except (ValueError, LookupError, TypeError) as error:
        raise Unusable(PROBLEMS["damaged"].format(name=path), code="damaged") from error
