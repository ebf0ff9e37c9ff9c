"""表里的各条，和找它们的自动机；用到才读，读一次大家用。"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

FILE = Path(__file__).parent / "table.txt"
BEFORE, AFTER = "前不=", "后不="


class Entry(NamedTuple):
    """一条：错的写法、对的写法；紧挨着 `before`、`after` 里的字样就不算。"""

    kind: str
    wrong: str
    right: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


SHORT = 20_000
"""头一篇不到这么多字，只建用得着的自动机；起动快十几毫秒。"""
_FIRST = iter((True,))


@dataclass(frozen=True, eq=False)
class Table:
    """全部各条：`wrongs` 是错的写法，`rows` 是它在表里那一行和那一行的类。"""

    wrongs: list[str]
    rows: list[tuple[str, str]]

    @cached_property
    def finder(self) -> AhoCorasick:
        """找全部各条的自动机，建一次大家用。"""
        return _finder(self.wrongs)

    def matches(self, raw: str) -> Iterator[tuple[int, int, int]]:
        """原文里的各处：第几条、起、讫；重叠的取长的。"""
        if len(raw) > SHORT or not next(_FIRST, False):
            yield from self.finder.find_matches_as_indexes(raw)
            return
        chars = set(raw)
        likely = [number for number, wrong in enumerate(self.wrongs) if chars.issuperset(wrong)]
        finder = _finder([self.wrongs[number] for number in likely])
        for place, start, end in finder.find_matches_as_indexes(raw):
            yield likely[place], start, end

    def entry(self, number: int) -> Entry:
        """第几条。"""
        kind, line = self.rows[number]
        right, *fields = line.split(" ")
        before, after = (_words(fields, mark) for mark in (BEFORE, AFTER))
        return Entry(kind, self.wrongs[number], right, before, after)


@lru_cache(maxsize=1)
def table() -> Table:
    """读表，头一次约五毫秒。"""
    kind, wrongs, rows = "", list[str](), list[tuple[str, str]]()
    for line in FILE.read_text("utf-8").splitlines():
        if line[0] == "#":
            kind = line[1:]
            continue
        found = line.split(" ")[1:]
        if "=" in line:
            found = [one for one in found if "=" not in one]
        wrongs += found
        rows += [(kind, line)] * len(found)
    return Table(wrongs, rows)


def _finder(wrongs: list[str]) -> AhoCorasick:
    """一遍找出全部错的写法，重叠的取长的。"""
    return AhoCorasick(
        wrongs,
        matchkind=MatchKind.LeftmostLongest,
        store_patterns=False,
        implementation=Implementation.NoncontiguousNFA,
    )


def _words(fields: list[str], mark: str) -> tuple[str, ...]:
    return tuple(
        word for one in fields if one.startswith(mark) for word in one[len(mark) :].split("|")
    )
