"""折叠：把文字变成模型认的码，训练和使用用同一种折法。

一串数字折成一个 0，一串拉丁字母折成一个 A，空白去掉，空行并掉；这样模型里没有具体的数，
也不因为号码不同而各算各的。
"""

import numpy as np
from numpy.typing import NDArray

BREAK = 10
"""段的分界，也是每段开头之前、末尾之后的那个码。"""
FOREIGN = 0xFFFD
"""基本平面以外的字共用的码。"""
DIGIT, LATIN = ord("0"), ord("A")
BLANKS = (0x00, 0x09, 0x0B, 0x0C, 0x0D, 0x20, 0xA0, 0x3000, 0xFEFF)
# fmt: off
#  从      到      折成
FOLDS = (
    (0x30, 0x39, DIGIT),
    (0xFF10, 0xFF19, DIGIT),
    (0x41, 0x5A, LATIN),
    (0x61, 0x7A, LATIN),
    (0xFF21, 0xFF3A, LATIN),
    (0xFF41, 0xFF5A, LATIN),
)
# fmt: on

Codes = NDArray[np.uint16]
Places = NDArray[np.int64]


def _table() -> Codes:
    table = np.arange(0x10000, dtype=np.uint16)
    for first, last, code in FOLDS:
        table[first : last + 1] = code
    table[list(BLANKS)] = 0
    return table


TABLE = _table()


def fold(text: str) -> tuple[Codes, Places]:
    """折叠一段文字。

    返回（码，各字的位置）：码是 `uint16` 一维数组，前后不带分界；位置与 `text` 等长，
    说每个字落在第几个码上，串里后面的字和空白随前面一个码，开头的空白为 -1。
    """
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = TABLE[np.where(wide > 0xFFFF, FOREIGN, wide)]
    keep = codes != 0
    for code in (DIGIT, LATIN, BREAK):
        keep &= ~_repeats(codes, keep, code)
    return codes[keep], np.cumsum(keep) - 1


def _repeats(codes: Codes, keep: NDArray[np.bool_], code: int) -> NDArray[np.bool_]:
    """一串里除头一个以外的；中间的空白不打断换行，数字和字母之间的空白照样连成一串。"""
    places = np.flatnonzero(keep)
    same = codes[places] == code
    repeats = np.zeros(len(codes), dtype=np.bool_)
    repeats[places[1:][same[1:] & same[:-1]]] = True
    return repeats
