"""OFD 里写的数：一串数、字的间距、颜色。"""

MAX_REPEAT = 10000
FARTHEST = 1e6
Colour = tuple[int, int, int, int]


class BadOfd(ValueError):
    """OFD 的写法不对：缺了必需的部件，或者数写坏了。"""


def numbers(text: str | None) -> list[float]:
    """空格隔开的一串数；写坏了、大得离谱报 `BadOfd`。"""
    return [number(word) for word in (text or "").split()]


def number(word: str) -> float:
    """纸面上的一个数。"""
    try:
        value = float(word)
    except ValueError as error:
        raise BadOfd(word) from error
    if not abs(value) < FARTHEST:
        raise BadOfd(word)
    return value


def first(text: str | None, default: float) -> float:
    """第一个数；没写的用 `default`。"""
    found = numbers(text)
    return found[0] if found else default


def deltas(text: str | None, most: int) -> list[float]:
    """展开间距：“g n v”表示 n 个 v；最多要 `most` 个，多写的不展开。"""
    words = iter((text or "").split())
    values: list[float] = []
    for word in words:
        if len(values) >= most:
            break
        if word != "g":
            values.append(number(word))
            continue
        count, value = next(words, "0"), next(words, "0")
        values += [number(value)] * min(int(number(count)), most)
    return values[:most]


def colour(value: str | None, alpha: str | None) -> Colour | None:
    """红绿蓝和不透明度，各 0 到 255；灰度的三个数相同，别的色彩空间不认。"""
    parts = [min(255, max(0, int(part))) for part in numbers((value or "").replace("#", ""))]
    opaque = min(255, max(0, int(first(alpha, 255))))
    if len(parts) == 1:
        parts *= 3
    return (parts[0], parts[1], parts[2], opaque) if len(parts) == 3 else None
