"""读 OFD：按本地名认元素，路径从宽，字的位置由起点和间距算出。

依据 GB/T 33190—2016；各家软件用的命名空间不一，所以不看命名空间。
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sanban.engine.read.errors import Unreadable
from sanban.engine.read.guards import corrupt, open_package, parse_xml, read_part
from sanban.engine.read.layout import MM_PER_PT, Glyph, paragraphs
from sanban.engine.read.physical import Reading

A4_WIDTH = 210.0
MAX_REPEAT = 10000
MAX_PAGES = 2000
FARTHEST = 1e6


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    bold: bool


def read(data: bytes) -> Reading:
    """读 OFD 字节；损坏或不安全抛 `Unreadable`；没有文字的答 `needs_ocr`。"""
    package = open_package(data)
    book = _Book(package)
    pages = [book.page(path) for path in book.pages[:MAX_PAGES]]
    texts = any(glyphs for _, glyphs in pages)
    return Reading(tuple(paragraphs(pages)), pages=len(book.pages), needs_ocr=not texts)


class _Book:
    """一份 OFD 里的第一个文档。"""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {name.lower().lstrip("/"): name for name in package.namelist()}
        root = self._xml("OFD.xml", "")
        if next(root.iter("{*}Encryptions"), None) is not None:
            raise Unreadable("文件加了密码，读不了。请去掉密码后再传。", code="encrypted")
        start = _text(root, "DocRoot") or "Doc_0/Document.xml"
        self._folder = posixpath.dirname(start)
        document = self._xml(start, "")
        self._width = _width(document) or A4_WIDTH
        self._fonts = dict(self._read_fonts(document))
        self._templates = {
            node.get("ID"): node.get("BaseLoc", "") for node in document.iter("{*}TemplatePage")
        }
        # 书签、大纲里也有同名元素，只认带路径的
        self.pages = [node.get("BaseLoc") for node in document.iter("{*}Page") if _located(node)]

    def page(self, path: str) -> tuple[float, list[Glyph]]:
        """一页的纸宽（毫米）和字；模板里的字排在前面。"""
        root = self._xml(path, self._folder)
        glyphs: list[Glyph] = []
        for node in root.iter("{*}Template"):
            template = self._templates.get(node.get("TemplateID"))
            if template and self._find(template, self._folder):
                glyphs += self._glyphs(self._xml(template, self._folder))
        return _width(root) or self._width, glyphs + list(self._glyphs(root))

    def _find(self, path: str, folder: str) -> str:
        """从宽找部件：相对所在文件夹、相对根、大小写不论。"""
        clean = path.strip().replace("\\", "/")
        tries = (posixpath.join(folder, clean.lstrip("/")), clean.lstrip("/"))
        for name in (posixpath.normpath(name).lower() for name in tries):
            if name in self._names:
                return self._names[name]
        return ""

    def _xml(self, path: str, folder: str) -> Any:
        name = self._find(path, folder)
        if not name:
            raise corrupt()
        return parse_xml(read_part(self._package, name))

    def _read_fonts(self, document: Any) -> Iterator[tuple[str, _Font]]:
        for tag in ("{*}PublicRes", "{*}DocumentRes"):
            for node in document.iter(tag):
                if not self._find(node.text or "", self._folder):
                    continue
                for font in self._xml(node.text, self._folder).iter("{*}Font"):
                    name = font.get("FontName") or font.get("FamilyName") or ""
                    bold = font.get("Bold") == "true" or "bold" in name.lower()
                    yield font.get("ID", ""), _Font(name, bold)

    def _glyphs(self, root: Any) -> Iterator[Glyph]:
        for node in root.iter("{*}TextObject"):
            if node.get("Visible") != "false":
                font = self._fonts.get(node.get("Font", ""), _Font("", bold=False))
                yield from _text_object(node, font)


def _text_object(node: Any, font: _Font) -> Iterator[Glyph]:
    left, top, *_ = [*_numbers(node.get("Boundary")), 0.0, 0.0]
    matrix = _numbers(node.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    size = (_numbers(node.get("Size")) or [4.0])[0]
    size = size if size > 0 else 4.0
    height = size * ((c * c + d * d) ** 0.5 or 1.0)
    stretch = (_numbers(node.get("HScale")) or [1.0])[0] * ((a * a + b * b) ** 0.5 or 1.0)
    red = _red(node)
    bold = font.bold or (node.get("Weight") or "0") >= "700"
    for char, x, y in _characters(node, size):
        here, base = left + a * x + c * y + e, top + b * x + d * y + f
        width = size * stretch * (0.5 if char.isascii() else 1.0)
        if char.strip():
            yield Glyph(
                char, here, here + width, base - height * 0.88, base + height * 0.12,
                height / MM_PER_PT, red, bold, font.name,
            )  # fmt: skip


def _characters(node: Any, size: float) -> Iterator[tuple[str, float, float]]:
    """每个字的起点；没写间距的按字宽排。"""
    x = y = 0.0
    for code in node.iter("{*}TextCode"):
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        text = code.text or ""
        across, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        for place, char in enumerate(text):
            yield char, x, y
            natural = 0.0 if down else size * (0.5 if char.isascii() else 1.0)
            x += across[place] if place < len(across) else natural
            y += down[place] if place < len(down) else 0.0


def _deltas(text: str | None) -> list[float]:
    """展开间距：“g n v”表示 n 个 v。"""
    words = (text or "").split()
    values: list[float] = []
    while words:
        word = words.pop(0)
        try:
            if word == "g" and len(words) >= 2:
                count = min(int(words.pop(0)), MAX_REPEAT)
                values += [_number(words.pop(0))] * count
            else:
                values.append(_number(word))
        except ValueError as error:
            raise corrupt() from error
    return values


def _numbers(text: str | None) -> list[float]:
    try:
        return [_number(word) for word in (text or "").split()]
    except ValueError as error:
        raise corrupt() from error


def _number(word: str) -> float:
    """纸面上的数；大得离谱的也算损坏。"""
    value = float(word)
    if not abs(value) < FARTHEST:
        raise ValueError(word)
    return value


def _red(node: Any) -> bool:
    color = next(node.iter("{*}FillColor"), None)
    parts = _numbers(color.get("Value")) if color is not None else []
    return len(parts) == 3 and parts[0] >= 160 and parts[1] <= 90 and parts[2] <= 90


def _width(root: Any) -> float | None:
    box = next(root.iter("{*}PhysicalBox"), None)
    numbers = _numbers(box.text) if box is not None else []
    return numbers[2] if len(numbers) == 4 and numbers[2] > 0 else None


def _text(root: Any, tag: str) -> str:
    found = next(root.iter("{*}" + tag), None)
    return "" if found is None else (found.text or "").strip()


def _located(node: Any) -> bool:
    return bool(node.get("BaseLoc"))
