"""读 PDF 的文字层：每个字的位置、字号、颜色，再拼成行和段。"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sanban.engine.read.errors import Unreadable
from sanban.engine.read.guards import corrupt
from sanban.engine.read.layout import MM_PER_PT, Glyph, paragraphs
from sanban.engine.read.physical import Reading

PASSWORD = 4
MAX_PAGES = 2000
FORCE_BOLD = 1 << 18


def read(data: bytes) -> Reading:
    """读 PDF 字节；加密、损坏抛 `Unreadable`；全是图片的答 `needs_ocr`。"""
    document = _open(data)
    try:
        pages = [_page(document, number) for number in range(min(len(document), MAX_PAGES))]
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise corrupt() from error
    finally:
        document.close()
    silent = [number for number, (_, glyphs) in enumerate(pages, 1) if not glyphs]
    return Reading(
        tuple(paragraphs(pages)),
        pages=count,
        needs_ocr=len(silent) == len(pages),
        notes=tuple(_notes(silent, count)),
    )


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
            raise Unreadable(
                "文件加了密码，读不了。请去掉密码后再传。", code="encrypted"
            ) from error
        raise corrupt() from error


def _notes(silent: list[int], count: int) -> Iterator[str]:
    if count > MAX_PAGES:
        yield f"共 {count} 页，只读了前 {MAX_PAGES} 页。"
    if silent and len(silent) < count:
        shown = "、".join(str(number) for number in silent[:10])
        yield f"第 {shown} 页没有文字层，可能是扫描的图片，没有读到。"


def _page(document: Any, number: int) -> tuple[float, list[Glyph]]:
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
    sides = [ctypes.c_double() for _ in range(4)]
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code <= 32 or code == 0xA0 or pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharBox(text, index, *sides)
        left, right = (side.value for side in sides[:2])
        font, bold = _font(text, index)
        yield Glyph(
            char=chr(code),
            left=min(left, box.left) * MM_PER_PT,
            right=max(right, box.right) * MM_PER_PT,
            top=(height - box.top) * MM_PER_PT,
            bottom=(height - box.bottom) * MM_PER_PT,
            size=_size(text, index),
            red=_red(text, index),
            bold=bold,
            font=font,
        )


def _size(text: Any, index: int) -> float:
    """字号：字面字号乘变换矩阵的竖直放大。"""
    size = pdfium.FPDFText_GetFontSize(text, index)
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0
    return float(size) or 1.0


def _red(text: Any, index: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    return red.value >= 160 and green.value <= 90 and blue.value <= 90


def _font(text: Any, index: int) -> tuple[str, bool]:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")
    name = name.split("+", 1)[-1]
    return name, "bold" in name.lower() or bool(flags.value & FORCE_BOLD)
