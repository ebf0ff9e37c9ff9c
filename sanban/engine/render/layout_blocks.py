"""正文和附件里的块：段落、表、图、公式、分页（7.3.3，第 8 章）。"""

import re
from collections.abc import Iterator
from functools import singledispatch
from hashlib import sha256

from sanban.engine.gongwen.blocks import (
    Block,
    Cell,
    Formula,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)
from sanban.engine.gongwen.markdown.pictures import natural_width
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.render.layout_primitives import (
    CENTER,
    LEFT,
    LOOSE,
    RIGHT,
    Flow,
    Gap,
    Grid,
    GridCell,
    Image,
    NewPage,
    Par,
    Span,
    Turn,
)
from sanban.engine.render.layout_sheet import Sheet, line

BODY = "body"
LOOSE_WORD = re.compile(LOOSE)
LEVELS = {1: "heading1", 2: "heading2", 3: "heading3", 4: "heading4"}
SIGNATURES = {b"\x89PNG": "png", b"\xff\xd8": "jpg"}
FULL_ENDS = ("。", "；", "！", "？")
NUMERIC = frozenset("0123456789.,%+-−±／/ ")


@singledispatch
def draw_block(block: Block, sheet: Sheet) -> tuple[Flow, ...]:
    """一块的原件。"""
    raise NotImplementedError(f"PDF 还不会画 {type(block).__name__}")


@draw_block.register
def _(paragraph: Paragraph, sheet: Sheet) -> tuple[Flow, ...]:
    style = sheet.style(LEVELS.get(paragraph.level, BODY))
    align = paragraph.align or style.align
    indent = 0 if paragraph.align else style.indent * sheet.char(BODY)
    return (Par(tuple(_spans(paragraph)), align, indent, is_kept=_is_heading(paragraph)),)


def _is_heading(paragraph: Paragraph) -> bool:
    """单独成行的层次标题；接着写正文的、分条写的不是。"""
    alone = paragraph.lead in (0, len(paragraph.text))
    return paragraph.level > 0 and alone and not paragraph.text.endswith(FULL_ENDS)


def _spans(paragraph: Paragraph) -> Iterator[Span]:
    """层次标题用它的字体，标题后面接着写的用正文的。"""
    look = LEVELS.get(paragraph.level, BODY)
    left = paragraph.lead or len(paragraph.text)
    for run in paragraph.runs:
        yield from _split(run, left, look)
        left = max(0, left - len(run.text))


def _split(run: Run, left: int, look: str) -> Iterator[Span]:
    for text, code in ((run.text[:left], look), (run.text[left:], BODY)):
        if text:
            yield Span(text, code, run.script, run.strong)


@draw_block.register
def _(formula: Formula, sheet: Sheet) -> tuple[Flow, ...]:
    return (Par(line(formula.text, "formula"), sheet.style("formula").align),)


@draw_block.register
def _(_break: PageBreak, _sheet: Sheet) -> tuple[Flow, ...]:
    return (NewPage(),)


@draw_block.register
def _(picture: Picture, sheet: Sheet) -> tuple[Flow, ...]:
    tall = sheet.pt("text_height") - sheet.pitch
    alt = picture.title or picture.name
    width = (picture.width or natural_width(picture.data)) / POINT
    image = Image(picture_file(picture), width, sheet.width, tall, alt)
    if not picture.title:
        return (image,)
    caption = Par(line(picture.title, "caption"), sheet.style("caption").align)
    return image, Gap(sheet.leading / 2), caption


def picture_file(picture: Picture) -> str:
    """图在排版文件夹里的文件名：按内容起，同一幅图只放一次。"""
    kind = next((end for start, end in SIGNATURES.items() if picture.data.startswith(start)), "png")
    return f"{sha256(picture.data).hexdigest()[:16]}.{kind}"


@draw_block.register
def _(table: Table, sheet: Sheet) -> tuple[Flow, ...]:
    flow = tuple(_table(table, sheet, sheet.pt("text_height") if table.landscape else sheet.width))
    return (Turn(flow),) if table.landscape else flow


def _table(table: Table, sheet: Sheet, width: float) -> Iterator[Flow]:
    if table.title:
        align = sheet.style("table_title").align
        yield Par(line(table.title, "table_title"), align, is_kept=True)
    if table.unit:
        yield Par(line(table.unit, "table"), RIGHT, is_kept=True)
    if not table.columns:
        return
    shares = table.widths or (1,) * table.columns
    widths = tuple(width * share / sum(shares) for share in shares)
    inset, weight = sheet.pt("table_inset"), sheet.pt("table_rule")
    room = min(widths) - 2 * inset
    rows = tuple(
        tuple(_cell(cell, sheet, room, is_head=number < table.heads) for cell in row)
        for number, row in enumerate(table.rows)
    )
    yield Grid(widths, rows, min(table.heads, len(rows)), inset, weight)


def _cell(cell: Cell, sheet: Sheet, room: float, *, is_head: bool) -> GridCell:
    align = cell.align or (CENTER if is_head else _usual(cell.text))
    code = "table_head" if is_head else "table"
    is_loose = any(sheet.chars(word, code) > room for word in LOOSE_WORD.findall(cell.text))
    return GridCell(line(cell.text, code), align, cell.columns, cell.rows, is_loose)


def _usual(text: str) -> str:
    """数字居右，文字居左。"""
    return RIGHT if text and NUMERIC.issuperset(text) else LEFT
