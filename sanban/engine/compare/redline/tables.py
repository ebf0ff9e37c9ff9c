"""表格：行列的样子、整行的增删、表和格的属性改动。"""

from typing import Any

from sanban.engine.compare.names import W, w
from sanban.engine.compare.redline.canon import properties
from sanban.engine.compare.redline.marks import HELD, Pen, blend

ORDER = {
    "tblPr": 0,
    "tblGrid": 1,
    "trPr": 1,
    "tcPr": 0,
}
"""各种属性在它上级里排第几；行的前面可以有一个 tblPrEx。"""


def columns(table: Any) -> int:
    """几列。"""
    grid = table.find(w("tblGrid"))
    return 0 if grid is None else len(grid.findall(w("gridCol")))


def plain_table(table: Any) -> bool:
    """行和格直接写在表里，没有隔着控件、合并记号。"""
    return all(
        child.tag in {w("tblPr"), w("tblGrid")} or (child.tag == w("tr") and _plain_row(child))
        for child in table
        if isinstance(child.tag, str)
    )


def _plain_row(row: Any) -> bool:
    return all(
        child.tag in {w("tblPrEx"), w("trPr"), w("tc")}
        for child in row
        if isinstance(child.tag, str)
    )


def rows(table: Any) -> list[Any]:
    """各行。"""
    return list(table.findall(w("tr")))


def cell_structure(row: Any) -> str:
    """一行怎样分格：跨几列，竖向合不合并。"""
    return "|".join(
        properties(cell.find(w("tcPr")), without=NOT_STRUCTURE) for cell in row.findall(w("tc"))
    )


NOT_STRUCTURE = frozenset(
    w(name)
    for name in ("tcW", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText",
                 "vAlign", "hideMark", "cnfStyle", "tcPrChange")
)  # fmt: skip


def mark_row(row: Any, state: str, pen: Pen) -> None:
    """整行标上增删。"""
    shape = row.find(w("trPr"))
    if shape is None:
        shape = row.makeelement(w("trPr"))
        row.insert(1 if row.find(w("tblPrEx")) is not None else 0, shape)
    change = shape.find(w("trPrChange"))
    place = len(shape) if change is None else shape.index(change)
    shape.insert(place, pen.mark(state))


def settle_row(table: Any, written: list[Any]) -> None:
    """换上写好的各行。"""
    table[:] = [*(child for child in table if child.tag != w("tr")), *written]


def retouch(old: Any, new: Any, pen: Pen, names: tuple[str, ...]) -> None:
    """表、行、格的属性改了的，写上新的，记着旧的。"""
    for name in names:
        there, here = old.find(w(name)), new.find(w(name))
        held = HELD.get(name, frozenset()) | {w(f"{name}Change")}
        if properties(there, without=held) == properties(here, without=held):
            continue
        blended = _grid(there, here, pen) if name == "tblGrid" else blend(name, there, here, pen)
        if there is not None:
            old.replace(there, blended)
        else:
            extra = old.find(w("tblPrEx")) is not None
            old.insert(ORDER[name] if extra or name == "tblGrid" else 0, blended)


def _grid(old: Any, new: Any, pen: Pen) -> Any:
    """列宽：改动记录里没有署名。"""
    node = blend("tblGrid", old, new, pen)
    change = node.find(f"{W}tblGridChange")
    for name in ("author", "date"):
        change.attrib.pop(w(name), None)
    return node
