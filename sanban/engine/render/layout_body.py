"""主体：标题、主送、正文、附件说明、附注、附件、名单（7.3，10.3）。"""

from collections.abc import Iterator, Sequence
from math import ceil

from sanban.engine.gongwen.blocks import Block
from sanban.engine.gongwen.elements import (
    Adoption,
    Annotation,
    Attachment,
    AttachmentNote,
    Attendance,
    Body,
    MainRecipients,
    Title,
)
from sanban.engine.render.layout_blocks import draw_block
from sanban.engine.render.layout_carry import carried, spotted
from sanban.engine.render.layout_draw import draw
from sanban.engine.render.layout_primitives import (
    Flow,
    Gap,
    Heading,
    NewPage,
    Par,
    Primitive,
    Span,
    Turn,
)
from sanban.engine.render.layout_sheet import Sheet, line
from sanban.engine.render.titles import title_lines

COLON = "："


@draw.register
def _title(title: Title, sheet: Sheet) -> tuple[Primitive, ...]:
    return (heading(title, sheet),)


def heading(title: Title, sheet: Sheet, code: str = "title", level: int = 1) -> Heading:
    """标题断好的各行；附件的标题也是。"""
    face = sheet.face(code)
    lines = title_lines(
        title,
        sheet.width / sheet.char(code),
        widths=tuple(face.width(char) for char in title.text),
        fewest=sheet.fit.has_short_title,
    )
    return Heading(tuple(line(each.strip(), code) for each in lines), level)


@draw.register
def _adoption(adoption: Adoption, sheet: Sheet) -> tuple[Primitive, ...]:
    par = Par(line(str(adoption), "adoption"), sheet.style("adoption").align)
    return Gap(sheet.leading), par


@draw.register
def _recipients(recipients: MainRecipients, sheet: Sheet) -> tuple[Primitive, ...]:
    if sheet.recipients is None:
        return ()
    code = "main_recipient"
    return _before(sheet, code), Par(line(str(recipients), code), sheet.style(code).align)


@draw.register
def _body(body: Body, sheet: Sheet) -> tuple[Primitive, ...]:
    flow = spotted(tuple(blocks(body.blocks, sheet)))
    above = () if sheet.recipients else (_before(sheet, "main_recipient"),)
    return (*above, *carried(flow, sheet.fit.carry))


def blocks(given: Sequence[Block], sheet: Sheet) -> Iterator[Flow]:
    """一串块。"""
    for block in given:
        yield from draw_block(block, sheet)


@draw.register
def _note(note: AttachmentNote, sheet: Sheet) -> tuple[Primitive, ...]:
    code = "attachment_note"
    label = sheet.chars("附件：", code)
    numbers = [f"{number}." for number in range(1, len(note.names) + 1)]
    width = _half_chars(sheet, numbers[-1], code) if len(numbers) > 1 else 0
    flow: list[Flow] = [_before(sheet, code)]
    for number, name in zip(numbers, note.names, strict=True):
        first = Span("附件：" if number == "1." else "", code)
        second = ((Span(number, code), width),) if width else ()
        prefix = ((first, label), *second)
        flow.append(Par(line(name, code), hang=label + width, left=sheet.left(code), prefix=prefix))
    return tuple(flow)


def _half_chars(sheet: Sheet, text: str, code: str) -> float:
    """序号占的宽，凑成半个字的整倍数，名称与正文的字对得齐。"""
    half = sheet.char(code) / 2
    return ceil(sheet.chars(text, code) / half) * half


@draw.register
def _annotation(annotation: Annotation, sheet: Sheet) -> tuple[Primitive, ...]:
    style = sheet.style("annotation")
    return (Par(line(str(annotation), "annotation"), style.align, style.indent * sheet.char()),)


@draw.register
def _attendance(attendance: Attendance, sheet: Sheet) -> tuple[Primitive, ...]:
    label, rest = "attendance_label", "attendance"
    flow: list[Flow] = [_before(sheet, label)]
    for name, people in attendance.rows:
        width = sheet.chars(name + COLON, label)
        prefix = ((Span(name + COLON, label), width),)
        flow.append(Par(line(people, rest), hang=width, left=sheet.left(rest), prefix=prefix))
    return tuple(flow)


@draw.register
def _attachment(attachment: Attachment, sheet: Sheet) -> tuple[Primitive, ...]:
    top = (
        Par(line(attachment.label, "attachment_label"), sheet.style("attachment_label").align),
        _before(sheet, "attachment_title"),
        heading(Title(attachment.title), sheet, "attachment_title", 2),
        _before(sheet, "main_recipient"),
    )
    flow = tuple(blocks(attachment.blocks, sheet))
    if flow and isinstance(flow[0], Turn):
        return Turn((*top, *flow[0].flow)), *flow[1:]
    return NewPage(), *top, *flow


def _before(sheet: Sheet, code: str) -> Gap:
    """样式上面空的行。"""
    return Gap(sheet.blank(sheet.style(code).before))
