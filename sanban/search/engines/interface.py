"""各家数据库的索引，一个样子。"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sanban.search.asking import Asked
from sanban.search.models import Passage

OWNER, REACH = "⟪owner⟫", "⟪reach⟫"
Part = tuple[str, tuple[object, ...]]
"""一段 SQL 和它的参数。"""


@dataclass(frozen=True, slots=True)
class Gate:
    """谁能看、只要哪些，已写成 SQL 的条件；`OWNER`、`REACH` 两个记号换成这张表的那一栏。

    :ivar asked: 逐件去问的条件。
    :ivar listed: 看得见的不多时，列出它们的一句（一栏编号，可以重），不在 `asked` 里；空为在。
    """

    asked: Part = ("1 = 1", ())
    listed: Part = ("", ())

    def on(self, owner: str, reach: str) -> Part:
        """整个条件，换上这张表的两栏。"""
        listed, owners = self.listed
        sql, params = self.beyond(owner, reach)
        return (f"{owner} IN ({listed}) AND {sql}", (*owners, *params)) if listed else (sql, params)

    def beyond(self, owner: str, reach: str) -> Part:
        """单子以外的条件，换上这张表的两栏。"""
        sql, params = self.asked
        return sql.replace(OWNER, owner).replace(REACH, reach), params


LATEST = (1 << 63) - 1


class Engine(Protocol):
    """一家数据库的索引。

    `before` 是只要编号比它小的（不含），`most` 是至多几个；编号大的、新的在前。

    :cvar most_listed: 看得见的不过这么多件，列成单子来比更快。
    """

    most_listed: int

    def create(self) -> None:
        """建索引的表。"""

    def drop(self) -> None:
        """删去索引的表。"""

    def clear(self) -> None:
        """清空；`Passage.indexed` 由调用的人一并改。"""

    def add(self, rows: Sequence[Passage]) -> None:
        """编进去；须是先前没有编过的。"""

    def remove(self, rows: Sequence[Passage]) -> None:
        """取出来；`rows` 须是编进去时的样子。"""

    def heads(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """哪几件的短栏里有这些词。"""

    def pieces(self, asked: Asked, gate: Gate, *, before: int, most: int) -> list[int]:
        """哪几段里有这些词，给各段的编号。"""

    def newest(self, asked: Asked, gate: Gate, *, owners: int) -> list[int]:
        """有这些词的各段，从最新的翻起，翻到有 `owners` 件为止；不到这些件的就是翻完了。"""
