"""平面上的仿射变换：六个数 (a, b, c, d, e, f)，x′ = ax + cy + e，y′ = bx + dy + f。"""

from math import hypot, isclose

Matrix = tuple[float, float, float, float, float, float]
Linear = tuple[float, float, float, float]
SAME: Linear = (1.0, 0.0, 0.0, 1.0)
CLOSE = 1e-6


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """一个点变到哪里。"""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def after(first: Matrix, then: Matrix) -> Matrix:
    """先做 `first` 再做 `then`。"""
    a, b, c, d, e, f = first
    p, q, r, s, *_ = then
    x, y = apply(then, e, f)
    return p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, x, y


def scale_of(matrix: Matrix) -> float:
    """线宽放大几倍：面积放大倍数的平方根。"""
    a, b, c, d, *_ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def upright(matrix: Matrix) -> tuple[float, Linear]:
    """把字的变换拆成竖直放大倍数和余下的转、斜（OFD 的 y 朝下，字的 y 朝上）。"""
    a, b, c, d, *_ = matrix
    height = hypot(c, d) or 1.0
    turn = (a / height, b / height, -c / height, -d / height)
    alike = all(isclose(one, two, abs_tol=CLOSE) for one, two in zip(turn, SAME, strict=True))
    return height, SAME if alike else turn


def undo(turn: Linear, x: float, y: float) -> tuple[float, float]:
    """转之前在哪里；转成一条线的当没转。"""
    if turn is SAME:
        return x, y
    a, b, c, d = turn
    area = a * d - b * c
    if abs(area) < CLOSE:
        return x, y
    return (d * x - c * y) / area, (a * y - b * x) / area
