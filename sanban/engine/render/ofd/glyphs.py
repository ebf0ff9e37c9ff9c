"""从 PDF 里取出每页的字、线、图，位置以毫米计（PDFium；误差在千分之一毫米内）。"""

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from sanban.engine.bad_page import BadPage
from sanban.engine.pdfium import open_pdf
from sanban.engine.render.ofd.affine import Matrix, after
from sanban.engine.render.ofd.drawing import address, image, matrix_of, shape
from sanban.engine.render.ofd.letters import Unsure, letters_on
from sanban.engine.render.ofd.sheets import Drawn, Letters, Sheet

MM_PER_PT = 25.4 / 72
MAX_PAGES = 2000
MAX_DEPTH = 20
Handle = Any


def read_sheets(pdf: bytes, *, unsure: Unsure | None = None) -> tuple[Sheet, ...]:
    """PDF 每页上的东西。

    :param unsure: 字体名 → 要连墨迹一起取的字。
    :raises BadPage: 打不开、加了密、没有页、页太多，或者一个字也没有（扫描件）。
    """
    with open_pdf(pdf) as document:
        _check(len(document))
        sheets = tuple(_sheet(document, number, unsure or {}) for number in range(len(document)))
    if not any(isinstance(one, Letters) for sheet in sheets for one in sheet.drawn):
        raise BadPage(
            "这份 PDF 里没有文字，像是扫描的图片，转不成有文字的 OFD，请用原来的文稿来转。"
        )
    return sheets


def _check(pages: int) -> None:
    if not pages:
        raise BadPage("这份 PDF 一页也没有，请换一份。")
    if pages > MAX_PAGES:
        raise BadPage(f"这份 PDF 有 {pages} 页，一次最多转 {MAX_PAGES} 页，请分开来转。")


def _sheet(document: "pypdfium2.PdfDocument", number: int, unsure: Unsure) -> Sheet:
    page = document[number]
    words = page.get_textpage()
    try:
        width, height = page.get_size()
        frame = _frame(page)
        texts = letters_on(words.raw, frame, unsure)
        drawn: list[Drawn] = []
        skipped = clipped = 0
        for thing, matrix in _things(page.raw, frame):
            found = _drawn(thing, matrix, texts, page)
            skipped += found is None
            clipped += bool(found) and raw.FPDFClipPath_CountPaths(_clip(thing)) > 0
            drawn += found or ()
    finally:
        words.close()
        page.close()
    return Sheet(width * MM_PER_PT, height * MM_PER_PT, tuple(drawn), skipped, clipped)


def _frame(page: "pypdfium2.PdfPage") -> Matrix:
    """从 PDF 的坐标（磅，左下角起）到纸面（毫米，左上角起）；页转过的也转过来。"""
    left, bottom, right, top = page.get_bbox()
    k = MM_PER_PT
    turns: dict[int, Matrix] = {
        0: (k, 0, 0, -k, -left * k, top * k),
        90: (0, k, k, 0, -bottom * k, -left * k),
        180: (-k, 0, 0, k, right * k, -bottom * k),
        270: (0, -k, -k, 0, top * k, right * k),
    }
    return turns[page.get_rotation()]


def _things(page: Handle, frame: Matrix) -> Iterator[tuple[Handle, Matrix]]:
    """页上的东西和它所在的坐标；成组的拆开。"""
    count = raw.FPDFPage_CountObjects(page)
    for thing in (raw.FPDFPage_GetObject(page, index) for index in range(count)):
        yield from _apart(thing, frame, 0)


def _apart(thing: Handle, matrix: Matrix, depth: int) -> Iterator[tuple[Handle, Matrix]]:
    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
        yield thing, matrix
    elif depth < MAX_DEPTH:
        inside = after(matrix_of(thing), matrix)
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _apart(raw.FPDFFormObj_GetObject(thing, index), inside, depth + 1)


def _drawn(
    thing: Handle, matrix: Matrix, texts: dict[int, Letters], page: "pypdfium2.PdfPage"
) -> tuple[Drawn, ...] | None:
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        found = texts.get(address(thing))
        return (found,) if found else ()
    if kind == raw.FPDF_PAGEOBJ_PATH:
        return shape(thing, after(matrix_of(thing), matrix))
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return image(thing, after(matrix_of(thing), matrix), page)
    return None


def _clip(thing: Handle) -> Handle:
    return raw.FPDFPageObj_GetClipPath(thing)
