"""相同的部分：两串东西里按次序都有的，大的也只用差不多正比的时间。"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

SMALL = 40_000
"""两边长度之积不到这个数的一段，直接求最短改法。"""
MOST_EDITS = 300
"""最短改法最多试到改多少处；再多就当整段换掉。"""


@dataclass(frozen=True, slots=True)
class Match:
    """旧的从 `old` 起、新的从 `new` 起，有 `length` 个相同。"""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class _Area:
    """还没有对上的一块：旧的 [a, b)，新的 [c, d)。"""

    a: int
    b: int
    c: int
    d: int

    @property
    def empty(self) -> bool:
        return self.a >= self.b or self.c >= self.d

    @property
    def small(self) -> bool:
        return (self.b - self.a) * (self.d - self.c) <= SMALL


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """按次序都有的各截，前后相连的并成一截。"""
    codes: dict[Hashable, int] = {}
    return _matches(*([codes.setdefault(one, len(codes)) for one in side] for side in (old, new)))


def _matches(old: Sequence[int], new: Sequence[int]) -> list[Match]:
    found: list[Match] = []
    waiting = [_Area(0, len(old), 0, len(new))]
    while waiting:
        area = _trimmed(old, new, waiting.pop(), found)
        if area.empty:
            continue
        anchors = [] if area.small else _anchors(old, new, area)
        if anchors:
            found += [Match(i, j, 1) for i, j in anchors]
            waiting += _between(area, anchors)
        else:
            found += _shortest(old[area.a : area.b], new[area.c : area.d], area)
    return list(_joined(sorted(found, key=lambda match: match.old)))


def _trimmed(old: Sequence[int], new: Sequence[int], area: _Area, found: list[Match]) -> _Area:
    """掐去一头一尾相同的，记进 `found`。"""
    a, b, c, d = area.a, area.b, area.c, area.d
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    if a > area.a:
        found.append(Match(area.a, area.c, a - area.a))
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    if b < area.b:
        found.append(Match(b, d, area.b - b))
    return _Area(a, b, c, d)


def _anchors(old: Sequence[int], new: Sequence[int], area: _Area) -> list[tuple[int, int]]:
    """两边都只出现一次的，取次序不乱的最长一串作桩。"""
    there = _once(old, area.a, area.b)
    here = _once(new, area.c, area.d)
    return rising([(there[key], place) for key, place in here.items() if key in there])


def _once(items: Sequence[int], start: int, end: int) -> dict[int, int]:
    area = items[start:end]
    counts = Counter(area)
    return {one: place for place, one in enumerate(area, start) if counts[one] == 1}


def rising(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """两个数都一路变大的最长一串；`pairs` 按第二个数排好了。"""
    tails: list[int] = []
    ends: list[int] = []
    known = list(pairs)
    before = [-1] * len(known)
    for index, (value, _) in enumerate(known):
        place = bisect_left(tails, value)
        before[index] = ends[place - 1] if place else -1
        if place == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[place], ends[place] = value, index
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(known[index])
        index = before[index]
    return found[::-1]


def _between(area: _Area, anchors: list[tuple[int, int]]) -> Iterator[_Area]:
    a, c = area.a, area.c
    for i, j in (*anchors, (area.b, area.d)):
        yield _Area(a, i, c, j)
        a, c = i + 1, j + 1


def _shortest(old: Sequence[int], new: Sequence[int], area: _Area) -> list[Match]:
    """最短改法（Myers 1986）留下的相同部分；改得太多的答空。"""
    reach = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trace.append(dict(reach))
        if _advance(old, new, reach, edits):
            return _walk_back(trace, (len(old), len(new)), area)
    return []


def _advance(old: Sequence[int], new: Sequence[int], reach: dict[int, int], edits: int) -> bool:
    """多改一处能走到哪里；走到头答真。"""
    many, more = len(old), len(new)
    for line in range(-edits, edits + 1, 2):
        down = line == -edits or (line != edits and reach[line - 1] < reach[line + 1])
        x = reach[line + 1] if down else reach[line - 1] + 1
        y = x - line
        while x < many and y < more and old[x] == new[y]:
            x, y = x + 1, y + 1
        reach[line] = x
        if x >= many and y >= more:
            return True
    return False


def _walk_back(trace: list[dict[int, int]], end: tuple[int, int], area: _Area) -> list[Match]:
    x, y = end
    found = []
    for edits in range(len(trace) - 1, -1, -1):
        reach, line = trace[edits], x - y
        down = line == -edits or (line != edits and reach[line - 1] < reach[line + 1])
        before = line + 1 if down else line - 1
        start = reach[before]
        back = start if down else start + 1
        if x > back:
            found.append(Match(area.a + back, area.c + y - (x - back), x - back))
        x, y = start, start - before
    return found


def _joined(found: Iterable[Match]) -> Iterator[Match]:
    last: Match | None = None
    for match in found:
        if last and (last.old + last.length, last.new + last.length) == (match.old, match.new):
            last = Match(last.old, last.new, last.length + match.length)
            continue
        if last:
            yield last
        last = match
    if last:
        yield last
