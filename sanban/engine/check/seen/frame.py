"""版心：从写满的行量出左右两边，再数各行左右空几字。"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sanban.engine.read.layout import MM_PER_PT, Row

CELL = 156 / 28 / (16 * MM_PER_PT)
"""一个字连同字距的宽，是字号的几成。"""
LEFT, RIGHT = 28.0, 184.0
WIDE, BODY = 120.0, (15.0, 17.0)
FEW = 3
OPENERS = "“‘（《〈〔【「『([〖"
CLOSERS = "。，、；：？！”’）》〉〕】」』…—.,;:)"
HALF, NEAR = 0.5, 0.35
ALIGNED = 1.0
"""右边对齐的几行相差不过这些，毫米。"""


@dataclass(frozen=True, slots=True)
class Frame:
    """版心的左右两边，毫米；`sure` 是有写满的行可量。"""

    left: float = LEFT
    right: float = RIGHT
    sure: bool = False

    def before(self, row: Row) -> float:
        """行首离版心左边几字；开头是左括号、左引号的，字框里有半个字是空的。"""
        found = (row.left - self.left) / cell(row)
        return _settled(found, row.glyphs[0].char in OPENERS, 1)

    def after(self, row: Row) -> float:
        """行尾离版心右边几字；末尾是标点的同理；排到版心外的标点不算。"""
        found = (self.right - row.right) / cell(row)
        return max(_settled(found, row.glyphs[-1].char in CLOSERS, 1), 0)


def cell(row: Row) -> float:
    """一行里一个字占多宽，毫米。"""
    return (row.look.size or 16) * MM_PER_PT * CELL


def _settled(found: float, loose: bool, step: int) -> float:
    """半个字的空可算可不算的，取近整字的那个。"""
    if not loose:
        return found
    choices = (found, found + HALF, found - HALF)
    return min(choices, key=lambda one: abs(one - round(one / step) * step))


def frame_of(rows: Iterable[Row]) -> Frame:
    """正文字号的行里，几行以上都从那里起的最左边；右边取几行都写到的地方。"""
    body = [row for row in rows if _is_body(row)]
    long = [row for row in body if row.right - row.left > WIDE]
    lefts = Counter(round(row.left * 2) / 2 for row in body)
    sides = [side for side, count in lefts.items() if count >= FEW]
    if len(long) < FEW or not sides:
        return Frame()
    side = min(sides)
    left = min((row.left for row in body), key=lambda one: abs(one - side))
    return Frame(left, _right(long), True)


def _right(long: list[Row]) -> float:
    """几行都写到的那条边；末尾是标点的可能排到版心外，没有几行对齐的照标准的算。"""
    ends = sorted(row.right for row in long if row.glyphs[-1].char not in CLOSERS)
    together = [[one for one in ends if 0 <= one - first <= ALIGNED] for first in ends]
    most = max(together, key=len, default=[])
    return most[len(most) // 2] if len(most) >= FEW else RIGHT


def _is_body(row: Row) -> bool:
    """三号字的横行；左括号、左引号开头的，字框靠左，不算。"""
    fits = BODY[0] <= (row.look.size or 0) <= BODY[1] and not row.turned and not row.footer
    return fits and row.glyphs[0].char not in OPENERS
