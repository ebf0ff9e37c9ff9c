"""一种要素一个画法；几个要素排在一处的（文号和签发人、版记），由先出现的那个来画。"""

from functools import singledispatch

from sanban.engine.gongwen.elements import (
    Adoption,
    Annotation,
    Attachment,
    AttachmentNote,
    Attendance,
    Body,
    CcRecipients,
    CopyNo,
    DocNumber,
    Element,
    IssuerMark,
    MainRecipients,
    PageNumbers,
    PrintLine,
    Secrecy,
    Signers,
    SignOff,
    Title,
    Urgency,
)
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.gongwen.notation import COLON
from sanban.engine.render.docx.blocks import draw_block, draw_blocks, is_turned, open_turned
from sanban.engine.render.docx.ending import draw_sign_off
from sanban.engine.render.docx.head import draw_mark, draw_number, draw_signers
from sanban.engine.render.docx.imprint import imprint
from sanban.engine.render.docx.markup import cells, paragraph, run
from sanban.engine.render.docx.measure import body_above
from sanban.engine.render.docx.names import inline
from sanban.engine.render.docx.sheet import Sheet

NOTE_LABEL = "附件" + COLON
NOTE_INDENT = 2
__all__ = ["draw", "draw_block"]


@singledispatch
def draw(element: Element, sheet: Sheet) -> str:
    """一个要素的 OOXML；另由别的要素一并画出的，返回空。"""
    raise NotImplementedError(f"DOCX 还不会画 {type(element).__name__}")


def _beside(sheet: Sheet) -> bool:
    """信函的份号、密级、紧急程度与文号同行，由文号来画。"""
    return sheet.gongwen.format == LETTER and sheet.gongwen.first(DocNumber) is not None


@draw.register
def _(element: CopyNo, sheet: Sheet) -> str:
    return "" if _beside(sheet) else paragraph("copy_no", run(str(element)))


@draw.register
def _(element: Secrecy, sheet: Sheet) -> str:
    return "" if _beside(sheet) else paragraph("secrecy", run(str(element)))


@draw.register
def _(element: Urgency, sheet: Sheet) -> str:
    return "" if _beside(sheet) else paragraph("urgency", run(str(element)))


@draw.register
def _(element: IssuerMark, sheet: Sheet) -> str:
    return draw_mark(element, sheet)


@draw.register
def _(element: DocNumber, sheet: Sheet) -> str:
    return draw_number(element, sheet)


@draw.register
def _(element: Signers, sheet: Sheet) -> str:
    return "" if sheet.gongwen.first(DocNumber) else draw_signers(element, sheet)


@draw.register
def _(element: Title, sheet: Sheet) -> str:
    return paragraph("title", run("\n".join(element.lines(sheet.breaks))))


@draw.register
def _(element: Adoption, sheet: Sheet) -> str:
    return paragraph("adoption", run(str(element)))


@draw.register
def _(element: MainRecipients, sheet: Sheet) -> str:
    return paragraph("main_recipient", run(str(element))) if sheet.has_recipients else ""


@draw.register
def _(element: Body, sheet: Sheet) -> str:
    above = body_above(sheet.gongwen, sheet.rules, has_recipients=sheet.has_recipients)
    return draw_blocks(element.blocks, sheet, above=above, keep_last=sheet.pulls)


@draw.register
def _(element: AttachmentNote, sheet: Sheet) -> str:
    """回行与附件名称的首字对齐；序号后面用制表符，名称才对得齐。"""
    many = len(element.names) > 1
    return "".join(
        _note_line(name, place, sheet, numbered=many) for place, name in enumerate(element.names)
    )


def _note_line(name: str, place: int, sheet: Sheet, *, numbered: bool) -> str:
    number = f"{place + 1}." if numbered else ""
    label = NOTE_LABEL if place == 0 else ""
    width = cells(number) + (0.25 if number else 0)
    hanging = cells(label) + width
    left = NOTE_INDENT + cells(NOTE_LABEL) + width
    unit = sheet.cell
    ind = (
        f'w:leftChars="{round(left * 100)}" w:left="{round(left * unit)}" '
        f'w:hangingChars="{round(hanging * 100)}" w:hanging="{round(hanging * unit)}"'
    )
    spacing = None if place == 0 else 'w:beforeLines="0" w:before="0"'
    keep = "" if sheet.pulls else None
    text = label + (number + "\t" if number else "") + name
    return paragraph("attachment_note", run(text), ind=ind, spacing=spacing, keepNext=keep)


@draw.register
def _(element: SignOff, sheet: Sheet) -> str:
    return draw_sign_off(element, sheet)


@draw.register
def _(element: Annotation, sheet: Sheet) -> str:
    return paragraph("annotation", run(str(element)))


@draw.register
def _(element: Attachment, sheet: Sheet) -> str:
    opens = bool(element.blocks) and is_turned(element.blocks[0])
    opened = open_turned(sheet) if opens else ""
    sheet.turned = opens
    title = "\n".join(sheet.title_lines(element.title))
    return (
        opened
        + paragraph("attachment_label", run(element.label))
        + paragraph("attachment_title", run(title))
        + draw_blocks(element.blocks, sheet, above=sheet.pitch)
    )


@draw.register
def _(element: Attendance, sheet: Sheet) -> str:
    return "".join(
        _attendance(label, names, sheet, first=place == 0)
        for place, (label, names) in enumerate(element.rows)
    )


def _attendance(label: str, names: str, sheet: Sheet, *, first: bool) -> str:
    head = label + COLON
    hanging, left = cells(head), sheet.rules.styles["attendance"].left + cells(head)
    ind = (
        f'w:leftChars="{round(left * 100)}" w:left="{round(left * sheet.cell)}" '
        f'w:hangingChars="{round(hanging * 100)}" w:hanging="{round(hanging * sheet.cell)}"'
    )
    lines = sheet.rules.styles["attendance_label"].before
    before = f'w:beforeLines="{round(lines * 100)}" w:before="{round(lines * sheet.pitch)}"'
    runs = run(head, inline("attendance_label")) + run(names)
    return paragraph("attendance", runs, ind=ind, spacing=before if first else None)


@draw.register
def _(element: CcRecipients, sheet: Sheet) -> str:
    return imprint(sheet.gongwen, sheet)


@draw.register
def _(element: PrintLine, sheet: Sheet) -> str:
    return "" if sheet.gongwen.first(CcRecipients) else imprint(sheet.gongwen, sheet)


@draw.register
def _(element: PageNumbers, sheet: Sheet) -> str:
    return ""
