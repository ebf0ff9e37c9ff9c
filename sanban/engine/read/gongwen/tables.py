"""读回表：合并的格、表头行数、列宽之比。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sanban.engine.gongwen.blocks import Cell, Table
from sanban.engine.read.docx_styles import W
from sanban.engine.render.docx.markup import TWIPS_PER_MM
from sanban.engine.render.docx.tables import WIDTHS, column_widths

MOST_COLUMNS = 63  # Word 一张表最多 63 列
MOST_PARTS = 61  # 宽度比最多分成几份
MOST_SHARE = 1_000_000
NEAR = 20  # 列宽相差不到一磅算没有动过，1/20 磅


@dataclass
class _Spot:
    """一格在表里的位置：第几列起、占几列、是不是上面合并下来的。"""

    cell: Cell
    column: int
    columns: int
    below: bool


def read_table(node: Any, read_cell: Callable[[Any], Cell]) -> Table:
    """一张表；`read_cell` 读一格里的字和对齐。"""
    nodes = list(_inside(node, W + "tr"))
    spots = [list(_spots(row, read_cell)) for row in nodes]
    rows = tuple(
        tuple(
            replace(spot.cell, columns=spot.columns, rows=_depth(spots, place, spot.column))
            for spot in row
            if not spot.below
        )
        for place, row in enumerate(spots)
    )
    heads = 0
    while heads < len(nodes) and nodes[heads].find(f"{W}trPr/{W}tblHeader") is not None:
        heads += 1
    table = Table(rows, heads)
    return replace(table, widths=_widths(node, table))


def _inside(node: Any, tag: str) -> Iterator[Any]:
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "ins"}:
            yield from _inside(child, tag)


def _spots(row: Any, read_cell: Callable[[Any], Cell]) -> Iterator[_Spot]:
    column = 0
    for node in _inside(row, W + "tc"):
        span, merge = node.find(f"{W}tcPr/{W}gridSpan"), node.find(f"{W}tcPr/{W}vMerge")
        columns = 1 if span is None else min(max(int(span.get(W + "val", "1")), 1), MOST_COLUMNS)
        below = merge is not None and merge.get(W + "val", "continue") == "continue"
        yield _Spot(read_cell(node), column, columns, below)
        column += columns


def _depth(spots: list[list[_Spot]], place: int, column: int) -> int:
    """这一格往下占几行。"""
    rows = 1
    for row in spots[place + 1 :]:
        if not any(spot.below and spot.column == column for spot in row):
            break
        rows += 1
    return rows


def _widths(node: Any, table: Table) -> tuple[float, ...]:
    """列宽之比：表上记着而又没人拖动过的，照记的；别的现算。"""
    real = [int(each.get(W + "w", "0")) for each in node.iterfind(f"{W}tblGrid/{W}gridCol")]
    note = node.find(f"{W}tblPr/{W}tblDescription")
    told = _told("" if note is None else note.get(W + "val", ""))
    if not real or not table.rows:
        return told
    drawn = column_widths(replace(table, widths=told), sum(real))
    if len(drawn) == len(real) and _near(drawn, real):
        return told
    return _ratio(real)


def _ratio(real: list[int]) -> tuple[float, ...]:
    """最简单的整数比；一样宽的空着，凑不成的用毫米。"""
    total = sum(real)
    for parts in range(len(real), MOST_PARTS):
        shares = [round(each * parts / total) for each in real]
        drawn = [round(share * total / max(sum(shares), 1)) for share in shares]
        if all(shares) and _near(drawn, real):
            return () if len(set(shares)) == 1 else tuple(shares)
    return tuple(round(each / TWIPS_PER_MM, 1) for each in real)


def _told(text: str) -> tuple[float, ...]:
    if not text.startswith(WIDTHS):
        return ()
    try:
        found = tuple(float(each) for each in text[len(WIDTHS) :].split(":"))
    except ValueError:
        return ()
    return found if all(0 < each < MOST_SHARE for each in found) else ()


def _near(drawn: list[int], real: list[int]) -> bool:
    return all(abs(one - other) <= NEAR for one, other in zip(drawn, real, strict=True))
