"""笔迹：把屏上写的一笔一笔读进来、验过，再画成图；只信笔迹，不信别人画好的图。"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from typing import Any

from PIL import Image, ImageDraw

WIDTHS = {"thin": 2.5, "middle": 4.5, "thick": 7.0}
"""三种粗细，像素。"""
LONGEST = 400_000
MOST_STROKES, MOST_POINTS = 2_000, 40_000
LEAST_WIDTH, LEAST_HEIGHT, LARGEST = 240, 160, 2_400
MARGIN = 12
SCALE, FINE = 2, 2
"""图比屏上大一倍；先画得再细一倍，缩回来边缘就匀。"""
LARGE = 1_000_000
"""字占的一块大过这么多像素，就照屏上的大小存，不费内存。"""
INK, PAPER = 24, 255
STEPS = 6
Point = tuple[float, float]


class BadInk(ValueError):
    """笔迹读不懂、太长、出了界，或者一笔也没有。"""


@dataclass(frozen=True, slots=True)
class Stroke:
    """一笔：粗细（像素）和走过的各点。"""

    width: float
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """一幅字：写字板的宽和高（像素），和各笔。"""

    width: int
    height: int
    strokes: tuple[Stroke, ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """字占的一块，四边留一点空：左、上、右、下。"""
        xs = [x for one in self.strokes for x, _ in one.points]
        ys = [y for one in self.strokes for _, y in one.points]
        right, bottom = min(max(xs) + MARGIN, self.width), min(max(ys) + MARGIN, self.height)
        left, top = max(min(xs) - MARGIN, 0.0), max(min(ys) - MARGIN, 0.0)
        return int(left), int(top), int(right + 1), int(bottom + 1)

    def as_json(self) -> str:
        """存下的样子，读得回来；坐标留一位小数。"""
        pens = {width: pen for pen, width in WIDTHS.items()}
        strokes = [
            {"pen": pens[one.width], "points": [[round(x, 1), round(y, 1)] for x, y in one.points]}
            for one in self.strokes
        ]
        table = {"width": self.width, "height": self.height, "strokes": strokes}
        return json.dumps(table, separators=(",", ":"))


def read_writing(text: str) -> Writing:
    """读一幅字：`{"width", "height", "strokes": [{"pen", "points": [[x, y]]}]}`。

    :raises BadInk: 读不懂、太长、出了界、一笔也没有。
    """
    if len(text) > LONGEST:
        raise BadInk("写得太多，请清掉一些再写。")
    try:
        given = json.loads(text)
        width, height = _side(given["width"], LEAST_WIDTH), _side(given["height"], LEAST_HEIGHT)
        strokes = tuple(_stroke(one, width, height) for one in given["strokes"])
    except (ValueError, TypeError, KeyError, RecursionError, ArithmeticError) as error:
        raise BadInk("笔迹没有传完整，请再写一次。") from error
    if not strokes:
        raise BadInk("还没有写字，请写好再送。")
    if len(strokes) > MOST_STROKES or sum(len(one.points) for one in strokes) > MOST_POINTS:
        raise BadInk("写得太多，请清掉一些再写。")
    return Writing(width, height, strokes)


def _side(value: Any, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= LARGEST:
        raise ValueError
    return value


def _stroke(given: Any, width: int, height: int) -> Stroke:
    points = tuple(_point(one, width, height) for one in given["points"])
    if not points:
        raise ValueError
    return Stroke(WIDTHS[given["pen"]], points)


def _point(given: Any, width: int, height: int) -> Point:
    """出了板边的，收到边上；不是数的不认。"""
    x, y = given
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in (x, y)):
        raise ValueError
    if not (isfinite(x) and isfinite(y)):
        raise ValueError
    return min(max(float(x), 0.0), float(width)), min(max(float(y), 0.0), float(height))


def to_png(writing: Writing) -> bytes:
    """照笔迹画成灰度 PNG，只留有字的一块。"""
    left, top, right, bottom = writing.box
    zoom = FINE * (SCALE if (right - left) * (bottom - top) < LARGE else 1)
    size = ((right - left) * zoom, (bottom - top) * zoom)
    canvas = Image.new("L", size, PAPER)
    pen = ImageDraw.Draw(canvas)
    for stroke in writing.strokes:
        moved = [((x - left) * zoom, (y - top) * zoom) for x, y in stroke.points]
        _draw(pen, moved, stroke.width * zoom)
    small = canvas.resize((size[0] // FINE, size[1] // FINE), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def size_of(writing: Writing) -> tuple[int, int]:
    """画出来的宽和高（屏上的像素）。"""
    left, top, right, bottom = writing.box
    return right - left, bottom - top


def _draw(pen: ImageDraw.ImageDraw, points: Sequence[Point], width: float) -> None:
    """一笔：折线修圆，两头和拐弯都是圆的。"""
    path = list(_smooth(points))
    if len(path) > 1:
        pen.line(path, fill=INK, width=round(width), joint="curve")
    half = width / 2
    for x, y in (path[0], path[-1]):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=INK)


def _smooth(points: Sequence[Point]) -> Iterator[Point]:
    """以各段的中点为端、各点为引，连成二次曲线；与屏上画的一样。"""
    yield points[0]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _middle(before, here), _middle(here, after)
        for step in range(STEPS + 1):
            yield _bend(start, here, end, step / STEPS)
    if len(points) > 1:
        yield points[-1]


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _bend(start: Point, pull: Point, end: Point, part: float) -> Point:
    rest = 1 - part
    a, b, c = rest * rest, 2 * rest * part, part * part
    return a * start[0] + b * pull[0] + c * end[0], a * start[1] + b * pull[1] + c * end[1]
