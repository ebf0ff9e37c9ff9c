"""一页上的字、线、图：位置换成纸面上的毫米。"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

from sanban.engine.ofd.numbers import MAX_REPEAT, Colour, colour, deltas, first, numbers
from sanban.engine.ofd.paths import Segment, segments

BOLD = 700
SIZE, LINE_WIDTH = 4.0, 0.353
PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]
Linear = tuple[float, float, float, float]
Letter = tuple[str, float, float, float, int | None]
"""一个字、起点的 x、y、字宽（单位字高）、写明的字形号（没写为空，并进前一个字形的是 -1）。"""
JOINED = -1
Advance = Callable[[str], float]
Draws = Mapping[str, Any]
Node = Any
BLACK = (0, 0, 0, 255)


@dataclass(frozen=True, slots=True)
class Text:
    """一个文字对象。

    `font` 是字体的资源号；`size` 字高，毫米；`stretch` 是字宽与字高之比；`turn` 是基线的
    方向和字的竖直方向（都是单位长，y 朝下）；
    `stroke` 是描边的颜色和粗细，不描的为空。
    """

    font: str
    size: float
    stretch: float
    turn: Linear
    colour: Colour
    stroke: tuple[Colour, float] | None
    is_bold: bool
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """一条路径；`stroke`、`fill` 为空就是不描、不填；长度都是毫米。"""

    segments: tuple[Segment, ...]
    stroke: Colour | None
    fill: Colour | None
    width: float
    dash: tuple[float, ...] = ()
    phase: float = 0.0
    is_even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """一幅图：资源号，和把单位方（左上角为原点）变到纸上的矩阵。"""

    resource: str
    matrix: Matrix


def half(char: str) -> float:
    """不知道字体时的字宽，单位字高：西文半字，中文一字。"""
    return 0.5 if char.isascii() else 1.0


def text(node: Node, layer: Node, draws: Draws, advance: Advance = half) -> Text:
    """文字对象；`advance` 给出字宽（单位字高），没写间距的字按它排。"""
    matrix = _matrix(node)
    size = first(node.get("Size"), SIZE)
    size = size if size > 0 else SIZE
    a, b, c, d, *_ = matrix
    along, across = hypot(a, b) or 1.0, hypot(c, d) or 1.0
    stretch = first(node.get("HScale"), 1.0)
    return Text(
        node.get("Font", ""),
        size * across,
        stretch * along / across,
        (a / along, b / along, c / across, d / across),
        _paint(node, layer, draws, "FillColor") or BLACK,
        _edge(node, layer, draws) if node.get("Stroke") == "true" else None,
        first(node.get("Weight"), 400) >= BOLD,
        tuple(_letters(node, matrix, size * stretch, advance)),
    )


def _letters(node: Node, matrix: Matrix, em: float, advance: Advance) -> Iterator[Letter]:
    a, b, c, d, e, f = matrix
    x = y = 0.0
    glyphs: dict[int, int] = {}
    for code in node.iter("{*}CGTransform", "{*}TextCode"):
        if str(code.tag).endswith("CGTransform"):
            glyphs |= _glyphs(code)
            continue
        x, y = first(code.get("X"), x), first(code.get("Y"), y)
        words = code.text or ""
        across, down = (deltas(code.get(name), len(words)) for name in ("DeltaX", "DeltaY"))
        for place, char in enumerate(words):
            glyph = glyphs.get(place)
            joined = JOINED in (glyph, glyphs.get(place + 1))
            width = across[0] / em if joined and across else advance(char)
            yield char, a * x + c * y + e, b * x + d * y + f, width, glyph
            natural = 0.0 if down else em * width
            x += across[place] if place < len(across) else natural
            y += down[place] if place < len(down) else 0.0
        glyphs = {}


def _glyphs(node: Node) -> dict[int, int]:
    """第几个字用哪个字形；几个字共一个字形的，后面的字没有自己的字形。"""
    start, count = int(first(node.get("CodePosition"), 0)), int(first(node.get("CodeCount"), 1))
    words = next((one.text for one in node.iter("{*}Glyphs")), "")
    glyphs = [int(one) for one in numbers(words)][:count]
    glyphs += [JOINED] * (min(count, MAX_REPEAT) - len(glyphs))
    return dict(enumerate(glyphs, start))


def _edge(node: Node, layer: Node, draws: Draws) -> tuple[Colour, float]:
    width = first(_said(node, layer, draws, "LineWidth"), LINE_WIDTH)
    return _paint(node, layer, draws, "StrokeColor") or BLACK, width


def shape(node: Node, layer: Node, draws: Draws) -> Shape:
    """路径对象。"""
    matrix = _matrix(node)
    a, b, c, d, *_ = matrix
    scale = abs(a * d - b * c) ** 0.5
    data = next((one.text for one in node.iter("{*}AbbreviatedData")), "")
    stroked, filled = node.get("Stroke") != "false", node.get("Fill") == "true"
    return Shape(
        tuple(segments(data or "", matrix)),
        (_paint(node, layer, draws, "StrokeColor") or BLACK) if stroked else None,
        _paint(node, layer, draws, "FillColor") if filled else None,
        first(_said(node, layer, draws, "LineWidth"), LINE_WIDTH) * scale,
        tuple(length * scale for length in numbers(node.get("DashPattern"))),
        first(node.get("DashOffset"), 0.0) * scale,
        node.get("Rule") == "Even-Odd",
    )


def image(node: Node) -> Image:
    """图对象；没写矩阵的铺满外框。"""
    matrix = _matrix(node)
    if not node.get("CTM"):
        _, _, width, height = [*numbers(node.get("Boundary")), 0.0, 0.0, 0.0, 0.0][:4]
        matrix = (width, 0.0, 0.0, height, matrix[4], matrix[5])
    return Image(node.get("ResourceID", ""), matrix)


def _matrix(node: Node) -> Matrix:
    """对象里的坐标变到纸面：先自己的矩阵，再移到外框的左上角。"""
    left, top, *_ = [*numbers(node.get("Boundary")), 0.0, 0.0]
    own = numbers(node.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else PLAIN
    return a, b, c, d, e + left, f + top


def _sources(node: Node, layer: Node, draws: Draws) -> Iterator[Node]:
    """样子先看对象自己，再看它引的绘制参数，再看层引的。"""
    yield node
    for owner in (node, layer):
        found = draws.get(owner.get("DrawParam") or "")
        if found is not None:
            yield found


def _said(node: Node, layer: Node, draws: Draws, name: str) -> str | None:
    return next((one.get(name) for one in _sources(node, layer, draws) if one.get(name)), None)


def _paint(node: Node, layer: Node, draws: Draws, tag: str) -> Colour | None:
    alpha = node.get("Alpha")
    for source in _sources(node, layer, draws):
        for found in source.iterchildren("{*}" + tag):
            return colour(found.get("Value"), found.get("Alpha") or alpha)
    return None
