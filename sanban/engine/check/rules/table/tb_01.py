"""表格不超出版心，长表的表头每页重复。

表宽过版心的，右边会被裁掉或装订不进去；一面排不下的表，第二面没有表头，看不出哪列是什么。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.layers import number_of
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.tables import Table, flat_one
from sanban.engine.gongwen.styles import LINES
from sanban.engine.proof.rule import Level, Strength

NEAR_MM = 2

OUT_MM, LONG_MM = 4.0, 60.0


def check(document: Document) -> Iterator[Fault]:
    """有格线的表；套在别的表里的不查。"""
    for table in document.tables.values():
        if not table.lined or next(table.node.iterancestors("{*}tbl"), None) is not None:
            continue
        para = next((para for para in document.paras if document.table(para) is table), None)
        across = "text_height" if table.section.turned else "text_width"
        room = document.rules.mm(across) * TWIPS_PER_MM
        if table.wide > room + NEAR_MM * TWIPS_PER_MM:
            found = table.wide / TWIPS_PER_MM
            message = (
                f"表宽{found:.0f}毫米，超出版心（{room / TWIPS_PER_MM:.0f}毫米），应缩到版心以内。"
            )
            yield Fault(message, para, edits=tuple(_narrowed(table, room)))
        if len(table.rows) > LINES and not table.heads:
            edit = Edit(table.rows[0], "trPr", {"tblHeader": "1"})
            yield Fault("表一面排不下，应让表头每页重复。", para, edits=(edit,), level=Level.HINT)


def _narrowed(table: Table, room: float) -> Iterator[Edit]:
    share = room / table.wide
    yield Edit(table.node, "tblPr", {"tblW.w": str(round(room)), "tblW.type": "dxa"})
    columns = table.node.iterfind("{*}tblGrid/{*}gridCol")
    cells = (
        width for row in table.rows for cell in row.iterfind("{*}tc")
        for width in cell.iterfind("{*}tcPr/{*}tcW") if flat_one(width).get("type") == "dxa"
    )  # fmt: skip
    for node in (*columns, *cells):
        yield Edit(node, "", {".w": str(round((number_of(flat_one(node), "w") or 0) * share))})


def seen(document: SeenDocument) -> Iterator[Fault]:
    """竖排的面上，表的横线伸到版心外。"""
    mm = document.rules.mm
    start = document.frame.left
    left, right = start - OUT_MM, start + mm("text_width") + OUT_MM
    for number, sheet in enumerate(document.sheets, 1):
        if sheet.width > sheet.height or not any(one.upright for one in sheet.strokes):
            continue
        wide = [
            one.box for one in document.lines(number, red=False)
            if one.box.width > LONG_MM and (one.box.left < left or one.box.right > right)
        ]  # fmt: skip
        if wide:
            message = (
                f"表的横线从{wide[0].left:.0f}到{wide[0].right:.0f}毫米，宽过版心，应收到版心里。"
            )
            yield Fault(message, place=f"第{number}页")


RULE = FormatRule(
    id="TB-01", name="table-width", clause="公文版面的通行做法", check=check, seen=seen,
    strength=Strength.PRACTICE,
)  # fmt: skip
