"""规则的样子：编号、轻重、依据、查法和例子都在一处。"""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from sanban.engine.text import Text


class Level(StrEnum):
    """轻重：错误、警告、提示。"""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self) -> str:
        """给人看的字。"""
        return {"error": "错误", "warning": "警告", "hint": "提示"}[self]

    @property
    def rank(self) -> int:
        """越大越重。"""
        return {"error": 2, "warning": 1, "hint": 0}[self]


class Strength(StrEnum):
    """依据的分量；只有条例、规章和标准可以叫规定。"""

    REGULATION = "规定"
    STANDARD = "标准"
    PRACTICE = "惯例"
    OFFICE = "单位"


Fix = Literal["A", "B", "C"]
"""改法：A 只动版式，直接改；B 动字，给人看过再改；C 只提意见。"""


@dataclass(frozen=True, slots=True)
class Hit:
    """一处毛病。

    :param start: 起点，按原文的 Unicode 码位数。
    :param end: 终点（不含），要大于起点；漏了字的，圈住两边相邻的字。
    :param message: 一句话：哪里不对，该怎么写。
    :param suggestions: 换掉 `start` 到 `end` 的写法，最可能的在前；没有把握就不给。
    :param confidence: 把握，0 到 1。
    :param level: 这一处比规则轻时才写。
    """

    start: int
    end: int
    message: str
    suggestions: tuple[str, ...] = ()
    confidence: float = 0.9
    level: Level | None = None


Check = Callable[[Text], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """一条规则；`tests/engine/proof/test_rules.py` 拿它的例子当测试。

    :param id: 一个字母两位以上数字，用过不再用。
    :param name: 错的样子，短横线相连，也是文件名。
    :param basis: 依据：文件名或标准号，和条款。
    :param check: 查法，不改原文，不留状态。
    :param wrong: 错的例子对改好的样子；机器改不了的写 None。
    :param right: 对的例子，规则对它们不吭声。
    :param fix: 改法，见 `Fix`。
    :param needs: 原文里一个也没有就不必查的字样；写一个字符串，是其中任一个字。
    :param everywhere: 网址、代码里也查。
    :param by_model: 要靠语言模型；`--rules-only` 不查。
    :param about: 为什么；不写就用规则所在文件开头的说明，第一行是题目。
    """

    id: str
    name: str
    level: Level
    strength: Strength
    basis: str
    check: Check
    wrong: Mapping[str, str | None]
    right: tuple[str, ...]
    fix: Fix = "B"
    needs: str | tuple[str, ...] = ()
    everywhere: bool = False
    by_model: bool = False
    about: str = field(default="")

    @property
    def manual(self) -> str:
        """题目和为什么。"""
        return (self.about or sys.modules[self.check.__module__].__doc__ or "").strip()

    @property
    def title(self) -> str:
        """一句话的题目。"""
        return self.manual.partition("\n")[0].rstrip("。")

    def may_hit(self, raw: str) -> bool:
        """原文里有没有它要的字样。"""
        return not self.needs or any(need in raw for need in self.needs)
