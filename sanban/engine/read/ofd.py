"""读 OFD：认出每个字和它的位置，再拼成行和段。

依据 GB/T 33190—2016；字宽用嵌入的字体，没有嵌入的按西文半字、中文一字算。
"""

from collections.abc import Iterator, Mapping
from functools import partial
from math import atan2, degrees
from typing import Any

from sanban.engine.ofd.fontfile import widths
from sanban.engine.ofd.numbers import BadOfd
from sanban.engine.ofd.objects import Linear, Text, half, text
from sanban.engine.ofd.package import Font, Package, Parts, things
from sanban.engine.read.errors import Unreadable
from sanban.engine.read.guards import corrupt, open_package, parse_xml, read_part
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

MAX_PAGES = 2000
SPACE, NO_BREAK = 32, "\xa0"
Widths = Mapping[str, Mapping[str, float]]


def read(data: bytes) -> Reading:
    """读 OFD 字节；损坏或不安全抛 `Unreadable`；没有文字的答 `needs_ocr`。"""
    try:
        package = opened(data)
        known = widths_of(package)
        pages = gathered(glyphs_of(package, path, known) for path in package.pages[:MAX_PAGES])
    except BadOfd as error:
        raise corrupt() from error
    texts = any(glyphs for _, glyphs in pages)
    return Reading(tuple(paragraphs(pages)), pages=len(package.pages), needs_ocr=not texts)


def opened(data: bytes) -> Package:
    """打开一份 OFD；加了密、损坏的抛 `Unreadable`。"""
    archive = open_package(data)

    def part(name: str) -> bytes:
        return read_part(archive, name)

    package = Package(Parts(archive.namelist(), lambda name: parse_xml(part(name)), part))
    if package.is_encrypted:
        raise Unreadable("文件加了密码，读不了。请去掉密码后再传。", code="encrypted")
    return package


def widths_of(package: Package) -> Widths:
    """字体资源号 → 字 → 字宽。"""
    embedded = {number: font.part for number, font in package.fonts.items() if font.part}
    return {number: widths(package.parts.data(part)) for number, part in embedded.items()}


def glyphs_of(package: Package, path: str, known: Widths) -> tuple[float, list[Glyph]]:
    """一页：纸宽（毫米）和字。"""
    page = package.page(path)
    return page.width, [
        glyph
        for node, layer in things(page)
        if _is_text(node)
        for glyph in _glyphs(package, node, layer, known)
    ]


def _is_text(node: Any) -> bool:
    return str(node.tag).endswith("TextObject")


def _glyphs(package: Package, node: Any, layer: Any, known: Widths) -> Iterator[Glyph]:
    advance = partial(_advance, known.get(node.get("Font", ""), {}))
    found = text(node, layer, package.draws, advance)
    font = package.fonts.get(found.font, Font())
    for char, x, y, width, _ in found.letters:
        if ord(char) > SPACE and char != NO_BREAK:
            yield _glyph(char, (x, y, width), found, font)


def _advance(known: Mapping[str, float], char: str) -> float:
    return known.get(char) or half(char)


def _glyph(char: str, place: tuple[float, float, float], found: Text, font: Font) -> Glyph:
    left, top, right, bottom = _box(place, found)
    red, green, blue, _ = found.colour
    a, b, *_ = found.turn
    return Glyph(
        char, left, right, top, bottom,
        found.size / MM_PER_PT,
        is_red(red, green, blue),
        font.is_bold or found.is_bold,
        font.name,
        quarter(degrees(atan2(-b, a))),
        tint(red, green, blue),
    )  # fmt: skip


def _box(place: tuple[float, float, float], found: Text) -> tuple[float, float, float, float]:
    """字框：转过的字，框也转。"""
    x, y, width = place
    across = width * found.size * found.stretch
    corners = [_turned(found.turn, dx, dy * found.size) for dx in (0, across)
               for dy in (-ASCENT, DESCENT)]  # fmt: skip
    xs, ys = [x + dx for dx, _ in corners], [y + dy for _, dy in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _turned(turn: Linear, x: float, y: float) -> tuple[float, float]:
    a, b, c, d = turn
    return a * x + c * y, b * x + d * y
