"""版记的分隔线：首条、末条粗，中间细，与版心等宽。

首条分隔线在版记第一个要素之上，末条在最后一个要素之下，推荐高 0.35 毫米；中间的推荐
0.25 毫米。信函格式的版记没有分隔线。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.layers import number_of
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.tables import Table
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.proof.rule import Level

EIGHTHS = 8 / 20 * TWIPS_PER_MM
NEAR_MM, SEEN_FAR_MM = 2, 6
CODES = ("cc_recipient", "print_line")


def check(document: Document) -> Iterator[Fault]:
    """用表排的版记；用段落框线、图形画的，只看有没有。"""
    paras = document.of(*CODES)
    if document.format == LETTER or not paras:
        return
    table = document.table(paras[0])
    if table is not None:
        rows = [number for number, row in enumerate(table.rows) if _inked(row)]
        yield from _table(document, table, rows)
        return
    near = document.paras[max(paras[0].index - 2, 0) : paras[-1].index + 3]
    drawn = any(
        para.pictured or any(name.startswith("pBdr") for name in para.layout.layer) for para in near
    )
    if not drawn:
        yield Fault("版记没有分隔线，应在首尾各画一条粗线，中间画细线。", paras[0])


def _inked(row: object) -> bool:
    return any((node.text or "").strip() for node in row.iter("{*}t"))  # type: ignore[attr-defined]


def _table(document: Document, table: Table, rows: list[int]) -> Iterator[Fault]:
    para = document.of(*CODES)[0]
    mm = document.rules.mm
    for row, side, measure in _wanted(rows):
        line = table.line(row, side)
        shared = (
            table.line(row + 1, "top") if side == "bottom" and row + 1 < len(table.rows) else {}
        )
        size = number_of(line or shared, "sz")
        edits = tuple(_edits(table, row, side, round(mm(measure) * EIGHTHS)))
        which = "粗" if measure == "imprint_thick" else "细"
        if size is None:
            yield Fault(f"版记缺一条分隔线（{which}线），应补上。", para, edits=edits)
        elif abs(size / EIGHTHS - mm(measure)) > 0.08:
            message = f"版记的{which}分隔线高{size / EIGHTHS:.2f}毫米，推荐{mm(measure):g}毫米。"
            yield Fault(message, para, edits=edits, level=Level.HINT)
    width = mm("text_width")
    if table.wide and abs(table.wide / TWIPS_PER_MM - width) > NEAR_MM:
        found = table.wide / TWIPS_PER_MM
        yield Fault(f"版记的分隔线长{found:.0f}毫米，应与版心等宽（{width:g}毫米）。", para,
                    edits=tuple(_widths(table, round(width * TWIPS_PER_MM))))  # fmt: skip


def _wanted(rows: list[int]) -> Iterator[tuple[int, str, str]]:
    """（第几行，哪条边，粗细）。"""
    if not rows:
        return
    yield rows[0], "top", "imprint_thick"
    yield from ((row, "bottom", "imprint_thin") for row in rows[:-1])
    yield rows[-1], "bottom", "imprint_thick"


def _edits(table: Table, row: int, side: str, size: int) -> Iterator[Edit]:
    values: dict[str, str | None] = {
        f"tcBorders/{side}": "single", f"tcBorders/{side}.sz": str(size),
        f"tcBorders/{side}.space": "0", f"tcBorders/{side}.color": "000000",
    }  # fmt: skip
    for cell in table.rows[row].iterfind("{*}tc"):
        yield Edit(cell, "tcPr", values)
    if side == "bottom" and row + 1 < len(table.rows) and _inked(table.rows[row + 1]):
        below = {name.replace("bottom", "top"): value for name, value in values.items()}
        for cell in table.rows[row + 1].iterfind("{*}tc"):
            yield Edit(cell, "tcPr", below)


def _widths(table: Table, wide: int) -> Iterator[Edit]:
    """各列按比例放宽。"""
    share = wide / table.wide
    yield Edit(table.node, "tblPr", {"tblW.w": str(wide), "tblW.type": "dxa"})
    for column in table.node.iterfind("{*}tblGrid/{*}gridCol"):
        yield Edit(column, "", {".w": str(round((number_of(_own(column), "w") or 0) * share))})
    for cell in table.node.iterfind("{*}tr/{*}tc"):
        for width in cell.iterfind("{*}tcPr/{*}tcW"):
            old = number_of(_own(width), "w") or 0
            yield Edit(width, "", {".w": str(round(old * share)), ".type": "dxa"})


def _own(node: object) -> dict[str, str]:
    attributes = node.attrib  # type: ignore[attr-defined]
    return {key.rpartition("}")[2]: value for key, value in attributes.items()}


def seen(document: SeenDocument) -> Iterator[Fault]:
    """版记上下的黑线：几条、多长、多粗。"""
    paras = document.seen_of(*CODES)
    if document.format == LETTER or not paras or paras[0].page != paras[-1].page:
        return
    mm, page = document.rules.mm, paras[0].page
    top = min(para.box.top for para in paras) - SEEN_FAR_MM
    bottom = max(para.box.bottom for para in paras) + SEEN_FAR_MM
    lines = [one for one in document.lines(page, red=False) if top < one.box.top < bottom]
    rows = sum(para.code == "print_line" for para in paras) or 0
    rows += any(para.code == "cc_recipient" for para in paras)
    if len(lines) < rows + 1:
        lacking = "没有分隔线" if not lines else f"只有{len(lines)}条分隔线"
        yield Fault(f"版记{lacking}，应在首尾各画一条粗线，中间画细线。", paras[0])
        return
    short = next((one for one in lines if abs(one.box.width - mm("text_width")) > NEAR_MM), None)
    if short is not None:
        message = (
            f"版记的分隔线长{short.box.width:.0f}毫米，应与版心等宽（{mm('text_width'):g}毫米）。"
        )
        yield Fault(message, paras[0])
    yield from _seen_weights(document, paras[0], [one.thick for one in lines])


def _seen_weights(document: SeenDocument, para: Para, thick: list[float]) -> Iterator[Fault]:
    for place, found in enumerate(thick):
        edge = place in (0, len(thick) - 1)
        wanted = document.rules.mm("imprint_thick" if edge else "imprint_thin")
        if abs(found - wanted) > 0.08:
            which = "粗" if edge else "细"
            message = f"版记的{which}分隔线高{found:.2f}毫米，推荐{wanted:g}毫米。"
            yield Fault(message, para, level=Level.HINT)


RULE = FormatRule(id="IM-01", name="imprint-lines", clause="7.4.1", check=check, seen=seen)
