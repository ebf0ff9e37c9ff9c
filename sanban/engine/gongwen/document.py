"""一份公文：文种、格式、方向和一串要素，各种载体都从它画出来。"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sanban.engine.gongwen.elements import ORDER, Element
from sanban.engine.gongwen.kinds import DOC_KINDS, GENERAL, UP, DocKind

Wanted = TypeVar("Wanted")
PLACES = {kind: place for place, kind in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Gongwen:
    """一份公文。

    `kind` 是文种代号（`DOC_KINDS`），`format` 是格式代号（`FORMATS`）；`direction` 是行文方向；
    `elements` 按版面次序。要素缺不缺、对不对，由 `problems` 来查，这里只装。
    """

    kind: str
    elements: tuple[Element, ...]
    format: str = GENERAL
    direction: str = ""

    def first(self, wanted: type[Wanted]) -> Wanted | None:
        """某种要素的第一个；没有就是 None。"""
        return next((one for one in self.elements if isinstance(one, wanted)), None)

    def every(self, wanted: type[Wanted]) -> tuple[Wanted, ...]:
        """某种要素的全部，按次序。"""
        return tuple(one for one in self.elements if isinstance(one, wanted))

    @property
    def doc_kind(self) -> DocKind:
        """文种。"""
        return DOC_KINDS[self.kind]

    @property
    def goes_up(self) -> bool:
        """是不是上行文。"""
        return self.direction == UP


def in_order(elements: Iterable[Element]) -> tuple[Element, ...]:
    """按版面次序排好；同种要素保持给出的次序。"""
    return tuple(sorted(elements, key=lambda one: PLACES[type(one)]))
