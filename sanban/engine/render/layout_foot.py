"""版记和页码（7.4、7.5；信函的版记不加线、不印印发机关，10.1）。"""

from dataclasses import dataclass

from sanban.engine.gongwen.elements import CcRecipients, PageNumbers, PrintLine
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.render.layout_draw import draw
from sanban.engine.render.layout_primitives import (
    RIGHT,
    Board,
    Flow,
    Par,
    Primitive,
    Span,
    Words,
)
from sanban.engine.render.layout_sheet import Sheet, line

CC, PRINT, PAGE_NO = "cc_recipient", "print_line", "page_no"
STOP = "。"


@dataclass(frozen=True, slots=True)
class Foot:
    """版记：各栏之间是细线，首末是粗线；信函没有线，也不必在双页。

    `drop` 是版心下边缘在排字区下边缘之下多少，`padding` 是字到线。
    """

    sections: tuple[tuple[Flow, ...], ...]
    thick: float
    thin: float
    padding: float
    leading: float
    drop: float
    on_even_page: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """页码：从几起、样式、到版心各边的距离；`dash_top` 是一字线墨迹上边缘在基线上多高。"""

    first: int
    look: str
    gap: float
    inset: float
    dash_top: float
    hides_first: bool


@draw.register
def _cc(_given: CcRecipients, sheet: Sheet) -> tuple[Primitive, ...]:
    copies = sheet.copies or CcRecipients()
    rows = (("主送：", copies.main), ("抄送：", copies.text))
    return tuple(_row(label, text, sheet) for label, text in rows if text)


def _row(label: str, text: str, sheet: Sheet) -> Par:
    width = sheet.chars(label, CC)
    inset = sheet.left(CC)
    prefix = ((Span(label, CC), width),)
    return Par(line(text + STOP, CC), hang=width, left=inset, right=inset, prefix=prefix)


@draw.register
def _print(printed: PrintLine, sheet: Sheet) -> tuple[Primitive, ...]:
    left, code = sheet.left(PRINT), PRINT
    room = sheet.right(code) - left - sheet.chars(printed.day_text, code) - sheet.char(code)
    organ = Words(left, 0, (sheet.squeezed(printed.organ, code, room),))
    day = Words(sheet.right(PRINT), 0, line(printed.day_text, PRINT), RIGHT)
    return (Board(sheet.ink(PRINT), (organ, day)),)


@draw.register
def _numbers(_numbers: PageNumbers, _sheet: Sheet) -> tuple[Primitive, ...]:
    """页码在版心外，由 `numbers` 另排。"""
    return ()


def foot(sheet: Sheet) -> Foot | None:
    """整个版记；没有就是空。"""
    printed = sheet.gongwen.first(PrintLine)
    is_letter = sheet.gongwen.format == LETTER
    sections = (
        _flows(draw(sheet.copies, sheet)) if sheet.copies else (),
        _flows(draw(printed, sheet)) if printed and not is_letter else (),
    )
    kept = tuple(section for section in sections if section)
    if not kept:
        return None
    weights = (0.0, 0.0) if is_letter else (sheet.pt("imprint_thick"), sheet.pt("imprint_thin"))
    padding = 0 if is_letter else sheet.leading / 2
    drop = sheet.pt("text_height") - sheet.first_line - sheet.room
    return Foot(kept, *weights, padding, sheet.leading, drop, not is_letter)


def _flows(primitives: tuple[Primitive, ...]) -> tuple[Flow, ...]:
    return tuple(each for each in primitives if isinstance(each, Par | Board))


def numbers(sheet: Sheet) -> Numbers | None:
    """页码怎么排；没有页码要素就不排。"""
    given = sheet.gongwen.first(PageNumbers)
    if given is None:
        return None
    dash = sheet.face(PAGE_NO).dash_top * sheet.style(PAGE_NO).pt
    inset = sheet.style(PAGE_NO).right * sheet.char(PAGE_NO)
    hides_first = sheet.gongwen.format == LETTER
    return Numbers(given.first, PAGE_NO, sheet.pt("page_no_gap"), inset, dash, hides_first)
