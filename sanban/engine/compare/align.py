"""对齐：旧的哪一块就是新的哪一块；先找一样的，再找相像的，剩下的是增、删、移。"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from sanban.engine.compare.sequence import Match, matches, rising

ALIKE = 0.4
"""相像到这个程度，就当作改过的同一段。"""
ALONE = 0.25
"""只剩一段对一段时，可以放宽。"""
MUCH_ALIKE = 0.5
"""挪了地方又改了几个字的，要像到这个程度才敢说是移动。"""
SPLIT_GAIN = 0.15
"""一段拆成两段：合起来要比只看一段像得多；拆出去的少，像得多一点就行。"""
SHORTEST_MOVED, SHORTEST_ALIKE = 6, 12
LEAST = 0.01
SMALL = 2_500
MOST_MOVES = 10_000
SHINGLE = 6


class Kind(StrEnum):
    """一步是什么。"""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Item:
    """要对齐的一块：`kind` 相同的才可能是同一块。"""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """对齐的一步：旧的第 [a, b) 块，新的第 [c, d) 块；移动的记着另一头在第几步。

    `anchored` 是几段合写，但只有各自的第一段是同一段。
    """

    kind: Kind
    a: int
    b: int
    c: int
    d: int
    partner: int | None = None
    anchored: bool = False


class _Aligner:
    """两串块的对齐。"""

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self.old, self.new = old, new
        self._shapes: dict[str, frozenset[str]] = {}

    def steps(self) -> Iterator[Step]:
        """按次序走完两边；同一处先删后增。"""
        ends = (*matches(self.old, self.new), Match(len(self.old), len(self.new), 0))
        for left, right in pairwise((Match(0, 0, 0), *ends)):
            yield from self._gap(
                range(left.old + left.length, right.old), range(left.new + left.length, right.new)
            )
            for offset in range(right.length):
                i, j = right.old + offset, right.new + offset
                yield Step(Kind.SAME, i, i + 1, j, j + 1)

    def _gap(self, there: range, here: range) -> Iterator[Step]:
        a, c = there.start, here.start
        pairs = self._pairs(there, here) if there and here else []
        for i, j in (*pairs, (there.stop, here.stop)):
            yield from (Step(Kind.REMOVED, x, x + 1, c, c) for x in range(a, i))
            yield from (Step(Kind.ADDED, i, i, y, y + 1) for y in range(c, j))
            if i < there.stop:
                yield Step(Kind.CHANGED, i, i + 1, j, j + 1)
            a, c = i + 1, j + 1

    def _pairs(self, there: range, here: range) -> list[tuple[int, int]]:
        if len(there) * len(here) <= SMALL:
            return self._best(there, here)
        anchors = self._voted(there, here)
        found: list[tuple[int, int]] = []
        a, c = there.start, here.start
        for i, j in (*anchors, (there.stop, here.stop)):
            if 0 < (i - a) * (j - c) <= SMALL:
                found += self._best(range(a, i), range(c, j))
            found += [(i, j)] if i < there.stop else []
            a, c = i + 1, j + 1
        return found

    def _best(self, there: range, here: range) -> list[tuple[int, int]]:
        """加起来最像的配法，次序不乱。"""
        floor = ALONE if len(there) == len(here) == 1 else ALIKE
        rows: list[list[float]] = [[0.0] * (len(here) + 1)]
        alike: list[list[float]] = []
        for i in there:
            line = [self._alike(i, j, floor) for j in here]
            above, row = rows[-1], [0.0]
            for place, value in enumerate(line):
                row.append(max(row[-1], above[place + 1], above[place] + value))
            rows.append(row)
            alike.append(line)
        return list(_picked(rows, alike, (there.start, here.start)))[::-1]

    def _alike(self, i: int, j: int, floor: float) -> float:
        """两块有多像，0 到 1；不到 `floor` 的算 0。"""
        old, new = self.old[i], self.new[j]
        if old.kind != new.kind:
            return 0.0
        shorter, longer = sorted((len(old.text) + 1, len(new.text) + 1))
        if 2 * shorter < floor * (shorter + longer) and old.kind.startswith("p"):
            return 0.0
        value = self.likeness(old.text, new.text)
        if _whole(old.kind):
            return max(value, LEAST)
        return value if value >= floor else 0.0

    def likeness(self, old: str, new: str) -> float:
        """两段文字有多像：共有的相邻两字占多少。"""
        there, here = self._shape(old), self._shape(new)
        return 2 * len(there & here) / (len(there) + len(here))

    def _shape(self, text: str) -> frozenset[str]:
        found = self._shapes.get(text)
        if found is None:
            found = frozenset(map("".join, pairwise(f"\0{text}\0")))
            self._shapes[text] = found
        return found

    def _voted(self, there: range, here: range) -> list[tuple[int, int]]:
        """大块：只在旧稿一段里有的几个字，投票选出新稿的一段从哪来。"""
        owner: dict[str, int] = {}
        for i in there:
            for shingle in _shingles(self.old[i].text):
                owner[shingle] = i if owner.get(shingle, i) == i else -1
        found = []
        for j in here:
            votes = Counter(owner.get(one, -1) for one in _shingles(self.new[j].text))
            votes.pop(-1, None)
            best = votes.most_common(1)
            if best and self._alike(best[0][0], j, ALIKE):
                found.append((best[0][0], j))
        return rising(found)


def _whole(kind: str) -> bool:
    """表、行、格：内容全换了，也还是那张表、那一行、那一格。"""
    return kind.startswith("=")


def _shingles(text: str) -> set[str]:
    return {text[place : place + SHINGLE] for place in range(max(len(text) - SHINGLE + 1, 1))}


def _picked(
    rows: list[list[float]], alike: list[list[float]], start: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    x, y = len(rows) - 1, len(rows[0]) - 1
    while x and y:
        if rows[x][y] == rows[x - 1][y]:
            x -= 1
        elif rows[x][y] == rows[x][y - 1]:
            y -= 1
        else:
            x, y = x - 1, y - 1
            if alike[x][y]:
                yield start[0] + x, start[1] + y


def align(old: Sequence[Item], new: Sequence[Item]) -> tuple[Step, ...]:
    """对齐两串块；一段拆成几段、几段并成一段的是一步，移动的两步互相记着。"""
    aligner = _Aligner(old, new)
    steps = _grouped(list(aligner.steps()), aligner)
    return _with_moves(steps, aligner)


def _grouped(steps: list[Step], aligner: _Aligner) -> list[Step]:
    """拆开的、合并的段并成一步。"""
    found: list[Step] = []
    for step in steps:
        last = found[-1] if found else None
        joined = last and _joined(last, step, aligner)
        if joined:
            found[-1] = joined
        else:
            found.append(step)
    return found


def _joined(left: Step, right: Step, aligner: _Aligner) -> Step | None:
    kinds = {left.kind, right.kind}
    if Kind.CHANGED not in kinds or kinds & {Kind.SAME} or len(kinds) != 2:
        return None
    whole = Step(Kind.CHANGED, left.a, right.b, left.c, right.d)
    items = (*aligner.old[whole.a : whole.b], *aligner.new[whole.c : whole.d])
    if any(item.kind != items[0].kind or not item.kind.startswith("p") for item in items):
        return None
    apart = left if left.kind is Kind.CHANGED else right
    gain = _likeness(aligner, whole) - _likeness(aligner, apart)
    added = right if apart is left else left
    tail = sum(len(aligner.old[i].text) for i in range(added.a, added.b))
    tail += sum(len(aligner.new[j].text) for j in range(added.c, added.d))
    length = sum(len(item.text) for item in items)
    return whole if gain >= min(SPLIT_GAIN, tail / length / 2) and gain > 0 else None


def _likeness(aligner: _Aligner, step: Step) -> float:
    return aligner.likeness(
        "".join(item.text for item in aligner.old[step.a : step.b]),
        "".join(item.text for item in aligner.new[step.c : step.d]),
    )


def _with_moves(steps: list[Step], aligner: _Aligner) -> tuple[Step, ...]:
    """删去的和增加的一样或很像，就是移动。"""
    free: dict[Item, list[int]] = {}
    for place, step in enumerate(steps):
        if step.kind is Kind.ADDED:
            free.setdefault(aligner.new[step.c], []).append(place)
    left = [
        place
        for place, step in enumerate(steps)
        if step.kind is Kind.REMOVED and not _moved(place, steps, free, aligner.old[step.a])
    ]
    others = [place for places in free.values() for place in places]
    if len(left) * len(others) <= MOST_MOVES:
        _moved_alike(left, others, steps, aligner)
    return tuple(steps)


def _moved(place: int, steps: list[Step], free: dict[Item, list[int]], item: Item) -> bool:
    places = free.get(item)
    if not places or len(item.text.strip()) < SHORTEST_MOVED:
        return False
    _link(steps, place, places.pop(0))
    return True


def _moved_alike(left: list[int], others: list[int], steps: list[Step], aligner: _Aligner) -> None:
    """挪了地方又改了几个字的。"""
    for place in left:
        item = aligner.old[steps[place].a]
        if len(item.text) < SHORTEST_ALIKE:
            continue
        close = [
            (aligner.likeness(item.text, aligner.new[steps[one].c].text), one)
            for one in others
            if steps[one].partner is None and aligner.new[steps[one].c].kind == item.kind
        ]
        value, best = max(close, default=(0.0, 0))
        if value >= MUCH_ALIKE:
            _link(steps, place, best)


def _link(steps: list[Step], there: int, here: int) -> None:
    steps[there] = replace(steps[there], partner=here)
    steps[here] = replace(steps[here], partner=there)
