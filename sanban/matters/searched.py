"""一件事项里能搜的：各类自己的短栏、文字、稿子，由种类的 `searched` 给出。"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

FIRST_PAPER = 8192
"""稿子从第几段排起；前面的留给卡片和文件。"""


@dataclass(frozen=True, slots=True)
class Paper:
    """不在文件里的一篇，如稿子的一版；`text` 用到才读，读过的不再读。"""

    slot: int
    label: str
    target: str
    text: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Searched:
    """一件事项里能搜的。

    :param head: 短栏，标题不必写：文号、单位、人名。
    :param body: 长些的各栏。
    :param is_inner: 意见、稿子只给内部的人看；短栏和 `is_out` 的文件，看得见的人都能搜到。
    :param is_out: 一份文件（`MatterFile`）是不是随件发出去的；只在 `is_inner` 时问。
    """

    head: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    is_inner: bool = False
    is_out: Callable[[Any], bool] = bool


def only_title(matter: Any) -> Searched:
    """没有另外说的，只有标题、意见和文件。"""
    return Searched()
