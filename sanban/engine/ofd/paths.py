"""路径的缩写（GB/T 33190—2016 第 9 章）：M 移、L 线、Q 二次、B 三次、A 弧、C 闭合。

一律变成 M、L、B、C 四种，坐标变成纸面上的毫米；弧变成一段段短线。
"""

from collections.abc import Callable, Iterator
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt

from sanban.engine.ofd.numbers import BadOfd, number

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Segment = tuple[str, tuple[float, ...]]
COUNTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0, "Z": 0}
MOST = 200_000
STEP = pi / 18
Drawn = Iterator[tuple[str, list[Point]]]


def segments(data: str, matrix: Matrix) -> Iterator[Segment]:
    """展开一条路径；写法不对报 `BadOfd`。"""
    a, b, c, d, e, f = matrix
    for op, points in _walk(data):
        moved = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
        yield op, tuple(value for point in moved for value in point)


def _walk(data: str) -> Drawn:
    words = data.split()[:MOST]
    start = here = (0.0, 0.0)
    at = 0
    while at < len(words):
        op = words[at].upper()
        count = COUNTS.get(op)
        if count is None or at + count >= len(words) + (count == 0):
            raise BadOfd(words[at])
        given = [number(word) for word in words[at + 1 : at + 1 + count]]
        at += 1 + count
        yield from OPS[op](here, given)
        here = (given[-2], given[-1]) if given else start
        start = here if op in "SM" else start


def _move(_: Point, given: list[float]) -> Drawn:
    yield "M", [(given[0], given[1])]


def _line(_: Point, given: list[float]) -> Drawn:
    yield "L", [(given[0], given[1])]


def _quadratic(here: Point, given: list[float]) -> Drawn:
    (x0, y0), (x1, y1, x, y) = here, given
    yield (
        "B",
        [
            (x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0)),
            (x + 2 / 3 * (x1 - x), y + 2 / 3 * (y1 - y)),
            (x, y),
        ],
    )


def _cubic(_: Point, given: list[float]) -> Drawn:
    yield "B", [(given[0], given[1]), (given[2], given[3]), (given[4], given[5])]


def _close(_: Point, __: list[float]) -> Drawn:
    yield "C", []


def _arc(here: Point, given: list[float]) -> Drawn:
    """椭圆弧：由两端点求圆心，再分成短线（与 SVG 的弧同法）。"""
    rx, ry, angle, large, sweep, x, y = given
    rx, ry, turn = abs(rx), abs(ry), radians(angle)
    half = _turned(((here[0] - x) / 2, (here[1] - y) / 2), -turn)
    if rx and ry and half != (0.0, 0.0):
        grow = max(1.0, hypot(half[0] / rx, half[1] / ry))
        rx, ry = rx * grow, ry * grow
        middle = _centre(half, rx, ry, is_near=bool(large) != bool(sweep))
        start = atan2((half[1] - middle[1]) / ry, (half[0] - middle[0]) / rx)
        span = atan2((-half[1] - middle[1]) / ry, (-half[0] - middle[0]) / rx) - start
        span = span % (2 * pi) if sweep else -(-span % (2 * pi))
        parts = ceil(abs(span) / STEP)
        for step in (start + span * n / parts for n in range(1, parts)):
            found = _turned((middle[0] + rx * cos(step), middle[1] + ry * sin(step)), turn)
            yield "L", [(found[0] + (here[0] + x) / 2, found[1] + (here[1] + y) / 2)]
    yield "L", [(x, y)]


def _centre(half: Point, rx: float, ry: float, *, is_near: bool) -> Point:
    x, y = half
    under = rx * rx * y * y + ry * ry * x * x
    far = sqrt(max(0.0, rx * rx * ry * ry / under - 1)) * (1 if is_near else -1)
    return far * rx * y / ry, -far * ry * x / rx


def _turned(point: Point, angle: float) -> Point:
    x, y = point
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


OPS: dict[str, Callable[[Point, list[float]], Drawn]] = {
    "S": _move, "M": _move, "L": _line, "Q": _quadratic, "B": _cubic, "A": _arc,
    "C": _close, "Z": _close,
}  # fmt: skip
