"""墨迹在行里的位置：成文照它写，格式检查照它量。"""

from dataclasses import dataclass

EMU_PER_MM = 36000
BOX_BELOW = 0.14  # 字面下边缘在基线之下，字号的几成
LINE_BELOW = 0.2  # 固定行距时，行的下边缘在基线之下，行高的几成
LINE_ABOVE = 0.8  # 固定行距时基线在行的上边缘之下，行高的几成
DASH_ABOVE = 0.33  # 一字线的上边缘在基线之上，字号的几成
INK_ABOVE, INK_BELOW = 0.81, 0.14  # 标题字的上下边缘离基线，字号的几成：几种小标宋的中间


@dataclass(frozen=True, slots=True)
class Mark:
    """量好的机关标志：字号（磅）、最长的机关几个字、一行多高（1/20 磅）。"""

    pt: float
    longest: int
    line: int


def ink_top(size: Mark) -> float:
    """标志所在行的上边缘到墨迹上边缘，1/20 磅。"""
    return (1 - LINE_BELOW) * size.line - INK_ABOVE * size.pt * 20
