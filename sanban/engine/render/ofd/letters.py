"""从 PDF 的一页里取出一串串字：每个字的起点、字体、字号、颜色、方向（PDFium）。

每个字都要问几次，是全程最热的一段，所以写得直。
"""

import ctypes
from collections.abc import Mapping
from functools import cache
from typing import Any

from pypdfium2 import raw

from sanban.engine.render.ofd.affine import Matrix, after, upright
from sanban.engine.render.ofd.drawing import address, pen
from sanban.engine.render.ofd.inks import with_inks
from sanban.engine.render.ofd.sheets import Colour, Letters, Placed

BREAK_HYPHEN = 0x02
HYPHEN, SPACE = ord("-"), ord(" ")
# 字怎么画（ISO 32000 9.3.6）：填、描、又填又描；剪裁用的另算
FILLED, STROKED = (0, 2, 4, 6), (1, 2, 5, 6)
Handle = Any
Span = tuple[int, list[Placed]]
Unsure = Mapping[str, frozenset[str]]
"""字体名 → 同一个字有几个字形、要连墨迹一起取的字。"""


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    """同一个函数，参数只作地址传：每个字都要问三次，这样快三分之一。"""
    kind = ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *arguments)
    return kind(ctypes.cast(function, ctypes.c_void_p).value or 0)


_object_at = _quick(raw.FPDFText_GetTextObject, ctypes.c_void_p)
_unicode_at = _quick(raw.FPDFText_GetUnicode, ctypes.c_uint)
_added_at = _quick(raw.FPDFText_IsGenerated, ctypes.c_int)
_origin_at = _quick(raw.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


def letters_on(words: Handle, frame: Matrix, unsure: Unsure) -> dict[int, Letters]:
    """每个文字对象（按地址）里的字，位置照 `frame` 换成毫米。"""
    names: dict[int, str] = {}
    found = {
        thing: _letters(words, span, frame, names) for thing, span in _spans(words, frame).items()
    }
    for thing, one in found.items():
        if one.font in unsure:
            found[thing] = with_inks(one, words, frame, unsure[one.font])
    return found


def _spans(words: Handle, frame: Matrix) -> dict[int, Span]:
    """文字对象 → 首字的序号、各个字形；PDFium 自己添的空格、换行不算。"""
    a, b, c, d, e, f = frame
    x, y = ctypes.c_double(), ctypes.c_double()
    here = ctypes.addressof(x), ctypes.addressof(y)
    page = address(words)
    spans: dict[int, Span] = {}
    held, glyphs = 0, []
    for index in range(raw.FPDFText_CountChars(words)):
        thing = _object_at(page, index)
        code = _unicode_at(page, index)
        if not thing or (code == SPACE and _added_at(page, index) == 1):
            continue
        if thing != held:
            held, glyphs = thing, spans.setdefault(thing, (index, []))[1]
        _origin_at(page, index, *here)
        across, down = x.value, y.value
        left, top = a * across + c * down + e, b * across + d * down + f
        char = chr(HYPHEN if code == BREAK_HYPHEN else code)
        if glyphs and glyphs[-1][1] == left and glyphs[-1][2] == top:
            char = _joined(glyphs.pop()[0], char)
        glyphs.append((char, left, top))
    return spans


def _joined(before: str, char: str) -> str:
    """起点完全相同的，是同一个字形（合字、补充平面的汉字）拆出来的。"""
    whole = before + char
    if "\ud800" <= before[0] <= "\udbff":
        return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole


def _letters(words: Handle, span: Span, frame: Matrix, names: dict[int, str]) -> Letters:
    index, glyphs = span
    thing = raw.FPDFText_GetTextObject(words, index)
    found = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(words, index, found)
    linear = (found.a, found.b, found.c, found.d)
    height, turn = _turn(linear, frame)
    mode = raw.FPDFTextObj_GetTextRenderMode(thing)
    return Letters(
        _font(thing, names),
        raw.FPDFText_GetFontSize(words, index) * height,
        turn,
        _colour(words, index),
        tuple(glyphs),
        stroke=pen(thing, height) if mode in STROKED else None,
        is_filled=mode in FILLED,
    )


@cache
def _turn(linear: tuple[float, float, float, float], frame: Matrix) -> Any:
    return upright(after((*linear, 0.0, 0.0), frame))


def _font(thing: Handle, names: dict[int, str]) -> str:
    font = raw.FPDFTextObj_GetFont(thing)
    key = address(font)
    if key not in names:
        buffer = ctypes.create_string_buffer(256)
        length = raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        names[key] = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")
    return names[key]


def _colour(words: Handle, index: int) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(words, index, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value
