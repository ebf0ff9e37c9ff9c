"""一面纸上看得见的东西：字、线、图，位置都从纸的左上角量起，毫米。"""

from dataclasses import dataclass

from sanban.engine.read.layout import Glyph

THIN = 3.0
"""比这细的才是线，毫米。"""
LONG = 5.0
SEAL_LEAST, SEAL_MOST = 28.0, 60.0
"""印章的大小，毫米。"""


@dataclass(frozen=True, slots=True)
class Box:
    """一块地方：左、右、上、下。"""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """宽。"""
        return self.right - self.left

    @property
    def height(self) -> float:
        """高。"""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """正中。"""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def is_square(self) -> bool:
        """大小、方正都像一枚印章。"""
        sides = sorted((self.width, self.height))
        return sides[0] >= SEAL_LEAST and sides[1] <= min(SEAL_MOST, sides[0] * 1.5)


@dataclass(frozen=True, slots=True)
class Stroke:
    """一条横的、竖的线。"""

    box: Box
    red: bool

    @property
    def upright(self) -> bool:
        """竖的。"""
        return self.box.height > self.box.width

    @property
    def thick(self) -> float:
        """粗。"""
        return min(self.box.width, self.box.height)


@dataclass(frozen=True, slots=True)
class Sheet:
    """一面：纸的宽和高，上面的字、线，印章（红的图，或者一个圆），没有嵌入的字体。"""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    strokes: tuple[Stroke, ...] = ()
    seals: tuple[Box, ...] = ()
    loose: frozenset[str] = frozenset()


def shrunk(box: Box, thick: float) -> Box:
    """四面各收进一条线的粗。"""
    return Box(box.left + thick, box.right - thick, box.top + thick, box.bottom - thick)


def strokes_of(box: Box, thick: float, red: bool) -> tuple[Stroke, ...]:
    """一个图形看成线：细长的是一条；描了边的大方框是四条；别的不是线。

    `box` 是图形本身的框，`thick` 是描边的粗，不描的为 0。
    """
    half = thick / 2
    flat = Box(box.left, box.right, box.top - half, box.bottom + half)
    tall = Box(box.left - half, box.right + half, box.top, box.bottom)
    if box.width >= LONG and flat.height <= THIN:
        return (Stroke(flat, red),)
    if box.height >= LONG and tall.width <= THIN:
        return (Stroke(tall, red),)
    if not thick or box.width < LONG or box.height < LONG:
        return ()
    edges = (
        Box(box.left, box.right, box.top - half, box.top + half),
        Box(box.left, box.right, box.bottom - half, box.bottom + half),
        Box(box.left - half, box.left + half, box.top, box.bottom),
        Box(box.right - half, box.right + half, box.top, box.bottom),
    )
    return tuple(Stroke(edge, red) for edge in edges)
