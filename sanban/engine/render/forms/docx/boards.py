"""定了位的页（席卡、归档章）→ 一个个图形：框、线、文本框，位置都从纸边量。"""

from collections.abc import Sequence

from sanban.engine.forms.sheet import Board, Frame, Label
from sanban.engine.forms.styles import FORM_STYLES, POINTS_A_MM
from sanban.engine.gongwen.styles import RED
from sanban.engine.render.docx.markup import cells as chars_in
from sanban.engine.render.docx.markup import emu, paragraph, run, val
from sanban.engine.render.docx.shapes import ANCHOR, SOLID
from sanban.engine.render.forms.words import printable

LINE = (
    '<a:noFill/><a:ln w="{wide}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{dash}'
    "</a:ln>"
)
DASH = '<a:prstDash val="dash"/>'
EMPTY = "<a:noFill/><a:ln><a:noFill/></a:ln>"
BOX = (
    "<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
    '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr" anchorCtr="0"/>'
)
TURNED = 10_800_000  # 180 度，六万分之一度
BLACK = "000000"


def boards(pages: Sequence[Board]) -> str:
    """一页一段，图形都挂在段上；页与页之间分页。"""
    return "".join(
        paragraph("gap", _shapes(page, number), pageBreakBefore="" if number else None)
        for number, page in enumerate(pages)
    )


def _shapes(page: Board, number: int) -> str:
    start = number * 1000 + 1
    return "".join(
        _frame(item, id_) if isinstance(item, Frame) else _label(item, id_)
        for id_, item in enumerate(page.items, start)
        if isinstance(item, Frame) or item.text
    )


def _frame(frame: Frame, id_: int) -> str:
    colour = _ink(is_red=frame.is_red)
    look = LINE.format(wide=emu(frame.line), colour=colour, dash=DASH if frame.is_dashed else "")
    x, y, wide, high = frame.x, frame.y, frame.w, frame.h
    is_bar = not (wide and high)
    if is_bar and not frame.is_dashed:
        look = SOLID.format(colour=colour)
        half = frame.line / 2
        x, wide = (x, wide) if wide else (x - half, frame.line)
        y, high = (y, high) if high else (y - half, frame.line)
    return ANCHOR.format(
        id=id_, name=f"框{id_}", form="line" if is_bar and frame.is_dashed else "rect", look=look,
        inner="<wps:bodyPr/>", box="", x=emu(x), y=emu(y), wide=emu(wide), high=emu(high),
        across="page", down="page",
    )  # fmt: skip


def _label(label: Label, id_: int) -> str:
    """一行字的文本框：放不下就缩小；撑开的字，框就是撑开的宽。"""
    text = printable(label.text)
    count = max(label.spread, chars_in(text), 1)
    pt = min(label.pt, label.w * POINTS_A_MM / count, label.h * POINTS_A_MM / 1.2)
    wide = min(label.w, label.spread * pt / POINTS_A_MM) if label.spread else label.w
    size = val(round(pt * 2))
    words = run(text, sz=size, szCs=size, color=val(_ink(is_red=label.is_red)))
    line = paragraph(
        label.style, words,
        jc=val("distribute") if label.spread else None,
        spacing=f'w:before="0" w:after="0" w:line="{round(pt * 1.2 * 20)}" w:lineRule="exact"',
    )  # fmt: skip
    shape = ANCHOR.format(
        id=id_, name=FORM_STYLES[label.style].name, form="rect", look=EMPTY,
        inner=BOX.format(text=line), box=' txBox="1"',
        x=emu(label.x + (label.w - wide) / 2), y=emu(label.y), wide=emu(wide), high=emu(label.h),
        across="page", down="page",
    )  # fmt: skip
    return shape.replace("<a:xfrm>", f'<a:xfrm rot="{TURNED}">') if label.is_turned else shape


def _ink(*, is_red: bool) -> str:
    return RED.lstrip("#").upper() if is_red else BLACK
