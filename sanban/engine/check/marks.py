"""发文机关标志：文件、信函、命令、纪要都要看的颜色、字体、宽和上边缘。"""

from collections.abc import Iterator

from sanban.engine.check.aspects import inked, run_edits, wrong_face
from sanban.engine.check.document import Document
from sanban.engine.check.looks import EXACT, width
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit, Fault
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import RED
from sanban.engine.proof.rule import Level
from sanban.engine.read.layout import ASCENT
from sanban.engine.read.physical import HEADER
from sanban.engine.render.ink import INK_ABOVE, Mark, ink_top

NEAR_MM, SEEN_NEAR_MM = 2.0, 3.5
RED_VALUES: dict[str, str | None] = {
    "color": RED.lstrip("#").upper(), "color.themeColor": None, "color.themeShade": None,
    "color.themeTint": None,
}  # fmt: skip


def colour(document: Document) -> Iterator[Fault]:
    """标志用红色；版式件里挨着的紧急程度会并到一行，字小一半的不是标志。"""
    for para in document.of("issuer_mark") if document.rules.styles["issuer_mark"].red else ():
        pieces = list(inked(para))
        largest = max((one.look.size for one in pieces), default=0)
        wrong = [one for one in pieces if not one.look.red and one.look.size * 2 > largest]
        if wrong:
            yield Fault(
                "发文机关标志不是红色，应为红色。",
                para, wrong[0].start, wrong[-1].end, edits=run_edits(wrong, RED_VALUES),
            )  # fmt: skip


def wrong_font(document: Document) -> Iterator[Fault]:
    """标志推荐用小标宋。"""
    yield from wrong_face(document, ["issuer_mark"], level=Level.HINT)


def too_wide(document: Document) -> Iterator[Fault]:
    """标志一行排下。"""
    room = document.rules.mm("text_width") * TWIPS_PER_MM
    for para in document.of("issuer_mark"):
        longest = max(map(width, para.bare.split("\n")))
        if para.source.cell or any(one.look.fitted for one in para.pieces):
            continue
        if longest * para.main.cell > room * 1.01:
            most = int(para.main.size * room / (longest * para.main.cell) * 2) / 2
            half = str(round(most * 2))
            yield Fault(
                f"发文机关标志一行排不下，字号应不大于{most:g}磅。",
                para, edits=run_edits(inked(para), {"sz": half, "szCs": half}),
            )  # fmt: skip


def wrong_top(document: Document, measure: str) -> Iterator[Fault]:
    """标志上边缘的位置；前面有行高说不准的段、有表的不查。"""
    mark = document.first("issuer_mark")
    if mark is None or mark.layout.line_rule != EXACT or not document.is_standard(mark.section):
        return
    above = _above(document, mark)
    wanted = document.rules.mm(measure) + _pushed(document)
    if above is None:
        return
    in_header = mark.source.place == HEADER
    base = 0.0 if in_header else document.rules.mm("top")
    own = ink_top(Mark(mark.main.size, 0, round(mark.layout.line)))
    found = (above + mark.layout.before + own) / TWIPS_PER_MM - base
    if abs(found - wanted) <= NEAR_MM:
        return
    edits = _moved(mark, (wanted - found) * TWIPS_PER_MM)
    if not edits:
        return  # 份号、密级、紧急程度占了三行，标志只能往下让
    edge = "上页边" if in_header else "版心上边缘"
    message = f"发文机关标志的上边缘离{edge}约{found:.0f}毫米，应为{wanted:g}毫米。"
    yield Fault(message, mark, edits=edits)


def _pushed(document: Document) -> float:
    """单位规定份号、密级之上空几行的，标志跟着往下，毫米；国家标准没有空。"""
    flush = document.of("copy_no", "secrecy", "urgency")
    lines = sum(document.rules.styles[para.code].before for para in flush)
    return lines * document.profile.docx.pitch / TWIPS_PER_MM


def _moved(mark: Para, down: float) -> tuple[Edit, ...]:
    """往下挪多少，1/20 磅；页眉里的动页眉的位置，别的动段前。"""
    if mark.source.place == HEADER:
        header = round(mark.section.header + down)
        return (Edit(mark.section.node, "", {"pgMar.header": str(header)}),)
    before = max(mark.layout.before + down, 0)
    if before == mark.layout.before:
        return ()
    values: dict[str, str | None] = {
        "spacing.before": str(round(before)), "spacing.beforeLines": "0",
    }  # fmt: skip
    return (Edit(mark.node, "pPr", values),)


def _above(document: Document, mark: Para) -> float | None:
    """标志所在行之前有多高，从纸边（页眉）或纸边到版心算起，1/20 磅。"""
    if mark.source.place == HEADER:
        return mark.section.header
    before = [
        para for para in document.paras[: mark.index] if para.source.place == mark.source.place
    ]
    if mark.source.cell or any(para.pitch is None or para.pictured for para in before):
        return None
    highs = (para.layout.before + para.layout.after + (para.pitch or 0) for para in before)
    return mark.section.margins["top"] + sum(highs)


def seen_top(document: SeenDocument, measure: str, *, from_edge: bool = False) -> Iterator[Fault]:
    """版式件里标志上边缘的位置：从字框减去字面上面的空；联合行文的看第一个。"""
    mark = document.seen_first("issuer_mark")
    if mark is None or mark.page != 1:
        return
    size = (mark.rows[0].look.size or 0) * POINT
    base = 0.0 if from_edge else document.rules.mm("top")
    found = mark.box.top + (ASCENT - INK_ABOVE) * size - base
    wanted = document.rules.mm(measure)
    if abs(found - wanted) > SEEN_NEAR_MM:
        edge = "上页边" if from_edge else "版心上边缘"
        message = f"发文机关标志的上边缘离{edge}约{found:.0f}毫米，应为{wanted:g}毫米。"
        yield Fault(message, mark)
