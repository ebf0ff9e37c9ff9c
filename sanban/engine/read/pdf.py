"""读 PDF 的文字层：每个字的位置、字号、颜色，再拼成行和段。"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any

import pypdfium2.raw as pdfium

from sanban.engine.bad_page import BadPage
from sanban.engine.pdfium import open_pdf
from sanban.engine.read.errors import Unreadable
from sanban.engine.read.guards import corrupt
from sanban.engine.read.layout import (
    ASCENT,
    DESCENT,
    MM_PER_PT,
    Glyph,
    gathered,
    is_red,
    paragraphs,
    quarter,
    tint,
)
from sanban.engine.read.physical import Reading

PASSWORD = 4
MAX_PAGES = 2000
FORCE_BOLD = 1 << 18
LEAST = 3  # 比这小的字号（磅）多半另有放大，靠不住
HIGH, LOW, LOW_END = 0xD800, 0xDC00, 0xE000


@dataclass(frozen=True, slots=True)
class Ink:
    """一个文字对象的样子：字号（磅）、是否红、是否粗、字体、方向和颜色（见 `Glyph`）。"""

    size: float
    red: bool
    bold: bool
    font: str
    turn: int
    colour: str


def read(data: bytes) -> Reading:
    """读 PDF 字节；加密、损坏抛 `Unreadable`；全是图片的答 `needs_ocr`。"""
    try:
        with open_pdf(data) as document:
            count = len(document)
            shown = range(min(count, MAX_PAGES))
            pages = gathered(glyphs_of(document, number) for number in shown)
    except BadPage as error:
        raise _refusal(error.__cause__) from error
    silent = [number for number, (_, glyphs) in enumerate(pages, 1) if not glyphs]
    return Reading(
        tuple(paragraphs(pages)),
        pages=count,
        needs_ocr=len(silent) == len(pages),
        notes=tuple(_notes(silent, count)),
    )


def _refusal(cause: BaseException | None) -> Unreadable:
    if getattr(cause, "err_code", None) == PASSWORD or "password" in str(cause).lower():
        return Unreadable("文件加了密码，读不了。请去掉密码后再传。", code="encrypted")
    return corrupt()


def _notes(silent: list[int], count: int) -> Iterator[str]:
    if count > MAX_PAGES:
        yield f"共 {count} 页，只读了前 {MAX_PAGES} 页。"
    if silent and len(silent) < count:
        shown = "、".join(str(number) for number in silent[:10])
        yield f"第 {shown} 页没有文字层，可能是扫描的图片，没有读到。"


def glyphs_of(document: Any, number: int) -> tuple[float, list[Glyph]]:
    """打开了的一份 PDF 的一页：纸宽（毫米）和字；`number` 从 0 起。"""
    page = document[number]
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        glyphs = list(_glyphs(text.raw, height))
    finally:
        text.close()
        page.close()
    return width * MM_PER_PT, glyphs


def _glyphs(text: Any, height: float) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    inks: dict[int, Ink] = {}
    for index, char in _characters(text):
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        ink = _ink(text, index, inks)
        top, bottom = _upright(text, index, ink) or (box.top, box.bottom)
        yield Glyph(
            char,
            left=box.left * MM_PER_PT,
            right=box.right * MM_PER_PT,
            top=(height - top) * MM_PER_PT,
            bottom=(height - bottom) * MM_PER_PT,
            size=ink.size,
            red=ink.red,
            bold=ink.bold,
            font=ink.font,
            turn=ink.turn,
            colour=ink.colour,
        )


def _upright(text: Any, index: int, ink: Ink) -> tuple[float, float] | None:
    """正着的字的上下：由基线和字号算，各字体自报的高矮不一，不看；转了的不算。"""
    x, y = ctypes.c_double(), ctypes.c_double()
    if ink.turn or ink.size < LEAST or not pdfium.FPDFText_GetCharOrigin(text, index, x, y):
        return None
    return y.value + ink.size * ASCENT, y.value - ink.size * DESCENT


def _characters(text: Any) -> Iterator[tuple[int, str]]:
    """每个看得见的字和它的序号；补充平面的汉字 PDFium 拆成两半，这里合起来。"""
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if HIGH <= code < LOW:
            high = code
        elif high and LOW <= code < LOW_END:
            yield index, chr(0x10000 + ((high - HIGH) << 10) + code - LOW)
            high = 0
        elif code > 32 and code != 0xA0 and not pdfium.FPDFText_IsGenerated(text, index):
            yield index, chr(code)


def _ink(text: Any, index: int, inks: dict[int, Ink]) -> Ink:
    """同一个文字对象里的字，样子只问一次。"""
    thing = pdfium.FPDFText_GetTextObject(text, index)
    key = ctypes.cast(thing, ctypes.c_void_p).value if thing else None
    if key is None:
        return _ask(text, index)
    if key not in inks:
        inks[key] = _ask(text, index)
    return inks[key]


def _ask(text: Any, index: int) -> Ink:
    font, bold = _font(text, index)
    size, turn = _size(text, index)
    colour = _colour(text, index)
    return Ink(size, is_red(*colour), bold, font, turn, tint(*colour))


def _size(text: Any, index: int) -> tuple[float, int]:
    """字号（字面字号乘变换矩阵的竖直放大）和方向。"""
    size = pdfium.FPDFText_GetFontSize(text, index)
    matrix = pdfium.FS_MATRIX()
    turn = 0
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= hypot(matrix.c, matrix.d) or 1.0
        turn = quarter(degrees(atan2(matrix.b, matrix.a)))
    return float(size) or 1.0, turn


def _colour(text: Any, index: int) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _font(text: Any, index: int) -> tuple[str, bool]:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")
    name = name.split("+", 1)[-1]
    return name, "bold" in name.lower() or bool(flags.value & FORCE_BOLD)
