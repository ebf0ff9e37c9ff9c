"""物理版面：读出来的段落、每段最终的样子和它在全文里的位置。"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

BODY = "body"
HEADER = "header"
FOOTER = "footer"
TABLE = "table"
TEXTBOX = "textbox"
WATERMARK = "watermark"
MOST_PARAGRAPHS = 200_000
MOST_LETTERS = 3_000_000
"""一份文件至多几段、几字；再多不像公文，认起来要占很久。"""


@dataclass(frozen=True, slots=True)
class Look:
    """一段文字最终的样子；不知道的属性为 None 或空。

    `size` 单位磅；`align` 取 left、center、right、both 或空；`indent` 是首行缩进，单位字。
    """

    size: float | None = None
    red: bool = False
    bold: bool = False
    font: str = ""
    align: str = ""
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Letter:
    """识读出来的一个字：在哪一页、占原图哪一块（左、上、宽、高，页面的百分数）、几成把握。"""

    page: int
    box: tuple[float, float, float, float]
    sure: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """一段。

    `start` 是本段首字在 `Physical.text` 里的位置；`number` 是自动编号占去的开头文字；
    `cell` 是（表、行、列）；`left`、`top` 是离纸左边、上边的毫米数，只有版式文件才有；
    `letters` 与 `text` 逐字对应，只有识读出来的段才有，补上的空白没有字。
    """

    text: str
    look: Look = Look()
    place: str = BODY
    page: int | None = None
    start: int = 0
    number: str = ""
    cell: tuple[int, int, int] | None = None
    left: float | None = None
    top: float | None = None
    letters: tuple[Letter | None, ...] = ()

    @property
    def end(self) -> int:
        """本段末字之后的位置。"""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Physical:
    """一份文件读出来的全部。

    `text` 是各段以换行相连的全文，一切位置都按它数；`needs_ocr` 表示只有图片、没有文字层。
    """

    name: str
    format: str
    paragraphs: tuple[Paragraph, ...]
    text: str
    pages: int | None = None
    needs_ocr: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """各格式读法的产物：段落还没有位置。"""

    paragraphs: tuple[Paragraph, ...]
    pages: int | None = None
    needs_ocr: bool = False
    notes: tuple[str, ...] = ()


def place_all(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """给各段算出起点：前一段末尾加一个换行。"""
    placed: list[Paragraph] = []
    start = 0
    for paragraph in paragraphs:
        placed.append(replace(paragraph, start=start))
        start += len(paragraph.text) + 1
    return tuple(placed)
