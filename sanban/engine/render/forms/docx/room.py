"""估算：DOCX 要到 Word 里才真排，先估一估各行多高，好让表格撑满一页。"""

from collections.abc import Iterator
from math import ceil

from sanban.engine.forms.sheet import (
    Cell,
    Drawing,
    Ends,
    Grid,
    Lead,
    Part,
    Row,
    Signed,
    SignOff,
    Slip,
    Text,
)
from sanban.engine.forms.styles import FORM_STYLES, POINTS_A_MM, SIZES
from sanban.engine.gongwen.styles import MEASURES
from sanban.engine.render.docx.markup import cells as chars_in
from sanban.engine.render.forms.words import words

SLACK = 4.0  # 估算留的余地，毫米
SLIP_HEAD = 18.0  # 裁切线和附联标题的高，毫米


def widths(grid: Grid, width: float) -> tuple[float, ...]:
    """各列的宽，毫米；写 0 的列平分余下的。"""
    rest = width - sum(grid.columns)
    free = sum(1 for column in grid.columns if not column)
    return tuple(column or rest / free for column in grid.columns)


def grown(grid: Grid, width: float, room: float) -> tuple[float, ...]:
    """各行的高，毫米：先估自己要多高，余下的按份数分给要长高的行。"""
    heights = row_heights(grid, width)
    left, shares = room - sum(heights), sum(row.grow for row in grid.rows)
    if left <= 0 or not shares:
        return heights
    return tuple(
        high + left * row.grow / shares for high, row in zip(heights, grid.rows, strict=True)
    )


def blank_rows(grid: Grid, width: float, before: float, page: float) -> int:
    """末页还能补几行空行。"""
    if grid.filler is None:
        return 0
    heights = row_heights(grid, width)
    head = sum(heights[: grid.header])
    y = before + head
    for high in heights[grid.header :]:
        y = head + high if y + high > page else y + high
    return max(0, int((page - y) // grid.filler.height))


def row_heights(grid: Grid, width: float) -> tuple[float, ...]:
    """各行自己要多高，毫米。"""
    columns = widths(grid, width)
    return tuple(max(row.height, _row_height(row, columns)) for row in grid.rows)


def part_height(part: Part, width: float) -> float:
    """一部分大约多高，毫米。"""
    if isinstance(part, Grid):
        return sum(row_heights(part, width))
    if isinstance(part, Slip):
        return SLIP_HEAD + sum(part_height(one, width) for one in part.parts)
    if isinstance(part, SignOff):
        return MEASURES["seal"].mm + 4
    return _text_height(part, width)


def _row_height(row: Row, columns: tuple[float, ...]) -> float:
    place, high = 0, 0.0
    for cell in row.cells:
        wide = sum(columns[place : place + cell.span])
        high = max(high, _cell_height(cell, wide))
        place += cell.span
    return high


def _cell_height(cell: Cell, wide: float) -> float:
    inner = wide - SIZES["inset_x"]
    return sum(_piece_height(piece, inner) for piece in _pieces(cell)) + 2 * SIZES["inset_y"]


def _pieces(cell: Cell) -> Iterator[Text | Signed | Drawing | Grid]:
    for part in (*cell.parts, *cell.foot):
        if isinstance(part, Text | Signed | Grid):
            yield part
        else:
            yield from part.parts


def _piece_height(piece: Text | Signed | Drawing | Grid, wide: float) -> float:
    if isinstance(piece, Drawing):
        return FORM_STYLES[piece.style].line / POINTS_A_MM
    if isinstance(piece, Grid):
        return sum(row_heights(piece, wide)) - 2 * SIZES["inset_y"]
    if isinstance(piece, Signed):
        return FORM_STYLES["signed"].line / POINTS_A_MM * (2 if piece.note else 1)
    return _text_height(piece, wide)


def _text_height(part: Text | Lead | Ends, wide: float) -> float:
    if isinstance(part, Ends):
        return FORM_STYLES[part.style].line / POINTS_A_MM
    style = FORM_STYLES["body" if isinstance(part, Lead) else part.style]
    text = part.lead + part.text if isinstance(part, Lead) else words(part)
    a_line = max(1.0, wide * POINTS_A_MM / style.pt)
    lines = sum(max(1, ceil((chars_in(line) + style.indent) / a_line)) for line in text.split("\n"))
    return (lines * style.line) / POINTS_A_MM + style.before
