"""从 PDF 里取出每页的字、线、图，位置以毫米计（PDFium；误差在千分之一毫米内）。"""

import ctypes
from collections.abc import Iterator, Mapping
from typing import Any

import pypdfium2
from pypdfium2 import raw

from sanban.engine.pdfium import BadPage, open_pdf
from sanban.engine.render.ofd.affine import Matrix, after, apply, upright
from sanban.engine.render.ofd.drawing import image, matrix_of, pen, shape
from sanban.engine.render.ofd.inks import with_inks
from sanban.engine.render.ofd.sheets import Colour, Drawn, Letters, Placed, Sheet

MM_PER_PT = 25.4 / 72
MAX_PAGES = 2000
MAX_DEPTH = 20
BREAK_HYPHEN = 0x02
# 字怎么画（ISO 32000 9.3.6）：填、描、又填又描；剪裁用的另算
FILLED, STROKED = (0, 2, 4, 6), (1, 2, 5, 6)
HYPHEN, SPACE = ord("-"), ord(" ")
Handle = Any
Unsure = Mapping[str, frozenset[str]]


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    """同一个函数，参数只作地址传：每个字都要问三次，这样快三分之一。"""
    kind = ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *arguments)
    return kind(ctypes.cast(function, ctypes.c_void_p).value or 0)


_object_at = _quick(raw.FPDFText_GetTextObject, ctypes.c_void_p)
_unicode_at = _quick(raw.FPDFText_GetUnicode, ctypes.c_uint)
_added_at = _quick(raw.FPDFText_IsGenerated, ctypes.c_int)
_origin_at = _quick(raw.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


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
        texts = _texts(words.raw, frame, unsure)
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
        found = texts.get(_address(thing))
        return (found,) if found else ()
    if kind == raw.FPDF_PAGEOBJ_PATH:
        return shape(thing, after(matrix_of(thing), matrix))
    if kind == raw.FPDF_PAGEOBJ_IMAGE:
        return image(thing, after(matrix_of(thing), matrix), page)
    return None


def _clip(thing: Handle) -> Handle:
    return raw.FPDFPageObj_GetClipPath(thing)


def _address(thing: Handle) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _texts(words: Handle, frame: Matrix, unsure: Unsure) -> dict[int, Letters]:
    """每个文字对象（按地址）里的字；PDFium 自己添的空格、换行没有对象，不算。"""
    found: dict[int, list[Placed]] = {}
    firsts: dict[int, int] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    here = ctypes.addressof(x), ctypes.addressof(y)
    page = _address(words)
    for index in range(raw.FPDFText_CountChars(words)):
        thing = _object_at(page, index)
        if not thing:
            continue
        if thing not in firsts:
            firsts[thing], found[thing] = index, []
        code = _unicode_at(page, index)
        if code == SPACE and _added_at(page, index) == 1:  # 撑开的行里，PDFium 自己添的
            continue
        _origin_at(page, index, *here)
        char = chr(HYPHEN if code == BREAK_HYPHEN else code)
        _add(found[thing], char, apply(frame, x.value, y.value))
    letters = {thing: _letters(words, firsts[thing], found[thing], frame) for thing in found}
    for thing, one in letters.items():
        if one.font in unsure:
            letters[thing] = with_inks(one, words, frame, unsure[one.font])
    return letters


def _add(glyphs: list[Placed], char: str, place: tuple[float, float]) -> None:
    """起点和前一个完全相同的，是同一个字形（合字、补充平面的汉字）拆出来的。"""
    if glyphs and glyphs[-1][1:] == place:
        char = glyphs.pop()[0] + char
        if "\ud800" <= char[0] <= "\udbff":
            char = char.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    glyphs.append((char, *place))


def _letters(words: Handle, index: int, glyphs: list[Placed], frame: Matrix) -> Letters:
    thing = raw.FPDFText_GetTextObject(words, index)
    found = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(words, index, found)
    height, turn = upright(after((found.a, found.b, found.c, found.d, 0, 0), frame))
    size = raw.FPDFText_GetFontSize(words, index) * height
    mode = raw.FPDFTextObj_GetTextRenderMode(thing)
    edge = pen(thing, height) if mode in STROKED else None
    colour = _colour(words, index)
    return Letters(
        _font(thing), size, turn, colour, tuple(glyphs), stroke=edge, is_filled=mode in FILLED
    )


def _font(thing: Handle) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(thing), buffer, 256)
    return buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace")


def _colour(words: Handle, index: int) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(words, index, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value
