"""DOCX 里的表，读成一格格的字；合并的格，每格都写上同样的字。"""

from typing import Any

from sanban.engine.read.docx import trace
from sanban.engine.read.docx_body import direct
from sanban.engine.read.docx_styles import W

MOST_COLUMNS = 63
"""Word 一张表最多 63 列。"""
Grid = list[list[str]]


def read_tables(data: bytes) -> list[Grid]:
    """按出现的次序读出各张表；格里的几段以换行相连，自动编号的也写上。

    :raises Unreadable: 损坏或不安全。
    """
    traced = trace(data)
    said: dict[tuple[int, int, int], list[str]] = {}
    for paragraph in traced.reading.paragraphs:
        if paragraph.cell is not None:
            said.setdefault(paragraph.cell, []).append(paragraph.text.strip())
    texts = {cell: "\n".join(filter(None, lines)) for cell, lines in said.items()}
    nodes = traced.roots[traced.main].iter(W + "tbl")
    return [_grid(node, number, texts) for number, node in enumerate(nodes, 1)]


def _grid(table: Any, number: int, texts: dict[tuple[int, int, int], str]) -> Grid:
    rows: Grid = []
    for row, node in enumerate(direct(table, W + "tr")):
        line: list[str] = []
        for column, cell in enumerate(direct(node, W + "tc")):
            above = rows[-1][len(line)] if rows and len(line) < len(rows[-1]) else ""
            text = above if _is_below(cell) else texts.get((number, row, column), "")
            line += [text] * _span(cell)
        rows.append(line)
    return rows


def _span(cell: Any) -> int:
    node = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if node is None else min(max(int(node.get(W + "val", "1")), 1), MOST_COLUMNS)


def _is_below(cell: Any) -> bool:
    """是上面合并下来的。"""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"
