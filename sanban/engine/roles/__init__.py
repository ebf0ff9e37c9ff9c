"""认：哪一段是公文的哪个要素，看全篇最合理的次序，不逐行猜。"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.read import Physical
from sanban.engine.roles.lines import Line, body_size, lines_of, main_part_end
from sanban.engine.roles.order import STATES
from sanban.engine.roles.scores import score
from sanban.engine.roles.sequence import Chosen, best
from sanban.engine.roles.views import View

__all__ = ["Element", "recognise"]


@dataclass(frozen=True, slots=True)
class Element:
    """一个要素。

    `role` 是要素名（glossary），`text` 是 `Physical.text` 里从 `start` 到 `end` 的原文，
    首尾没有空白，`confidence` 在 0 到 1 之间。
    """

    role: str
    text: str
    start: int
    end: int
    page: int | None
    confidence: float
    lines: tuple[Line, ...]
    state: str


def recognise(physical: Physical) -> tuple[Element, ...]:
    """认出全篇的要素，按出现次序；相邻的同一要素（多行标题、联合发文机关标志）合成一个。"""
    lines = lines_of(physical)
    chosen = best([score(view) for view in _views(lines)])
    return tuple(_join(group, physical.text) for group in _groups(lines, chosen))


def _views(lines: tuple[Line, ...]) -> Iterator[View]:
    size = body_size(lines)
    styled = len({line.look for line in lines}) > 1 and size > 0
    red_head = any(line.look.red for line in lines[:14])
    padded = (None, *lines, None)
    main = main_part_end(lines)
    for index, line in enumerate(lines):
        before, after = padded[index], padded[index + 2]
        yield View(line, before, after, size, main, styled, red_head)


def _groups(lines: tuple[Line, ...], chosen: list[Chosen]) -> Iterator[list[tuple[Line, Chosen]]]:
    group: list[tuple[Line, Chosen]] = []
    for pair in zip(lines, chosen, strict=True):
        if group and group[-1][1].state != pair[1].state:
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _join(group: list[tuple[Line, Chosen]], text: str) -> Element:
    first, last = group[0][0], group[-1][0]
    state = group[0][1].state
    return Element(
        role=STATES[state][0],
        text=text[first.start : last.end],
        start=first.start,
        end=last.end,
        page=first.paragraph.page,
        confidence=min(choice.confidence for _, choice in group),
        lines=tuple(line for line, _ in group),
        state=state,
    )
