"""PDF 里已经嵌好的字体：拿出字体程序，和“哪个字是第几个字形”的对照。

排版时 Typst 已把每个字体裁成只含用到的字形，字形也是它挑定的（合字、竖排、上标都在内），
所以 OFD 不再裁一遍，直接用这一份。只认 Typst 写的那种朴素的 PDF；别家的 PDF 里拿不出来的，
字体只写名字，不嵌。
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sanban.engine.render.ofd.sheets import Box

TOP_ROW = re.compile(rb"xref\s+0 (\d+)\s*\n")
ROW = 20
CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
WIDTH = re.compile(rb"(\d+)\s*(?:\[([^\]]*)\]|(\d+)\s+([\d.]+))")
MAX_FONT = 64 * 1024 * 1024
EM = 1000.0


@dataclass(frozen=True)
class Embedded:
    """PDF 里嵌着的一个字体。

    `name` 是 PostScript 名；`codes` 由字找字形：同一个字可能有几个字形（如另有上标），
    后面跟着这个字形本来的写法；`widths` 是字形的宽，`box` 是墨迹的左、下、右、上，
    `ascent`、`descent` 在 y 朝上的坐标里，单位都是千分之一字高。
    """

    name: str
    program: bytes
    is_cff: bool
    codes: Mapping[str, tuple[tuple[int, str], ...]]
    widths: Mapping[int, float]
    box: Box
    ascent: float
    descent: float

    @property
    def unsure(self) -> frozenset[str]:
        """有几个字形的字：要看墨迹才知道是哪一个。"""
        return frozenset(key for key, several in self.codes.items() if len(several) > 1)


def embedded_fonts(pdf: bytes) -> dict[str, Embedded]:
    """PDF 里的字体名（带子集前缀）→ 嵌着的字体；认不出的 PDF 答空。"""
    try:
        reader = _Reader(pdf)
        return dict(reader.fonts())
    except (ValueError, IndexError, KeyError, AttributeError, zlib.error):
        return {}


class _Reader:
    """按对照表（xref）找对象；只会取字体要用的几样。"""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        start = int(pdf[pdf.rindex(b"startxref") + 9 :].split(maxsplit=1)[0])
        table = TOP_ROW.match(pdf, start)
        rows = table.end() if table else len(pdf)
        count = int(table[1]) if table else 0
        table_rows = (pdf[rows + ROW * n : rows + ROW * (n + 1)] for n in range(count))
        self._places = {
            number: int(row[:10]) for number, row in enumerate(table_rows) if row[17:18] == b"n"
        }

    def fonts(self) -> Iterator[tuple[str, Embedded]]:
        """每个复合字体。"""
        for place in self._places.values():
            head = self._dictionary(place)
            if b"/Type0" in head:
                inner = self._dictionary(self._follow(head, b"DescendantFonts"))
                about = self._dictionary(self._follow(inner, b"FontDescriptor"))
                yield _name(inner), self._embedded(head, inner, about)

    def _embedded(self, head: bytes, inner: bytes, about: bytes) -> Embedded:
        cff = b"/FontFile3" in about
        return Embedded(
            _name(inner).split("+", 1)[-1],
            self._stream(self._follow(about, b"FontFile3" if cff else b"FontFile2")),
            cff,
            _codes(self._stream(self._follow(head, b"ToUnicode"))),
            _widths(inner),
            _box(about),
            _number(about, b"Ascent"),
            _number(about, b"Descent"),
        )

    def _follow(self, dictionary: bytes, key: bytes) -> int:
        found = re.search(rb"/" + key + rb"\s*\[?\s*(\d+) 0 R", dictionary)
        if not found:
            raise ValueError(key)
        return self._places[int(found[1])]

    def _dictionary(self, place: int) -> bytes:
        ends = (self._pdf.find(word, place) for word in (b"endobj", b"stream"))
        return self._pdf[place : min(end for end in ends if end >= 0)]

    def _stream(self, place: int) -> bytes:
        head = self._dictionary(place)
        start = place + len(head) + len(b"stream")
        start += 2 if self._pdf[start : start + 2] == b"\r\n" else 1
        data = self._pdf[start : start + int(_number(head, b"Length"))]
        if b"/FlateDecode" not in head:
            return data
        inflate = zlib.decompressobj()
        plain = inflate.decompress(data, MAX_FONT)
        if inflate.unconsumed_tail:
            raise ValueError(place)
        return plain


def _name(dictionary: bytes) -> str:
    found = re.search(rb"/BaseFont\s*/([^\s/<>\[\]()]+)", dictionary)
    return found[1].decode("ascii") if found else ""


def _number(dictionary: bytes, key: bytes) -> float:
    found = re.search(rb"/" + key + rb"\s+(-?[\d.]+)", dictionary)
    return float(found[1]) if found else 0.0


def _box(about: bytes) -> Box:
    found = re.search(rb"/FontBBox\s*\[([^\]]*)\]", about)
    left, bottom, right, top = (float(word) for word in (found[1] if found else b"").split())
    return left, bottom, right, top


def _codes(table: bytes) -> dict[str, tuple[tuple[int, str], ...]]:
    """PDFium 会把个别合字拆成几个字，所以拆开的写法也收。"""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for block in CHARS.findall(table):
        for code, text in CHAR.findall(block):
            plain = bytes.fromhex(text.decode()).decode("utf-16-be")
            for key in dict.fromkeys((plain, unicodedata.normalize("NFKC", plain))):
                found[key] = (*found.get(key, ()), (int(code, 16), plain))
    return {key: _exact_first(key, several) for key, several in found.items()}


def _exact_first(key: str, several: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """写法正好相同的才算；一个也没有的，才看拆开后相同的。"""
    return tuple(one for one in several if one[1] == key) or several


def _widths(inner: bytes) -> dict[int, float]:
    start = re.search(rb"/W\s*\[", inner)
    found: dict[int, float] = {}
    for first, several, last, width in WIDTH.findall(inner, start.end() if start else len(inner)):
        if several:
            words = several.split()
            found |= {int(first) + n: float(word) for n, word in enumerate(words)}
        else:
            found |= dict.fromkeys(range(int(first), int(last) + 1), float(width))
    return found
