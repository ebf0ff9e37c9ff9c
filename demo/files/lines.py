"""把要素排成一行行字：每行每个字都有毫米位置，写 OFD 用。"""

from collections.abc import Iterator
from dataclasses import dataclass

from demo.files.elements import Element, elements
from demo.files.paper import Paper

MM = 25.4 / 72
LEFT, TOP, WIDTH, HEIGHT = 28.0, 37.0, 156.0, 225.0
PITCH = 29.6 * MM
NO_START = "，。、；：！？）》”〕"


@dataclass(frozen=True)
class Line:
    """一行字：第几页、基线位置（毫米）、字号（毫米）、字体用途、红不红、每字宽。"""

    page: int
    x: float
    y: float
    size: float
    face: str
    red: bool
    text: str
    steps: tuple[float, ...]


@dataclass(frozen=True)
class Stroke:
    """一条横线：第几页、纵向位置、粗细（毫米）、红不红。"""

    page: int
    y: float
    width: float
    red: bool


def lay_out(paper: Paper) -> tuple[list[Line], list[Stroke]]:
    """排成行和线；页满换页，次序与要素相同。"""
    lines: list[Line] = []
    strokes: list[Stroke] = []
    page, y = 1, TOP
    for element in elements(paper):
        size = element.pt * MM
        y += PITCH * element.before
        for index, text in enumerate(_wrap(element, size)):
            step = max(PITCH, size * 1.2)
            if y + step > TOP + HEIGHT + 1:
                page, y = page + 1, TOP
            lines += _row(element, text, page=page, y=y + size * 0.88, first=index == 0)
            y += step
        if element.rule:
            red = element.rule in ("red", "double")
            strokes.append(Stroke(page, y, 0.5 if red else 0.35, red))
            y += 1.5
    return lines, strokes


def advance(glyph: str, size: float) -> float:
    """一个字占的宽（毫米）：汉字一字宽，字母数字半字宽。"""
    return size if ord(glyph) > 0x2000 else size / 2


def _wrap(element: Element, size: float) -> Iterator[str]:
    room = WIDTH - element.inset * size
    line, used = "", element.indent * size
    for glyph in element.text:
        step = advance(glyph, size)
        if (used + step > room + 0.01 + size and line) or (
            used + step > room + 0.01 and glyph not in NO_START
        ):
            yield line
            line, used = "", 0.0
        line, used = line + glyph, used + step
    yield line


def _row(element: Element, text: str, *, page: int, y: float, first: bool) -> Iterator[Line]:
    size = element.pt * MM
    steps = tuple(advance(glyph, size) for glyph in text)
    x = LEFT + element.inset * size + (element.indent * size if first else 0)
    free = WIDTH - sum(steps)
    x = {"center": LEFT + free / 2, "right": LEFT + free - element.inset * size}.get(
        element.align, x
    )
    yield Line(page, round(x, 3), round(y, 3), size, element.face, element.red, text, steps)
    if element.right and first:
        tail = tuple(advance(glyph, size) for glyph in element.right)
        x = LEFT + WIDTH - size - sum(tail)
        yield Line(page, x, round(y, 3), size, element.right_face, False, element.right, tail)
