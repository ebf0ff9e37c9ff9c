"""各项校核都用的：要素的名称和条文、行号、所有的字。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sanban.engine.gongwen.blocks import Block, Paragraph, Source
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    EIGHTEEN,
    Adoption,
    Attachment,
    Attendance,
    Body,
    Element,
    SignOff,
)
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.problems import Problem

STANDARD_NAME = "GB/T 9704-2012"
REGULATION = "条例"
NAMES: dict[type, str] = {cls: name for name, _, cls, _ in reversed(EIGHTEEN)} | {
    SignOff: "署名和成文日期",
    Adoption: "题注",
    Attendance: "出席名单",
}
Check = Callable[[Gongwen, Rules], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Words:
    """一处文字：在哪个要素、第几行。"""

    element: str
    text: str
    line: int


def clause(number: str) -> str:
    """国家标准的一条。"""
    return f"{STANDARD_NAME} {number}"


def line_of(thing: Any) -> int:
    """一个要素或块在第几行；不知道是 0。"""
    source: Source | None = getattr(thing, "source", None)
    return source.line if source else 0


def blocks_of(gongwen: Gongwen) -> Iterator[tuple[str, Block]]:
    """正文和各附件的块，连同它在哪个要素。"""
    for element in gongwen.elements:
        if isinstance(element, Body | Attachment):
            for block in element.blocks:
                yield NAMES[type(element)], block


def words_of(gongwen: Gongwen) -> Iterator[Words]:
    """公文里所有的字，一个要素、一个块算一处。"""
    for element in gongwen.elements:
        name = NAMES[type(element)]
        yield from (Words(name, text, line_of(element)) for text in _own(element))
    for name, block in blocks_of(gongwen):
        texts = (block.text,) if isinstance(block, Paragraph) else _strings(block)
        yield from (Words(name, text, line_of(block)) for text in texts)


def _own(element: Element) -> Iterator[str]:
    kept = (one.name for one in fields(element) if one.name not in ("blocks", "source"))
    for name in kept:
        yield from _strings(getattr(element, name))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value) and not isinstance(value, Source):
        for one in fields(value):
            yield from _strings(getattr(value, one.name))
