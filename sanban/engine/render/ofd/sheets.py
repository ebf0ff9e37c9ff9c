"""一页纸上有什么：一串串字、线和面、图；位置都是毫米，从纸的左上角起，y 朝下。"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sanban.engine.render.ofd.affine import Linear, Matrix

Colour = tuple[int, int, int, int]
"""红、绿、蓝、不透明度，各 0 到 255。"""
Placed = tuple[str, float, float]
"""一个字形：它代表的字（一般一个，合字有几个）、基线起点的 x、y。"""
Box = tuple[float, float, float, float]
Segment = tuple[str, tuple[float, ...]]
"""路径的一段：M 移到、L 直线、B 三次曲线、C 闭合，后面是各点。"""


@dataclass(frozen=True, slots=True)
class Letters:
    """一串同字体、同字号、同颜色的字。

    `font` 是 PDF 里的字体名；`size` 字号，毫米；`turn` 是转和斜，正着的是 (1, 0, 0, 1)；
    `inks` 是第几个字形的墨迹（左、下、右、上，千分之一字高），只有要靠它认字形的才有；
    `stroke` 是描边的颜色和粗细（加粗的字），不描的为空；`is_filled` 为假是看不见的字。
    """

    font: str
    size: float
    turn: Linear
    colour: Colour
    glyphs: tuple[Placed, ...]
    inks: Mapping[int, Box] = field(default_factory=dict)
    stroke: tuple[Colour, float] | None = None
    is_filled: bool = True


@dataclass(frozen=True, slots=True)
class Shape:
    """一条路径；`stroke`、`fill` 为空就是不描、不填；`width`、`dash` 是毫米。"""

    segments: tuple[Segment, ...]
    stroke: Colour | None = None
    fill: Colour | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    phase: float = 0.0
    cap: int = 0
    join: int = 0
    even_odd: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """一幅图：PNG 或 JPEG 的字节；`matrix` 把单位方（左下角为原点）变到纸上。"""

    data: bytes
    format: str
    matrix: Matrix


Drawn = Letters | Shape | Image


@dataclass(frozen=True, slots=True)
class Sheet:
    """一页：宽、高（毫米）和从下到上叠着的东西。

    `skipped` 是画不出来的个数（渐变等），`clipped` 是 PDF 里裁过、这里没有裁的个数。
    """

    width: float
    height: float
    drawn: tuple[Drawn, ...]
    skipped: int = 0
    clipped: int = 0
