"""各家数据库的索引，一个样子。"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sanban.search.asking import Asked
from sanban.search.models import Passage


@dataclass(frozen=True, slots=True)
class Gate:
    """谁能看、只要哪些，已写成 SQL 的条件；`OWNER`、`REACH` 两个记号换成这张表的那一栏。"""

    sql: str
    params: tuple[object, ...] = ()

    def on(self, owner: str, reach: str) -> str:
        """换上这张表的两栏。"""
        return self.sql.replace(OWNER, owner).replace(REACH, reach)


OWNER, REACH = "⟪owner⟫", "⟪reach⟫"
LATEST = (1 << 63) - 1


class Engine(Protocol):
    """一家数据库的索引。

    `before` 是只要编号比它小的（不含），`most` 是至多几个；编号大的、新的在前。
    """

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

    def count(self, asked: Asked, gate: Gate, *, most: int) -> int:
        """有几件，数到 `most` 为止。"""
