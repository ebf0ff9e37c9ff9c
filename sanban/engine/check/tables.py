"""表：看得见格线的是正文的表，看不见的只是借来摆位置。"""

from dataclasses import dataclass
from typing import Any

from sanban.engine.check.layers import Layer, Sheet, flat, number_of
from sanban.engine.check.sections import Section
from sanban.engine.read.docx_styles import W

UNSEEN = {"none", "nil", ""}
SIDES = ("left", "right", "start", "end")
FEW = 2


@dataclass(frozen=True)
class Table:
    """一张表：`lined` 是有竖的格线，`wide` 是全宽（1/20 磅，不知道为 0）。"""

    node: Any
    section: Section
    layer: Layer
    lined: bool
    wide: float
    rows: tuple[Any, ...]

    @property
    def heads(self) -> int:
        """重复的表头行数。"""
        return sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in self.rows)

    def line(self, row: int, side: str) -> Layer:
        """某一行第一格的一条边：格子自己的优先，其次是整张表的。"""
        cell = self.rows[row].find(f"{W}tc/{W}tcPr")
        own = _side(flat(cell), "tcBorders", side)
        return own or _side(self.layer, "tblBorders", side)


def table_of(node: Any, section: Section, sheet: Sheet) -> Table:
    """一张表。"""
    layer = sheet.table(node.find(W + "tblPr"))
    rows = tuple(node.iterfind(W + "tr"))
    grid = [number_of(flat_one(each), "w") or 0 for each in node.iterfind(f"{W}tblGrid/{W}gridCol")]
    told = number_of(layer, "tblW.w") if layer.get("tblW.type") == "dxa" else None
    return Table(node, section, layer, _lined(layer, rows), told or sum(grid), rows)


def flat_one(node: Any) -> Layer:
    """一个元素自己的属性。"""
    return {key[len(W) :]: given for key, given in node.attrib.items() if key.startswith(W)}


def _lined(layer: Layer, rows: tuple[Any, ...]) -> bool:
    if layer.get("tblBorders/insideV", "") not in UNSEEN:
        return True
    drawn = 0
    for row in rows:
        for borders in row.iterfind(f"{W}tc/{W}tcPr/{W}tcBorders"):
            drawn += any(_is_drawn(borders.find(W + side)) for side in SIDES)
            if drawn > FEW:
                return True
    return False


def _is_drawn(node: Any | None) -> bool:
    return node is not None and node.get(W + "val", "") not in UNSEEN


def _side(layer: Layer, name: str, side: str) -> Layer:
    head = f"{name}/{side}"
    found = {
        key[len(head) :].lstrip("."): given
        for key, given in layer.items()
        if key == head or key.startswith(head + ".")
    }
    return {} if found.get("", "") in UNSEEN else found
