"""OFD 的各面：字照 `read` 的读法，线照 GB/T 33190 里写的路径。"""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from sanban.engine.check.seen.sheet import Box, Sheet, Stroke, strokes_of
from sanban.engine.ofd.objects import Shape, shape
from sanban.engine.ofd.package import Package, Page, things
from sanban.engine.read.layout import is_red
from sanban.engine.read.ofd import MAX_PAGES, glyphs_of, opened, widths_of


def sheets_of_ofd(data: bytes) -> tuple[Sheet, ...]:
    """各面；损坏的报 `BadOfd`、`Unreadable`。"""
    package = opened(data)
    known = widths_of(package)
    return tuple(_sheet(package, path, known) for path in package.pages[:MAX_PAGES])


def _sheet(package: Package, path: str, known: Any) -> Sheet:
    width, glyphs = glyphs_of(package, path, known)
    page = package.page(path)
    shapes = [
        shape(node, layer, package.draws) for node, layer in things(page)
        if etree.QName(node).localname == "PathObject"
    ]  # fmt: skip
    seals = tuple(box for one in shapes if (box := _seal(one)) is not None)
    strokes = tuple(stroke for one in shapes for stroke in _strokes(one))
    fonts = (package.fonts.get(number) for number in _fonts_of(page))
    loose = frozenset(font.name for font in fonts if font and not font.part)
    return Sheet(width, page.height, tuple(glyphs), strokes, seals, loose)


def _fonts_of(page: Page) -> set[str]:
    """一面上用到的字体号。"""
    return {
        node.get("Font", "") for node, _ in things(page)
        if etree.QName(node).localname == "TextObject"
    }  # fmt: skip


def _strokes(one: Shape) -> Iterator[Stroke]:
    box, thick = _box(one), one.width if one.stroke else 0.0
    if box is not None and not _is_curved(one):
        yield from strokes_of(box, thick, _red(one))


def _seal(one: Shape) -> Box | None:
    box = _box(one)
    return box if box is not None and box.is_square and (_red(one) or _is_curved(one)) else None


def _is_curved(one: Shape) -> bool:
    return any(op == "B" for op, _ in one.segments)


def _red(one: Shape) -> bool:
    colour = one.stroke or one.fill
    return colour is not None and is_red(*colour[:3])


def _box(one: Shape) -> Box | None:
    points = [
        (given[place], given[place + 1])
        for _, given in one.segments
        for place in range(0, len(given) - 1, 2)
    ]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), max(xs), min(ys), max(ys))
