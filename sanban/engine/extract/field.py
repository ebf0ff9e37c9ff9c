"""提取出的一项内容。"""

from dataclasses import dataclass

from sanban.engine.roles import Element

SURE = 0.85
CHECK = 0.5


@dataclass(frozen=True, slots=True)
class Crop:
    """一项在扫描件上的位置：页码，和一行一个框（左、上、宽、高，都是页面的百分数）。"""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """一项内容。

    `value` 是整理后的值，`quote` 是原文，`start`、`end` 是原文在 `Physical.text` 里的位置，
    `page` 是页码（知道才有），`confidence` 在 0 到 1 之间，`note` 说明整理时改了什么；
    `crop` 是扫描件上的位置，识读出来的才有。
    """

    value: str
    quote: str
    start: int
    end: int
    page: int | None
    confidence: float
    note: str = ""
    crop: Crop | None = None

    @property
    def certainty(self) -> str:
        """页面上说的话：有把握，或请核对。"""
        return "有把握" if self.confidence >= SURE else "请核对"


def taken(element: Element, value: str, *, confidence: float, note: str = "") -> Field:
    """整个要素作出处。"""
    return Field(
        value=value,
        quote=element.text,
        start=element.start,
        end=element.end,
        page=element.page,
        confidence=round(max(0.0, min(0.99, confidence)), 2),
        note=note,
    )
