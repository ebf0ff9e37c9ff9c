"""读 CFF 字体程序的两个数：有几个字形、一个字高分几格（Adobe Technical Note 5176）。"""

from collections.abc import Iterator
from itertools import pairwise

CHAR_STRINGS, FONT_MATRIX, ESCAPE = 17, (12 << 8) + 7, 12
NIBBLES = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-", "")
END = 15
USUAL_EM = 1000


def measure(program: bytes) -> tuple[int, int]:
    """字形个数和一个字高的格数；读不懂报 `ValueError`、`IndexError`。"""
    _, after = _index(program, program[2])
    tops, _ = _index(program, after)
    found = dict(_dictionary(tops[0]))
    start = int(found[CHAR_STRINGS][0])
    matrix = found.get(FONT_MATRIX, [1 / USUAL_EM])
    return int.from_bytes(program[start : start + 2], "big"), round(1 / matrix[0])


def _index(program: bytes, start: int) -> tuple[list[bytes], int]:
    """一张索引里的各项，和索引之后的位置。"""
    count, width = int.from_bytes(program[start : start + 2], "big"), program[start + 2]
    places = [
        int.from_bytes(program[start + 3 + n * width : start + 3 + (n + 1) * width], "big")
        for n in range(count + 1)
    ]
    body = start + 2 + (count + 1) * width
    items = [program[body + one : body + other] for one, other in pairwise(places)]
    return items, body + places[-1]


def _dictionary(data: bytes) -> Iterator[tuple[int, list[float]]]:
    """一部字典：算符和它前面的数。"""
    numbers: list[float] = []
    at = 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            escaped = first == ESCAPE
            yield (first << 8) + data[at + 1] if escaped else first, numbers
            numbers, at = [], at + 1 + escaped
        else:
            value, size = _number(data, at)
            numbers.append(value)
            at += size


def _number(data: bytes, at: int) -> tuple[float, int]:
    first = data[at]
    if first == 30:
        return _real(data, at)
    if first in (28, 29):
        size = 2 if first == 28 else 4
        return int.from_bytes(data[at + 1 : at + 1 + size], "big", signed=True), size + 1
    if first < 247:
        return first - 139, 1
    sign, base = (1, first - 247) if first < 251 else (-1, first - 251)
    return sign * (base * 256 + data[at + 1] + 108), 2


def _real(data: bytes, at: int) -> tuple[float, int]:
    words, place = "", at + 1
    while True:
        for half in (data[place] >> 4, data[place] & 15):
            if half == END:
                return float(words), place + 1 - at
            words += NIBBLES[half]
        place += 1
