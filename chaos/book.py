"""客户的账本，理成好查的样子。"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chaos.journal import PROMISED

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Book:
    """各行：试过的、答应了的，按办的是什么分。"""

    tried: dict[str, list[Row]]
    promised: dict[str, list[Row]]

    def promises(self) -> int:
        """服务器一共答应了几样。"""
        return sum(len(rows) for rows in self.promised.values())


def book_of(rows: Iterable[Row]) -> Book:
    """理好的账。"""
    tried, promised = defaultdict(list), defaultdict(list)
    for row in rows:
        (promised if row["state"] == PROMISED else tried)[row["what"]].append(row)
    return Book(dict(tried), dict(promised))
