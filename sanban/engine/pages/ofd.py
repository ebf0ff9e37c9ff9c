"""把 OFD 变成 PDF，只为预览：字、线、图照 GB/T 33190 里写的位置摆，嵌入的字体用上。

印章、批注不画；嵌入的字体读不懂的，用本机的字体代替。
"""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from math import atan2, degrees, hypot
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image as Picture

from sanban.engine.bad_page import BadPage
from sanban.engine.fonts import ROLES
from sanban.engine.ofd.numbers import BadOfd, Colour
from sanban.engine.ofd.objects import JOINED, Image, Shape, Text, image, shape, text
from sanban.engine.ofd.package import Font, Package, Page, Parts, things
from sanban.engine.render.apart import typeset_apart
from sanban.engine.render.ofd.opentype import BY_NUMBER, renamed

TEMPLATE = Path(__file__).with_name("placed.typ")
MAX_PART = 32 * 1024 * 1024
MAX_PAGES = 500
# 名字里有这些字的，是哪种用途；前面的先认
WORDS = (("标宋", "title"), ("仿", "fang"), ("黑", "hei"), ("楷", "kai"), ("宋", "song"))
BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, IndexError, etree.XMLSyntaxError,
    NotImplementedError, EOFError, RuntimeError, OSError, zlib.error,
)  # fmt: skip
Drawn = dict[str, Any]


def ofd_to_pdf(data: bytes) -> bytes:
    """画成 PDF；不是 OFD、损坏、加了密报 BadPage，本机没有中文字体报 NoFont。"""
    with tempfile.TemporaryDirectory(prefix="sanban-ofd-") as made:
        folder = Path(made)
        (folder / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        pages = placed(data, folder)
        return typeset_apart(folder / TEMPLATE.name, {"pages": pages}, fonts=[folder])


def placed(data: bytes, folder: Path) -> list[Drawn]:
    """每页的宽、高和要画的东西（毫米）；用到的字体、图写进 `folder`。"""
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            return list(_Preview(_package(opened), folder).pages())
    except BROKEN as error:
        raise BadPage("这份 OFD 打不开：可能已损坏或加了密，请换一份。") from error


def _package(opened: zipfile.ZipFile) -> Package:
    def part(name: str) -> bytes:
        if opened.getinfo(name).file_size > MAX_PART:
            raise BadOfd(name)
        return opened.read(name)

    def xml(name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        return etree.fromstring(part(name), parser)

    package = Package(Parts(opened.namelist(), xml, part))
    if package.is_encrypted or not package.pages:
        raise BadOfd("没有可看的页")
    return package


class _Preview:
    """一份 OFD 的预览：取出字体和图，再一页页摆。"""

    def __init__(self, package: Package, folder: Path) -> None:
        self._package = package
        self._folder = folder
        self._families: dict[str, str] = {}
        self._files: dict[str, str] = {}

    def pages(self) -> Iterator[Drawn]:
        """每页的宽、高、要画的东西。"""
        for path in self._package.pages[:MAX_PAGES]:
            page = self._package.page(path)
            drawn = [one for one in self._drawn(page) if one]
            yield {"width": page.width, "height": page.height, "drawn": drawn}

    def _drawn(self, page: Page) -> Iterator[Drawn | None]:
        for node, layer in things(page):
            kind = etree.QName(node).localname
            if kind == "TextObject":
                yield self._text(text(node, layer, self._package.draws))
            elif kind == "PathObject":
                yield _shape(shape(node, layer, self._package.draws))
            else:
                yield self._image(image(node))

    def _text(self, found: Text) -> Drawn:
        font = self._package.fonts.get(found.font, Font())
        a, b, *_ = found.turn
        family = self._family(found.font, font)
        colour, width = found.stroke or (found.colour, 0.0)
        return {
            "kind": "text", "size": found.size, "colour": _hex(found.colour),
            "stroke": _hex(colour), "width": width, "face": _role(font), "family": family,
            "bold": font.is_bold or found.is_bold,
            "angle": degrees(atan2(b, a)), "stretch": found.stretch,
            "letters": list(_letters(found, is_embedded=bool(family))),
        }  # fmt: skip

    def _family(self, number: str, font: Font) -> str:
        """嵌入的字体写成文件，给一个不与本机相重的名字；用不了的为空。"""
        if number not in self._families:
            self._families[number] = self._saved(f"sanban-ofd-{len(self._families)}", font)
        return self._families[number]

    def _saved(self, name: str, font: Font) -> str:
        if not font.part:
            return ""
        try:
            file = renamed(self._package.parts.data(font.part), name)
        except ValueError:
            return ""
        (self._folder / f"{name}.otf").write_bytes(file)
        return name

    def _image(self, found: Image) -> Drawn | None:
        name = self._files.get(found.resource)
        if name is None:
            name = self._files[found.resource] = self._picture(found.resource)
        a, b, c, d, x, y = found.matrix
        size = {"width": hypot(a, b), "height": hypot(c, d)}
        if not name or not all(size.values()):
            return None
        return {"kind": "image", "file": name, "x": x, "y": y, "angle": degrees(atan2(b, a)),
                **size}  # fmt: skip

    def _picture(self, resource: str) -> str:
        """图一律重存为 PNG：别家的图坏法多，先在这里看一遍；看不了的为空。"""
        part = self._package.images.get(resource, "")
        name = f"image-{len(self._files)}.png"
        try:
            with Picture.open(BytesIO(self._package.parts.data(part))) as found:
                found.convert("RGBA").save(self._folder / name, "PNG", compress_level=1)
        except (*BROKEN, Picture.DecompressionBombError):
            return ""
        return name


def _letters(found: Text, *, is_embedded: bool) -> Iterator[tuple[str, float, float]]:
    """要画的字；写明字形号的，嵌入的字体里按号找。"""
    for char, x, y, _, glyph in found.letters:
        if is_embedded and glyph is not None:
            if glyph != JOINED:
                yield chr(BY_NUMBER + glyph), x, y
        elif char.strip():
            yield char, x, y


def _shape(found: Shape) -> Drawn | None:
    if not found.segments or not (found.stroke or found.fill):
        return None
    whole = asdict(found)
    whole["stroke"] = _hex(found.stroke) if found.stroke else ""
    whole["fill"] = _hex(found.fill) if found.fill else ""
    return {"kind": "shape", **whole}


def _role(font: Font) -> str:
    """按名字看是哪种用途；认不出的当仿宋。"""
    for name in filter(None, (font.family, font.name)):
        for role, about in ROLES.items():
            if name in about.own or name in about.standins:
                return role
        for word, role in WORDS:
            if word in name:
                return role
    return "fang"


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
