"""区间：起讫位置，和按位置找区间。"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """原文里的一段，`start` 起，`end` 前止，按 Unicode 码位数。"""

    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Cut:
    """一串先后排好、互不重叠的区间。"""

    spans: tuple[Span, ...]

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    @cached_property
    def starts(self) -> list[int]:
        """各区间的起点，供二分查找。"""
        return [span.start for span in self.spans]

    def index(self, offset: int) -> int:
        """起点不晚于 `offset` 的最后一个区间是第几个；没有答 -1。"""
        return bisect_right(self.starts, offset) - 1

    def at(self, offset: int) -> Span:
        """`offset` 所在的区间；落在区间之外的给前面那个，前面没有的给空区间。"""
        place = self.index(offset)
        return self.spans[place] if place >= 0 else Span(0, 0)

    def covers(self, offset: int) -> bool:
        """`offset` 是否落在哪个区间里。"""
        return offset < self.at(offset).end
