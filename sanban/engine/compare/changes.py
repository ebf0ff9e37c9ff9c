"""改动：一处一处是什么，分数字、文字、格式三类；一行一行怎样摆在两边。"""

from dataclasses import dataclass
from enum import StrEnum

from sanban.engine.compare.words import Piece


class Category(StrEnum):
    """改动的类；数字最要紧，排在最前。"""

    NUMBERS = "数字、日期、金额、文号"
    WORDING = "文字"
    FORMAT = "格式"


class RowKind(StrEnum):
    """一行摆在两边是什么样。"""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"
    FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Change:
    """一处改动。

    `place` 是地方；`sentence` 是说清改了什么的半句；`before`、`after` 是前后几个字，
    整段增删的没有。
    """

    category: Category
    place: str
    sentence: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        """写成一句话。"""
        return f"{self.place}：{self.sentence}。"


@dataclass(frozen=True, slots=True)
class Row:
    """并排看的一行：一段一格，`table` 是表格的一行，有几格。"""

    kind: RowKind
    old_place: str
    new_place: str
    cells: tuple[tuple[Piece, ...], ...]
    note: str = ""
    table: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """两份文件的不同。`notes` 是读的时候要说明的话。"""

    old_name: str
    new_name: str
    changes: tuple[Change, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """没有不同。"""
        return not self.changes

    def of(self, category: Category) -> tuple[Change, ...]:
        """一类的改动。"""
        return tuple(change for change in self.changes if change.category is category)
