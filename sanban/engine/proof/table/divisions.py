"""行政区划：哪个县在哪个市、哪个省。"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "divisions.txt"
LONGEST = 14


@dataclass(frozen=True, eq=False)
class Divisions:
    """`uppers` 是省、市的名称；`parents` 按市、县的名称查它所在的省、市（同名的并在一起）。"""

    uppers: frozenset[str]
    parents: dict[str, frozenset[str]]

    def upper_before(self, raw: str, end: int) -> str:
        """紧挨在 `end` 之前的省、市；没有答空。"""
        for start in range(max(0, end - LONGEST), end - 1):
            if raw[start:end] in self.uppers:
                return raw[start:end]
        return ""

    def lower_after(self, raw: str, start: int) -> str:
        """紧接在 `start` 之后的市、县；没有答空，取长的。"""
        for end in range(start + LONGEST, start + 1, -1):
            if raw[start:end] in self.parents:
                return raw[start:end]
        return ""


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """读表，头一次约两毫秒。"""
    uppers: set[str] = set()
    parents: dict[str, set[str]] = defaultdict(set)
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        province, city, *counties = line.split(" ")
        above = {province} if city == "-" else {province, city}
        uppers |= above
        if city != "-":
            parents[city].add(province)
        for county in counties:
            parents[county] |= above
    return Divisions(frozenset(uppers), {name: frozenset(each) for name, each in parents.items()})
