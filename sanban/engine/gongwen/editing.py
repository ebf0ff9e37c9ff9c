"""按全文里的位置改公文：位置照 `writing.plain_text` 数，改到哪个要素的哪一块自己找。"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.blocks import Block, Formula, Paragraph, Picture, Run, Table
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.writing import CELL, Line, lines_of


@dataclass(frozen=True, slots=True)
class Edit:
    """把全文里 `start` 到 `end` 的字换成 `new`。"""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Span:
    """一行里要换的一截：从第几个字到第几个字，换成什么（已去掉行首不属于模型的字）。"""

    start: int
    end: int
    new: str

    def on(self, text: str) -> str:
        """换好的一行。"""
        return text[: self.start] + self.new + text[self.end :]


def line_at(lines: Sequence[Line], place: int) -> Line | None:
    """某个位置在哪一行；没有字答 None。"""
    at = bisect_right([line.start for line in lines], place) - 1
    return lines[at] if at >= 0 else None


def can_edit(lines: Sequence[Line], gongwen: Gongwen, edit: Edit) -> bool:
    """这一处改不改得了：要在一行以内，不能动行首尾由系统加的字，也不能动系统管的要素。"""
    line = line_at(lines, edit.start)
    return line is not None and _changed(gongwen, line, edit) is not None


def edited(gongwen: Gongwen, edits: Sequence[Edit]) -> tuple[Gongwen, int]:
    """改好的公文和改成了几处；叠在一起的只改先出现的，改不了的跳过。"""
    lines = lines_of(gongwen)
    count, before = 0, len("\n".join(line.text for line in lines)) + 1
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        line = line_at(lines, edit.start)
        changed = _changed(gongwen, line, edit) if line and edit.end <= before else None
        if changed is not None:
            gongwen, before, count = changed, edit.start, count + 1
    return gongwen, count


def _changed(gongwen: Gongwen, line: Line, edit: Edit) -> Gongwen | None:
    start, end = edit.start - line.start - line.lead, edit.end - line.start - line.lead
    element = gongwen.elements[line.element]
    editor = EDITORS.get(type(element))
    if start < 0 or edit.end > line.end or "\n" in edit.new or editor is None:
        return None
    fresh = editor(element, line, Span(start, end, edit.new))
    if fresh is None:
        return None
    found = list(gongwen.elements)
    found[line.element] = fresh
    return replace(gongwen, elements=tuple(found))


def _text(element: Any, line: Line, span: Span) -> Any:
    """只有一处文字的要素：标题、主送、附注、题注。"""
    if span.end > len(element.text):
        return None
    changed = replace(element, text=span.on(element.text))
    return replace(changed, breaks=()) if isinstance(element, of.Title) else changed


def _copies(element: of.CcRecipients, line: Line, span: Span) -> of.CcRecipients | None:
    if line.part == "main":
        fits = span.end <= len(element.main)
        return replace(element, main=span.on(element.main)) if fits else None
    return replace(element, text=span.on(element.text)) if span.end <= len(element.text) else None


def _note(element: of.AttachmentNote, line: Line, span: Span) -> of.AttachmentNote:
    return replace(element, names=_swapped(element.names, line.row, span.on))


def _attendance(element: of.Attendance, line: Line, span: Span) -> of.Attendance:
    return replace(
        element,
        rows=_swapped(element.rows, line.row, lambda row: (row[0], span.on(row[1]))),
    )


def _sign_off(element: of.SignOff, line: Line, span: Span) -> of.SignOff | None:
    if line.part == "day" or span.end > len(element.organs[line.row].organ):
        return None
    organs = _swapped(element.organs, line.row, lambda one: replace(one, organ=span.on(one.organ)))
    return replace(element, organs=organs)


def _blocks(element: Any, line: Line, span: Span) -> Any:
    if line.part == "label":
        return None
    if line.block < 0:
        return replace(element, title=span.on(element.title))
    blocks = _swapped(element.blocks, line.block, lambda one: _block(one, line, span))
    return replace(element, blocks=blocks)


def _block(block: Block, line: Line, span: Span) -> Block:
    if isinstance(block, Paragraph):
        return _paragraph(block, span)
    if isinstance(block, Formula):
        return replace(block, text=span.on(block.text))
    if isinstance(block, Table) and line.part == CELL:
        return _cell(block, line, span)
    if isinstance(block, Table | Picture):
        return replace(block, title=span.on(block.title))
    return block


def _cell(table: Table, line: Line, span: Span) -> Table:
    def swap(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return _swapped(row, line.column, lambda one: replace(one, text=span.on(one.text)))

    return replace(table, rows=_swapped(table.rows, line.row, swap))


def _paragraph(block: Paragraph, span: Span) -> Paragraph:
    """改一段：新字跟着第一个被换的字的样子；层次标题的长短跟着变。"""
    runs: list[Run] = []
    place, put = 0, False
    for run in block.runs:
        start, end = max(span.start - place, 0), min(span.end - place, len(run.text))
        text, hit = run.text, start <= len(run.text) and end >= 0
        if hit and (start < end or (span.start == span.end and not put)):
            new = "" if put else span.new
            text, put = run.text[:start] + new + run.text[end:], True
        runs.append(replace(run, text=text))
        place += len(run.text)
    lead = block.lead
    if lead and span.end <= lead:
        lead += len(span.new) - (span.end - span.start)
    kept = tuple(run for run in runs if run.text)
    whole = sum(len(run.text) for run in kept)
    return replace(block, runs=kept, lead=lead if 0 < lead < whole else 0)


def _swapped(rows: tuple[Any, ...], at: int, change: Callable[[Any], Any]) -> tuple[Any, ...]:
    return (*rows[:at], change(rows[at]), *rows[at + 1 :])


# 文号、签发人、印发机关由系统管，不在内
EDITORS: dict[type, Callable[[Any, Line, Span], Any]] = {
    of.Title: _text,
    of.Adoption: _text,
    of.MainRecipients: _text,
    of.Annotation: _text,
    of.Body: _blocks,
    of.Attachment: _blocks,
    of.AttachmentNote: _note,
    of.SignOff: _sign_off,
    of.Attendance: _attendance,
    of.CcRecipients: _copies,
}
