"""地方：位置变成人说的“第几段”“第几页”“哪个表的哪一格”。"""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from sanban.engine.read import Paragraph, Physical
from sanban.engine.text import Text

Placer = Callable[[int], str]
"""位置变成说法。"""
PARTS = {"header": "页眉", "footer": "页脚", "textbox": "文本框", "watermark": "水印"}


def numbered(text: Text) -> Placer:
    """纯文本：第几段，空行不数。"""
    lines = text.lines

    def place(offset: int) -> str:
        return f"第{max(lines.index(offset), 0) + 1}段"

    return place


def paged(physical: Physical) -> Placer:
    """文件：有页码说页码，表格说行列，别的说第几段（空段不数）。"""
    starts = [paragraph.start for paragraph in physical.paragraphs]
    names = list(_names(physical.paragraphs))

    def place(offset: int) -> str:
        return names[max(bisect_right(starts, offset) - 1, 0)] if names else ""

    return place


def _names(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    count = 0
    for paragraph in paragraphs:
        page = f"第{paragraph.page}页，" if paragraph.page else ""
        if paragraph.cell:
            table, row, column = paragraph.cell
            yield f"{page}表{table}第{row + 1}行第{column + 1}列"
            continue
        if paragraph.place in PARTS:
            yield f"{page}{PARTS[paragraph.place]}"
            continue
        count += bool(paragraph.text.strip())
        yield f"{page}第{max(count, 1)}段"
