"""表：各列的宽、合并的格、重复的表头。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sanban.engine.gongwen.blocks import Cell, Table
from sanban.engine.render.docx.markup import escape, paragraph, run, twips, val
from sanban.engine.render.docx.names import TABLE_STYLE
from sanban.engine.render.docx.sheet import Sheet

NUMBER = re.compile(r"[-+−]?\d[\d,，.．]*%?")
WIDTHS = "列宽之比 "
CONTINUED = Cell()


@dataclass(frozen=True, slots=True)
class Slot:
    """一行里的一格：`below` 为真时是上面那格合并下来的。"""

    cell: Cell
    columns: int
    below: bool = False


def table(block: Table, sheet: Sheet, **more: str | None) -> str:
    """一张表，连同表题和单位；`more` 加在表题上。"""
    if not block.rows:
        return ""
    width = twips(sheet.rules.mm("text_height" if block.landscape else "text_width"))
    columns = column_widths(block, width)
    title = paragraph("table_title", run(block.title), **more) if block.title else ""
    unit = paragraph("unit", run(block.unit)) if block.unit else ""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    rows = "".join(
        _row(slots, columns, head=number < block.heads)
        for number, slots in enumerate(layout(block))
    )
    return (
        f"{title}{unit}<w:tbl>{_look(block, sum(columns))}<w:tblGrid>{grid}</w:tblGrid>{rows}"
        "</w:tbl>"
    )


def column_widths(block: Table, width: int) -> list[int]:
    """各列的宽，1/20 磅；加起来正好是 `width`。"""
    count = max(sum(slot.columns for slot in row) for row in layout(block))
    shares = block.widths if len(block.widths) == count else (1,) * count
    total = sum(shares)
    edges = [round(width * sum(shares[:place]) / total) for place in range(count + 1)]
    return [right - left for left, right in pairwise(edges)]


def layout(block: Table) -> list[list[Slot]]:
    """逐行排好的格子，补上被上面合并盖住的。"""
    hanging: dict[int, tuple[int, int]] = {}
    rows = []
    for cells in block.rows:
        slots, hanging = _row_slots(cells, hanging)
        rows.append(slots)
    return rows


def _row_slots(
    cells: tuple[Cell, ...], hanging: dict[int, tuple[int, int]]
) -> tuple[list[Slot], dict[int, tuple[int, int]]]:
    """一行的格子；`hanging` 是从第几列起、占几列、还要往下盖几行。"""
    slots: list[Slot] = []
    left: dict[int, tuple[int, int]] = {}
    column, waiting = 0, list(cells)
    while waiting or column in hanging:
        if column in hanging:
            columns, rows = hanging[column]
            slots.append(Slot(CONTINUED, columns, below=True))
        else:
            cell = waiting.pop(0)
            columns, rows = cell.columns, cell.rows
            slots.append(Slot(cell, columns))
        if rows > 1:
            left[column] = (columns, rows - 1)
        column += columns
    return slots, left


def _look(block: Table, width: int) -> str:
    shares = ":".join(f"{share!r}" for share in block.widths)
    note = f'<w:tblDescription w:val="{escape(WIDTHS + shares)}"/>' if shares else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{note}</w:tblPr>'
    )


def _row(slots: list[Slot], columns: list[int], *, head: bool) -> str:
    missing = len(columns) - sum(slot.columns for slot in slots)
    after = f'<w:gridAfter w:val="{missing}"/>' if missing > 0 else ""
    repeat = "<w:tblHeader/>" if head else ""
    cells = "".join(_cells(slots, columns, head=head))
    return f"<w:tr><w:trPr>{after}<w:cantSplit/>{repeat}</w:trPr>{cells}</w:tr>"


def _cells(slots: list[Slot], columns: list[int], *, head: bool) -> Iterator[str]:
    column = 0
    for slot in slots:
        width = sum(columns[column : column + slot.columns])
        column += slot.columns
        yield f"<w:tc>{_cell_look(slot, width)}{_content(slot.cell, head=head)}</w:tc>"


def _cell_look(slot: Slot, width: int) -> str:
    span = f'<w:gridSpan w:val="{slot.columns}"/>' if slot.columns > 1 else ""
    merged = "<w:vMerge/>" if slot.below else ""
    if slot.cell.rows > 1:
        merged = '<w:vMerge w:val="restart"/>'
    return (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/>'
        "</w:tcPr>"
    )


def _content(cell: Cell, *, head: bool) -> str:
    body = "number_cell" if NUMBER.fullmatch(cell.text) else "table"
    style = "table_head" if head else body
    align = val(cell.align) if cell.align else None
    return "".join(paragraph(style, run(line), jc=align) for line in cell.text.split("\n"))
