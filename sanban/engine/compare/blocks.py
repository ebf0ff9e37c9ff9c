"""块：读出来的段落和表格，排成一列来对齐。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sanban.engine.compare.align import Item
from sanban.engine.read import Look, Paragraph, Physical
from sanban.engine.text.characters import BLANKS

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


def blocks(physical: Physical) -> tuple[Block, ...]:
    """一份文件的各块；空段不算。"""
    return tuple(_blocks(physical.paragraphs))


def _blocks(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    count = 0
    for table, group in groupby(paragraphs, key=lambda one: one.cell[0] if one.cell else 0):
        if table:
            yield _table(table, tuple(group))
            continue
        for paragraph in group:
            text = paragraph.text.strip(BLANKS)
            if not text:
                continue
            part = PARTS.get(paragraph.place, "")
            count += not part
            page = f"第{paragraph.page}页，" if paragraph.page else ""
            place = page + (part or f"第{count}段")
            yield Block("p" + part, text, place, paragraph.look)


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
