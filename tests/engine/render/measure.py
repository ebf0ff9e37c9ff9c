"""在做好的 PDF 上量：每个字的墨迹和字框、每条线，都是毫米，从纸的左上角量起。"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pypdfium2
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Glyph:
    char: str
    ink: Box
    cell: Box
    base: float


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    def find(self, words: str) -> tuple[Glyph, ...]:
        """一串字的每个字；没有就报错。"""
        at = self.text.index(words)
        return self.glyphs[at : at + len(words)]

    def ink(self, words: str) -> Box:
        """一串字的墨迹。"""
        return around([glyph.ink for glyph in self.find(words)])

    def base(self, words: str) -> float:
        """一串字的基线。"""
        return self.find(words)[0].base

    def cell(self, words: str) -> Box:
        """一串字的字框。"""
        return around([glyph.cell for glyph in self.find(words)])

    @property
    def lines(self) -> list[list[Glyph]]:
        """正文的各行，从上到下；页码不算。"""
        rows: list[list[Glyph]] = []
        for glyph in self.glyphs:
            same = rows and abs(rows[-1][-1].base - glyph.base) < 1
            if same and glyph.cell.left >= rows[-1][-1].cell.left:
                rows[-1].append(glyph)
            else:
                rows.append([glyph])
        return [row for row in rows if row[0].ink.bottom < 265]


def around(boxes: list[Box]) -> Box:
    """几个框合起来。"""
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip


@cache
def pages(pdf: bytes) -> tuple[Page, ...]:
    """一份 PDF 的各页。"""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(page) for page in document)
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    words = page.get_textpage()
    glyphs = tuple(_glyphs(words, height))
    rules = tuple(
        _box(one.get_bounds(), height)
        for one in page.get_objects(max_depth=5)
        if one.type == raw.FPDF_PAGEOBJ_PATH
    )
    words.close()
    return Page(width * MM, height * MM, glyphs, rules)


def _glyphs(words: pypdfium2.PdfTextPage, height: float) -> Iterator[Glyph]:
    for index in range(words.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(words, index))
        if char.isspace():
            continue
        ink, cell = (words.get_charbox(index, loose=loose) for loose in (False, True))
        yield Glyph(
            char, _box(ink, height), _box(cell, height), (height - _base(words, index)) * MM
        )


def _base(words: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words, index, x, y)
    return y.value


def _box(bounds: tuple[float, float, float, float], height: float) -> Box:
    left, bottom, right, top = bounds
    return Box(left * MM, (height - top) * MM, right * MM, (height - bottom) * MM)
