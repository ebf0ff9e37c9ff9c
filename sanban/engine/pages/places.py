"""出处：登记各项的原文，在版式件的哪一页、哪几行。"""

import ctypes
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from sanban.engine.pdfium import open_pdf

Box = tuple[float, float, float, float]
MOST_PAGES = 60
MOST_HITS = 300
AROUND = 16
FAR = 64
WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """一处出处。

    `page` 是页码，从 1 起；`boxes` 一行一个框：左、上、宽、高，都是页面宽高的百分数。
    """

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Stream:
    """版式件里的字连成一串；`owners` 是每个字在第几页（从 0 起）、页上第几个。"""

    keys: str
    owners: tuple[tuple[int, int], ...]


def find_places(pdf: bytes, spans: Mapping[str, tuple[int, int]], *, text: str) -> dict[str, Place]:
    """找各项原文在版式件里的位置；找不到的不在结果里。

    只比文字和数字：空格、换行、标点、全角半角都不计较。同一句话有几处的，取前后文最像的，
    再取离原来位置最近的。

    :param spans: 项名 → 原文在 `text` 里的起止（`engine.extract` 的 start、end）。
    :param text: 读出来的全文（`Physical.text`）。
    :raises BadPage: 版式件打不开。
    """
    if not spans:
        return {}
    with open_pdf(pdf) as document:
        stream = _stream(document)
        hits = {name: _hit(stream, text, span) for name, span in spans.items()}
        found = {name: hit for name, hit in hits.items() if hit}
        return {name: _place(document, stream, hit) for name, hit in found.items()}


def fold(words: str) -> str:
    """比对用的样子：只留文字和数字，全角半角、康熙部首归一。"""
    plain = unicodedata.normalize("NFKC", words)
    return "".join(one for one in plain if one.isalnum()).casefold()


def _stream(document: "pypdfium2.PdfDocument") -> _Stream:
    keys: list[str] = []
    owners: list[tuple[int, int]] = []
    for page in range(min(len(document), MOST_PAGES)):
        for index, letter in _letters(document, page):
            keys.append(letter)
            owners.append((page, index))
    return _Stream("".join(keys), tuple(owners))


def _letters(document: "pypdfium2.PdfDocument", page: int) -> Iterator[tuple[int, str]]:
    """一页的字，一个个给：页上第几个、归一后的字。"""
    sheet = document[page]
    words = sheet.get_textpage()
    try:
        for index in range(words.count_chars()):
            code = raw.FPDFText_GetUnicode(words, index)
            for letter in fold(chr(code)):
                yield index, letter
    finally:
        words.close()
        sheet.close()


def _hit(stream: _Stream, text: str, span: tuple[int, int]) -> range | None:
    """原文在串里的哪一段；没有的为空。"""
    start, end = span
    quote = fold(text[start:end])
    starts = list(_starts(stream.keys, quote))
    if not starts:
        return None
    before, after = fold(text[max(0, start - FAR) : start]), fold(text[end : end + FAR])
    share = start / max(1, len(text))

    def likeness(at: int) -> tuple[int, float]:
        left = _common(before[: -AROUND - 1 : -1], stream.keys[max(0, at - AROUND) : at][::-1])
        right = _common(after, stream.keys[at + len(quote) : at + len(quote) + AROUND])
        return left + right, -abs(at / len(stream.keys) - share)

    best = max(starts, key=likeness)
    return range(best, best + len(quote))


def _starts(keys: str, quote: str) -> Iterator[int]:
    at = keys.find(quote) if quote else -1
    for _ in range(MOST_HITS):
        if at < 0:
            return
        yield at
        at = keys.find(quote, at + 1)


def _common(one: str, other: str) -> int:
    """开头有几个字相同。"""
    pairs = zip(one, other, strict=False)
    return next(
        (n for n, (left, right) in enumerate(pairs) if left != right), min(map(len, (one, other)))
    )


def _place(document: "pypdfium2.PdfDocument", stream: _Stream, hit: range) -> Place:
    """一段原文的框；跨页的只取前一页。"""
    page = stream.owners[hit.start][0]
    indexes = [stream.owners[at][1] for at in hit if stream.owners[at][0] == page]
    sheet = document[page]
    words = sheet.get_textpage()
    try:
        letters = [_letter_box(sheet, words.get_charbox(one)) for one in indexes]
    finally:
        words.close()
        sheet.close()
    return Place(page + 1, tuple(_rounded(line) for line in _lines(letters)))


def _letter_box(sheet: "pypdfium2.PdfPage", box: tuple[float, float, float, float]) -> Box:
    """一个字的左、上、右、下，按画出来的页（转过的、裁过的都算）的百分数。"""
    left, bottom, right, top = box
    one, other = _on_page(sheet, left, top), _on_page(sheet, right, bottom)
    xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return xs[0], ys[0], xs[1], ys[1]


def _on_page(sheet: "pypdfium2.PdfPage", x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(sheet, 0, 0, WHOLE, WHOLE, 0, x, y, across, down)
    return across.value * 100 / WHOLE, down.value * 100 / WHOLE


def _lines(letters: list[Box]) -> list[Box]:
    """一个个字并成一行行：换了行，另起一框。"""
    lines: list[Box] = []
    for letter in letters:
        if lines and _same_line(lines[-1], letter):
            last = lines.pop()
            both = zip(last, letter, (min, min, max, max), strict=True)
            left, top, right, bottom = (pick(one, two) for one, two, pick in both)
            lines.append((left, top, right, bottom))
        else:
            lines.append(letter)
    return lines


def _same_line(line: Box, letter: Box) -> bool:
    middle = (letter[1] + letter[3]) / 2
    return line[1] <= middle <= line[3]


def _rounded(line: Box) -> Box:
    left, top, right, bottom = line
    return round(left, 2), round(top, 2), round(right - left, 2), round(bottom - top, 2)
