"""PDF 的各面：字照 `read` 的读法，线和图问 PDFium。"""

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import PdfBitmap
from pypdfium2 import raw as pdfium

from sanban.engine.check.seen.sheet import Box, Sheet, Stroke, shrunk, strokes_of
from sanban.engine.pdfium import open_pdf
from sanban.engine.read.layout import MM_PER_PT
from sanban.engine.read.pdf import MAX_PAGES, glyphs_of

MOST_THINGS = 20_000
RED, OTHER = 160, 110
DEEPEST, MOST_SEGMENTS = 3, 40
REDDISH = 0.5
SHOWN = 8
PALEST = 235


def sheets_of_pdf(data: bytes) -> tuple[Sheet, ...]:
    """各面；打不开报 `BadPage`。"""
    with open_pdf(data) as document:
        return tuple(_sheet(document, number) for number in range(min(len(document), MAX_PAGES)))


def _sheet(document: Any, number: int) -> Sheet:
    width, glyphs = glyphs_of(document, number)
    page = document[number]
    try:
        height = page.get_size()[1]
        strokes: list[Stroke] = []
        seals: list[Box] = []
        loose: set[str] = set()
        for thing in _things(page.raw):
            _take(thing, height, (strokes, seals))
            loose |= _loose(thing)
    finally:
        page.close()
    return Sheet(
        width, height * MM_PER_PT, tuple(glyphs), tuple(strokes), tuple(seals), frozenset(loose)
    )


def _things(page: Any) -> Iterator[Any]:
    for number in range(min(pdfium.FPDFPage_CountObjects(page), MOST_THINGS)):
        yield from _inside(pdfium.FPDFPage_GetObject(page, number), 0)


def _inside(thing: Any, depth: int) -> Iterator[Any]:
    """套在表单里的也算。"""
    yield thing
    if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        for number in range(min(pdfium.FPDFFormObj_CountObjects(thing), MOST_THINGS)):
            yield from _inside(pdfium.FPDFFormObj_GetObject(thing, number), depth + 1)


def _take(thing: Any, height: float, found: tuple[list[Stroke], list[Box]]) -> None:
    kind = pdfium.FPDFPageObj_GetType(thing)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        box, width, red = _path(thing, height)
        curved = _is_curved(thing)
        found[0].extend(() if curved else strokes_of(box, width, red))
        if (red or curved) and box.is_square:
            found[1].append(box)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        box = _box(thing, height)
        if box.is_square and _is_red(thing):
            found[1].append(box)


def _path(thing: Any, height: float) -> tuple[Box, float, bool]:
    """图形的外框、描边的粗（不描为 0）、是不是红的；PDFium 给描边的框四面都放宽了一条线。"""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    ask = pdfium.FPDFPageObj_GetStrokeColor if stroke.value else pdfium.FPDFPageObj_GetFillColor
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask(thing, red, green, blue, alpha)
    width = ctypes.c_float()
    if stroke.value:
        pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
    thick = width.value * MM_PER_PT
    is_red = red.value >= RED and max(green.value, blue.value) <= OTHER
    return shrunk(_box(thing, height), thick), thick, is_red


def _is_curved(thing: Any) -> bool:
    count = min(pdfium.FPDFPath_CountSegments(thing), MOST_SEGMENTS)
    kinds = (
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(thing, number))
        for number in range(count)
    )
    return pdfium.FPDF_SEGMENT_BEZIERTO in kinds


def _box(thing: Any, height: float) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    sides = (left.value, right.value, height - top.value, height - bottom.value)
    return Box(*(side * MM_PER_PT for side in sides))


def _is_red(thing: Any) -> bool:
    """图里有颜色的点，一半以上是红的。"""
    bitmap = pdfium.FPDFImageObj_GetBitmap(thing)
    if not bitmap:
        return False
    with PdfBitmap.from_raw(bitmap).to_pil() as picture:
        points = list(picture.convert("RGB").resize((64, 64)).getdata())
    inked = [point for point in points if min(point) < PALEST]
    red = [one for one in inked if one[0] >= RED and max(one[1:]) <= OTHER + SHOWN]
    return len(red) > len(inked) * REDDISH and len(red) > SHOWN


def _loose(thing: Any) -> set[str]:
    """文字用的字体没有嵌入的，答它的名字。"""
    if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_TEXT:
        return set()
    font = pdfium.FPDFTextObj_GetFont(thing)
    if not font or pdfium.FPDFFont_GetIsEmbedded(font):
        return set()
    buffer = ctypes.create_string_buffer(128)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    return {buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace")}
