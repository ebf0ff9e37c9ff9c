"""定了位的页（席卡、归档章）→ 一个个图形：框、线、文本框，位置都从纸边量。"""

from collections.abc import Sequence

from sanban.engine.forms.sheet import Board, Frame, Label
from sanban.engine.forms.styles import FORM_STYLES, POINTS_A_MM
from sanban.engine.gongwen.styles import RED
from sanban.engine.render.docx.markup import cells as chars_in
from sanban.engine.render.docx.markup import paragraph, run, val
from sanban.engine.render.forms.docx.anchors import Look, Place, shape, text_box
from sanban.engine.render.forms.words import printable

BLACK = "000000"
LINE_HIGH = 1.2  # 文本框里的行高是字号的几倍


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
    """框、线；实线画成填满的细条，各种软件画得一样。"""
    colour, half = _ink(is_red=frame.is_red), frame.line / 2
    place = Place(frame.x, frame.y, frame.w, frame.h)
    look = Look(line=frame.line, colour=colour, is_dashed=frame.is_dashed)
    if not (frame.w and frame.h):
        look = Look("line", frame.line, colour, is_dashed=True)
        if not frame.is_dashed:
            x, wide = (frame.x, frame.w) if frame.w else (frame.x - half, frame.line)
            y, high = (frame.y, frame.h) if frame.h else (frame.y - half, frame.line)
            place, look = Place(x, y, wide, high), Look(fill=colour)
    return shape(id_, f"框{id_}", place, look)


def _label(label: Label, id_: int) -> str:
    """一行字的文本框：放不下就缩小；撑开的字，框就是撑开的宽。"""
    text = printable(label.text)
    count = max(label.spread, chars_in(text), 1)
    pt = min(label.pt, label.w * POINTS_A_MM / count, label.h * POINTS_A_MM / LINE_HIGH)
    wide = min(label.w, label.spread * pt / POINTS_A_MM) if label.spread else label.w
    size = val(round(pt * 2))
    words = run(text, sz=size, szCs=size, color=val(_ink(is_red=label.is_red)))
    high = round(pt * LINE_HIGH * 20)
    line = paragraph(
        label.style, words, jc=val("distribute") if label.spread else None,
        spacing=f'w:before="0" w:after="0" w:line="{high}" w:lineRule="exact"',
    )  # fmt: skip
    place = Place(label.x + (label.w - wide) / 2, label.y, wide, label.h)
    name = FORM_STYLES[label.style].name
    return text_box(id_, name, place, line, is_turned=label.is_turned)


def _ink(*, is_red: bool) -> str:
    return RED.lstrip("#").upper() if is_red else BLACK
