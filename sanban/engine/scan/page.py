"""读出来的一页：每个字在哪里、像不像、是红是黑。"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import cos, radians, sin
from typing import Any

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ScannedChar:
    """一个字：左右（毫米，从扶正以后的纸的左边起）和把握（0 到 1）。"""

    char: str
    left: float
    right: float
    sure: float


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """一行字：上下（毫米，从扶正以后的纸的上边起）、估出的字号（磅）、是否红。"""

    chars: tuple[ScannedChar, ...]
    top: float
    bottom: float
    size: float
    red: bool

    @property
    def text(self) -> str:
        """这一行的字。"""
        return "".join(one.char for one in self.chars)


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """一页。

    `width`、`height` 是扶正以后的纸，毫米；`turn` 是原图要顺时针转多少度（0、90、180、270）才正，
    `slant` 是转正以后还斜着几度（右边低为正）。
    """

    number: int
    width: float
    height: float
    turn: int
    slant: float
    lines: tuple[ScannedLine, ...]

    def original(self, box: Box) -> Box:
        """扶正以后的一块（左、上、右、下，毫米），在原图上占哪一块：宽高的百分数，左、上、宽、高。"""
        left, top, right, bottom = box
        corners = [self._share(x, y) for x, y in product((left, right), (top, bottom))]
        xs, ys = ([min(100.0, max(0.0, one[axis])) for one in corners] for axis in (0, 1))
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)

    def _share(self, x: float, y: float) -> tuple[float, float]:
        """扶正以后的一点在原图上的百分数。"""
        x, y = slanted(x, y, self.slant)
        across, down = x * 100 / self.width, y * 100 / self.height
        return {
            0: (across, down),
            90: (down, 100 - across),
            180: (100 - across, 100 - down),
            270: (100 - down, across),
        }[self.turn]


def slanted(x: float, y: float, degrees: float) -> tuple[float, float]:
    """一点绕左上角转几度（顺时针为正）以后的位置。"""
    turn = radians(degrees)
    return x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn)


def page_of(row: Mapping[str, Any], number: int) -> ScannedPage:
    """识读的进程答回来的一页。"""
    lines = tuple(
        ScannedLine(
            tuple(ScannedChar(*char) for char in line["chars"]),
            *(line[name] for name in ("top", "bottom", "size", "red")),
        )
        for line in row["lines"]
    )
    return ScannedPage(number, row["width"], row["height"], row["turn"], row["slant"], lines)
