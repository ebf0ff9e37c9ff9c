"""块：读出来的段落和表格，排成一列来对齐。"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sanban.engine.compare.align import Item
from sanban.engine.read import Look, Paragraph, Physical
from sanban.engine.text.characters import BLANKS

TABLED = frozenset({"docx", "doc", "wps"})
"""认得表格的格式。"""
PAGED = frozenset({"pdf", "ofd"})
"""版式文件：换行、分页是排出来的。"""
PAGE_NUMBER = re.compile(r"[-—–－ \d第页共/]*")
PARTS = {"header": "页眉", "footer": "页脚", "textbox": "文本框", "watermark": "水印"}


PLAIN_LOOK = Look()


@dataclass(frozen=True, slots=True)
class Block:
    """一段，或者一张表。

    `text` 去了头尾的空白；`place` 是给人看的地方；`rows` 是表格的各行各格，段落没有。
    """

    kind: str
    text: str
    place: str
    look: Look = PLAIN_LOOK
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def item(self) -> Item:
        """对齐用的样子。"""
        return Item(self.kind, self.text)


@dataclass(frozen=True, slots=True)
class Manner:
    """怎样读成块。

    `tables` 表示两份都认得表格，不然表格一行当一段；`lines` 表示两份都分得清换行，
    不然（一份是版式文件，换行是排出来的）段里的换行不算。
    """

    tables: bool = True
    lines: bool = True

    @property
    def glue(self) -> str:
        """几段连起来比时，中间放什么。"""
        return "\n" if self.lines else ""


def manner_of(old: Physical, new: Physical) -> Manner:
    """两份文件该怎样读成块。"""
    both = {old.format, new.format}
    return Manner(tables=both <= TABLED, lines=both <= PAGED or not both & PAGED)


def blocks(physical: Physical, manner: Manner) -> tuple[Block, ...]:
    """一份文件的各块；空段、只有页码的页眉页脚不算。"""
    return tuple(_blocks(physical.paragraphs, manner))


def _blocks(paragraphs: Sequence[Paragraph], manner: Manner) -> Iterator[Block]:
    count = 0
    for table, group in groupby(paragraphs, key=lambda one: one.cell[0] if one.cell else 0):
        if table:
            found = _table(table, tuple(group))
            yield from [found] if manner.tables else _lines(found)
            continue
        for paragraph in group:
            text = paragraph.text.strip(BLANKS)
            part = PARTS.get(paragraph.place, "")
            if not text or (part and PAGE_NUMBER.fullmatch(text)):
                continue
            count += not part
            page = f"第{paragraph.page}页，" if paragraph.page else ""
            place = page + (part or f"第{count}段")
            shown = text if manner.lines else text.replace("\n", "")
            yield Block("p" + part, shown, place, paragraph.look)


def _lines(table: Block) -> Iterator[Block]:
    """表格一行当一段，格间是制表符，和版式文件读出来的一样。"""
    for number, row in enumerate(table.rows, 1):
        text = "\t".join(cell.replace("\n", "") for cell in row if cell)
        if text:
            yield Block("p", text, f"{table.place}第{number}行")


def _table(number: int, paragraphs: Sequence[Paragraph]) -> Block:
    cells: dict[tuple[int, int], list[str]] = {}
    for paragraph in paragraphs:
        if paragraph.cell:
            cells.setdefault(paragraph.cell[1:], []).append(paragraph.text.strip(BLANKS))
    rows = tuple(
        tuple("\n".join(cells[key]) for key in keys)
        for _, keys in groupby(sorted(cells), key=lambda key: key[0])
    )
    text = "\n".join("\t".join(row) for row in rows)
    page = f"第{paragraphs[0].page}页，" if paragraphs[0].page else ""
    return Block("=table", text, f"{page}表{number}", rows=rows)
