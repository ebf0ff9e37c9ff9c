"""公文写成纯文本：按版面次序一段一行；校对、比对、数字数都照这份文字。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.blocks import Block, Formula, Paragraph, Picture, Table
from sanban.engine.gongwen.document import Gongwen

CELL, TITLE = "cell", "title"


@dataclass(frozen=True, slots=True)
class Line:
    """一段文字和它的出处。

    `element` 是 `Gongwen.elements` 里第几个；`block` 是那个要素里第几块（不在块里是 -1）；
    `part` 说是哪一部分：空是要素或段落的文字，cell 是表的一格（`row`、`column`），title 是题名；
    `lead` 是行首不属于模型的字有几个（如“主送”后面没有、“附件：”三个字）。
    """

    text: str
    element: int
    block: int = -1
    part: str = ""
    row: int = 0
    column: int = 0
    lead: int = 0
    start: int = 0

    @property
    def end(self) -> int:
        """末字之后的位置。"""
        return self.start + len(self.text)


def plain_text(gongwen: Gongwen) -> str:
    """全文。"""
    return "\n".join(line.text for line in lines_of(gongwen))


def lines_of(gongwen: Gongwen) -> tuple[Line, ...]:
    """全文的各行，位置按 `plain_text` 数。"""
    found, start = [], 0
    for place, element in enumerate(gongwen.elements):
        writer = WRITERS.get(type(element))
        for line in writer(element, place) if writer else ():
            found.append(_at(line, start))
            start += len(line.text) + 1
    return tuple(found)


def _at(line: Line, start: int) -> Line:
    return Line(
        line.text, line.element, line.block, line.part, line.row, line.column, line.lead, start
    )


def _whole(element: Any, place: int) -> Iterator[Line]:
    yield Line(str(element), place)


def _copies(element: of.CcRecipients, place: int) -> Iterator[Line]:
    if element.main:
        yield Line(f"主送：{element.main}。", place, part="main", lead=3)
    if element.text:
        yield Line(f"抄送：{element.text}。", place, lead=3)


def _note(element: of.AttachmentNote, place: int) -> Iterator[Line]:
    alone = len(element.names) == 1
    for at, name in enumerate(element.names):
        head = ("附件：" if not at else "") + ("" if alone else f"{at + 1}.")
        yield Line(head + name, place, row=at, lead=len(head))


def _sign_off(element: of.SignOff, place: int) -> Iterator[Line]:
    for at, one in enumerate(element.organs):
        text = "　".join(part for part in (one.organ or one.post, one.name) if part)
        if text:
            yield Line(text, place, row=at)
    yield Line(element.day_text, place, part="day")


def _annotation(element: of.Annotation | of.Adoption, place: int) -> Iterator[Line]:
    yield Line(str(element), place, lead=1)


def _attendance(element: of.Attendance, place: int) -> Iterator[Line]:
    for at, (label, names) in enumerate(element.rows):
        yield Line(f"{label}：{names}", place, row=at, lead=len(label) + 1)


def _body(element: of.Body, place: int) -> Iterator[Line]:
    yield from _blocks(element.blocks, place)


def _attachment(element: of.Attachment, place: int) -> Iterator[Line]:
    yield Line(element.label, place, part="label")
    yield Line(element.title, place)
    yield from _blocks(element.blocks, place)


def _print_line(element: of.PrintLine, place: int) -> Iterator[Line]:
    yield Line(f"{element.organ}　{element.day_text}", place)


def _blocks(blocks: tuple[Block, ...], place: int) -> Iterator[Line]:
    for at, block in enumerate(blocks):
        yield from _block(block, place, at)


def _block(block: Block, place: int, at: int) -> Iterator[Line]:
    if isinstance(block, Paragraph | Formula):
        yield Line(block.text, place, at)
    elif isinstance(block, Table):
        yield from _table(block, place, at)
    elif isinstance(block, Picture) and block.title:
        yield Line(block.title, place, at, TITLE)


def _table(block: Table, place: int, at: int) -> Iterator[Line]:
    if block.title:
        yield Line(block.title, place, at, TITLE)
    for row, cells in enumerate(block.rows):
        for column, cell in enumerate(cells):
            if cell.text:
                yield Line(cell.text, place, at, CELL, row, column)


# 份号、密级、红头、页码不是文字，不在内
WRITERS: dict[type, Callable[[Any, int], Iterator[Line]]] = {
    of.DocNumber: _whole,
    of.Signers: _whole,
    of.Title: _whole,
    of.Adoption: _annotation,
    of.MainRecipients: _whole,
    of.Body: _body,
    of.AttachmentNote: _note,
    of.SignOff: _sign_off,
    of.Annotation: _annotation,
    of.Attendance: _attendance,
    of.Attachment: _attachment,
    of.CcRecipients: _copies,
    of.PrintLine: _print_line,
}
