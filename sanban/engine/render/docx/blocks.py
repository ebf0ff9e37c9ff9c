"""正文和附件里的块：段落、表、图、公式、分页。"""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import TypeGuard

from sanban.engine.gongwen.blocks import (
    Block,
    Formula,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)
from sanban.engine.render.docx.markup import paragraph, run, val
from sanban.engine.render.docx.names import inline
from sanban.engine.render.docx.pictures import picture
from sanban.engine.render.docx.sections import section
from sanban.engine.render.docx.sheet import Sheet
from sanban.engine.render.docx.tables import table

NO_INDENT = 'w:firstLineChars="0" w:firstLine="0"'
BREAK: dict[str, str | None] = {"pageBreakBefore": ""}
KEEP: dict[str, str | None] = {"keepNext": ""}


@singledispatch
def draw_block(block: Block, sheet: Sheet, **more: str | None) -> str:
    """一块的 OOXML；`more` 是加在第一段上的段落属性（另起一面、与下段同页）。"""
    raise NotImplementedError(f"DOCX 还不会画 {type(block).__name__}")


def draw_blocks(
    blocks: Iterable[Block], sheet: Sheet, *, above: int = 0, keep_last: bool = False
) -> str:
    """一串块；`above` 是首块之上空多少（1/20 磅）；`keep_last` 为真时末块与落款不分在两面。"""
    return "".join(_each(list(blocks), sheet, above=above, keep_last=keep_last))


def _each(blocks: list[Block], sheet: Sheet, *, above: int, keep_last: bool) -> Iterator[str]:
    breaks = space_above(above) if above else {}
    for place, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            yield from [gap(**breaks)] if BREAK.keys() & breaks.keys() else []
            breaks = dict(BREAK)
            continue
        last = keep_last and place == len(blocks) - 1 and isinstance(block, Paragraph)
        if is_turned(block):
            yield _turned(block, sheet, breaks)
        else:
            more = {**breaks, **(KEEP if last else {})}
            yield _apart(blocks, place) + draw_block(block, sheet, **more)
            sheet.turned = False
        breaks = {}
    if BREAK.keys() & breaks.keys():
        yield gap(**breaks)


def space_above(twips: int) -> dict[str, str | None]:
    """段前空多少，1/20 磅。"""
    return {"spacing": f'w:beforeLines="0" w:before="{twips}"'}


def _apart(blocks: list[Block], place: int) -> str:
    """两张表紧挨着，中间要隔一个空段，不然 Word 会并成一张。"""
    block, before = blocks[place], blocks[place - 1] if place else None
    return gap() if isinstance(block, Table) and isinstance(before, Table) else ""


def gap(**more: str | None) -> str:
    """不占地方的空段：只为另起一面、分节或隔开两张表。"""
    return paragraph("gap", **more)


def is_turned(block: Block) -> TypeGuard[Table]:
    """是不是横排的表。"""
    return isinstance(block, Table) and block.landscape


def open_turned(sheet: Sheet) -> str:
    """结束竖排的节，后面的横排；前面紧接着就是横排的，不用再结束。"""
    closed = "" if sheet.turned else gap(sectPr=section(sheet))
    sheet.turned = True
    return closed


def _turned(block: Table, sheet: Sheet, breaks: dict[str, str | None]) -> str:
    """横排的表，自成一节。"""
    opened = open_turned(sheet)
    lead = gap(**breaks) if breaks else ""
    return opened + lead + table(block, sheet) + gap(sectPr=section(sheet, landscape=True))


@draw_block.register
def _paragraph(block: Paragraph, sheet: Sheet, **more: str | None) -> str:
    whole = block.level and not block.lead
    style = f"heading{block.level}" if whole else "body"
    if block.align:
        more = {"ind": NO_INDENT, **more}
        more["jc"] = val(block.align) if block.align != "left" else None
    inner = "".join(_run(piece, styled) for piece, styled in _split(block))
    return paragraph(style, inner, **more)


def _run(piece: Run, style: str) -> str:
    return run(piece.text, style, strong=piece.strong, script=piece.script)


def _split(block: Paragraph) -> Iterator[tuple[Run, str]]:
    """按标题句的长短把各段文字分成标题的和正文的。"""
    left = block.lead
    style = inline(f"heading{block.level}") if block.level else ""
    for piece in block.runs:
        head, tail = piece.text[:left], piece.text[left:]
        if head:
            yield Run(head, piece.strong, piece.script), style
        if tail:
            yield Run(tail, piece.strong, piece.script), ""
        left -= len(head)


@draw_block.register
def _table(block: Table, sheet: Sheet, **more: str | None) -> str:
    return (gap(**more) if more and not block.title else "") + table(block, sheet, **more)


@draw_block.register
def _picture(block: Picture, sheet: Sheet, **more: str | None) -> str:
    return picture(block, sheet, **more)


@draw_block.register
def _formula(block: Formula, sheet: Sheet, **more: str | None) -> str:
    return paragraph("formula", run(block.text), **more)


@draw_block.register
def _page_break(block: PageBreak, sheet: Sheet, **more: str | None) -> str:
    return gap(**{**BREAK, **more})
