"""成对的标点：一遍扫完，谁跟谁成对、嵌了几层、谁落了单。"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sanban.engine.text.characters import BLANKS, CLOSING, KIND, LINE_ENDS, OPENING
from sanban.engine.text.pattern import Pattern
from sanban.engine.text.spans import Cut, Span

MARK = Pattern(rf"[“”‘’（）()《》〈〉【】〔〕「」『』［］\[\]{LINE_ENDS}]")
# “1）”“a）”是序号，不是括号的后一半；don’t 里的撇号不是引号
HALF_ITEM = "0123456789abcdefABCDEFivxIVX一二三四五六七八九十"
AGAIN = Pattern(rf"[{LINE_ENDS}{BLANKS}]{{1,40}}“")
ENDS = ("。", "！", "？", "；", "…", "：")
REACH, FAR = 5, 4000
"""上一段没有合上的，往后几段、几千字里找它的另一半。"""


class Pair(NamedTuple):
    """配好的一对：`start` 是前一半的位置，`end` 是后一半之后的位置，`outer` 是外面那层的前半。"""

    start: int
    end: int
    kind: str
    outer: str = ""

    @property
    def inside(self) -> Span:
        """两半之间。"""
        return Span(self.start + 1, self.end - 1)


class Stray(NamedTuple):
    """落单的一半；`limit` 是它所在段的起点或终点，另一半该补在这之内。"""

    start: int
    mark: str
    limit: int

    @property
    def is_opening(self) -> bool:
        """前一半落单，缺的是后一半。"""
        return self.mark in OPENING


@dataclass(frozen=True)
class Pairs:
    """全文成对标点的情形，按位置排好。"""

    pairs: tuple[Pair, ...]
    strays: tuple[Stray, ...]

    @cached_property
    def quoted(self) -> Cut:
        """各处引号里面（最外一层），含引号。"""
        return self._outermost("“「")

    @cached_property
    def titled(self) -> Cut:
        """各处书名号里面（最外一层），含书名号。"""
        return self._outermost("《")

    @cached_property
    def bracketed(self) -> Cut:
        """各处圆括号里面（最外一层），含括号。"""
        return self._outermost("（(")

    def _outermost(self, openings: str) -> Cut:
        names = {KIND[mark] for mark in openings}
        kept: list[Span] = []
        for pair in self.pairs:
            if pair.kind in names and (not kept or pair.start >= kept[-1].end):
                kept.append(Span(pair.start, pair.end))
        return Cut(tuple(kept))


class _Scan:
    """扫描的中间状态：栈里是没合上的前一半。"""

    def __init__(self) -> None:
        self.stack: list[Span] = []
        self.open: Counter[str] = Counter()
        self.marks: list[str] = []
        self.pairs: list[Pair] = []
        self.strays: list[Stray] = []
        self.line_start = 0

    def push(self, place: int, mark: str) -> None:
        self.stack.append(Span(place, place + 1))
        self.marks.append(mark)
        self.open[KIND[mark]] += 1

    def pop(self) -> tuple[int, str]:
        mark = self.marks.pop()
        self.open[KIND[mark]] -= 1
        return self.stack.pop().start, mark

    def close(self, place: int, mark: str) -> None:
        kind = KIND[mark]
        if not self.open[kind]:
            self.strays.append(Stray(place, mark, self.line_start))
            return
        start, found = self.pop()
        while KIND[found] != kind:
            self.strays.append(Stray(start, found, place))
            start, found = self.pop()
        self.pairs.append(Pair(start, place + 1, kind, self.marks[-1] if self.marks else ""))

    def end_line(self, place: int) -> None:
        while self.stack:
            start, mark = self.pop()
            self.strays.append(Stray(start, mark, place))
        self.line_start = place + 1


def pair_up(raw: str) -> Pairs:
    """扫一遍，配成对；隔了段才合上的也算一对。"""
    scan = _Scan()
    for found in MARK.over(raw):
        place, mark = found.start(), found.group()
        if mark in OPENING:
            scan.push(place, mark)
        elif mark not in CLOSING:
            scan.end_line(place)
        elif not _is_no_mark(raw, place, scan):
            scan.close(place, mark)
    scan.end_line(len(raw))
    strays = _across(raw, sorted(scan.strays, key=lambda stray: stray.start))
    pairs = sorted(scan.pairs, key=lambda pair: pair.start)
    return Pairs(tuple(pairs), strays)


def _is_no_mark(raw: str, place: int, scan: _Scan) -> bool:
    before = raw[place - 1 : place]
    if raw[place] in ")）":
        return not scan.open["括号"] and before != "" and before in HALF_ITEM
    after = raw[place + 1 : place + 2]
    return raw[place] == "’" and before.isascii() and after.isascii() and after.isalpha()


def _across(raw: str, strays: list[Stray]) -> tuple[Stray, ...]:
    """前一段开、后几段合的，两个都不算落单；每段开头重写前引号的引文也不算。"""
    kept: list[Stray] = []
    for stray in strays:
        if kept and _completes(raw, kept[-1], stray):
            kept.pop()
        elif not _goes_on(raw, stray):
            kept.append(stray)
    return tuple(kept)


def _completes(raw: str, last: Stray, stray: Stray) -> bool:
    if OPENING.get(last.mark) != stray.mark or stray.start - last.start > FAR:
        return False
    return raw.count("\n", last.start, stray.start) <= REACH


def _goes_on(raw: str, stray: Stray) -> bool:
    """引文有几段时，每段开头都写前引号，只有末一段有后引号。"""
    if stray.mark != "“" or raw[stray.limit - 1 : stray.limit] not in ENDS:
        return False
    return AGAIN.match(raw, stray.limit) is not None
