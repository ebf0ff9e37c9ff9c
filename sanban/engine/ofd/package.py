"""OFD 包：从主入口找到各页、字体、图。

各家软件的命名空间有新有旧、路径写法不一，所以只认本地名，路径从宽；模板、资源缺了就当没有。
"""

import posixpath
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sanban.engine.ofd.numbers import BadOfd, numbers

A4 = (210.0, 297.0)
BACKGROUND = ("Background", "Body")
Node = Any


@dataclass(frozen=True, slots=True)
class Parts:
    """包里的部件：名字、按名字读成 XML、按名字取字节；读不了时由它们自己报错。"""

    names: Sequence[str]
    xml: Callable[[str], Node]
    data: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Font:
    """一个字体：名字、替代字体用的名字、是否粗、嵌入的文件在哪个部件（没有嵌入的为空）。"""

    name: str = ""
    family: str = ""
    is_bold: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """一页：宽、高（毫米）和从下到上的几层内容（模板、正文）。"""

    width: float
    height: float
    layers: tuple[Node, ...]


@dataclass
class Package:
    """一份 OFD 里的第一个文档。"""

    parts: Parts
    fonts: dict[str, Font] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    draws: dict[str, Node] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    is_encrypted: bool = False

    def __post_init__(self) -> None:
        names = self.parts.names
        self._names = {_plain(name): name for name in names}
        root = self.parts.xml(self._must("OFD.xml", ""))
        self.is_encrypted = next(root.iter("{*}Encryptions"), None) is not None
        if self.is_encrypted:
            return
        start = text_of(root, "DocRoot") or "Doc_0/Document.xml"
        self._folder = posixpath.dirname(start.strip().lstrip("/"))
        document = self.parts.xml(self._must(start, ""))
        self._size = _size(document) or A4
        self._read_resources(document, ("PublicRes", "DocumentRes"))
        self._templates = {
            node.get("ID"): node.get("BaseLoc", "") for node in document.iter("{*}TemplatePage")
        }
        # 书签、大纲里也有同名元素，只认带路径的
        listed = (node.get("BaseLoc") for node in document.iter("{*}Page"))
        self.pages = tuple(path for path in listed if path)

    def page(self, path: str) -> Page:
        """一页；模板缺了就不要，页本身缺了报 `BadOfd`。"""
        root = self.parts.xml(self._must(path, self._folder))
        self._read_resources(root, ("PageRes",))
        below, above = self._template_layers(root)
        return Page(*(_size(root) or self._size), (*below, root, *above))

    def _template_layers(self, root: Node) -> tuple[list[Node], list[Node]]:
        below: list[Node] = []
        above: list[Node] = []
        for node in root.iter("{*}Template"):
            found = self.find(self._templates.get(node.get("TemplateID"), ""), self._folder)
            if found:
                order = node.get("ZOrder", "Background")
                (below if order in BACKGROUND else above).append(self.parts.xml(found))
        return below, above

    def find(self, path: str, folder: str) -> str:
        """从宽找部件：相对所在文件夹、相对根、大小写不论；没有的为空。"""
        clean = path.strip().replace("\\", "/").lstrip("/")
        for tried in (posixpath.join(folder, clean), clean) if clean else ():
            found = self._names.get(_plain(posixpath.normpath(tried)))
            if found:
                return found
        return ""

    def _must(self, path: str, folder: str) -> str:
        found = self.find(path, folder)
        if not found:
            raise BadOfd(path)
        return found

    def _read_resources(self, owner: Node, tags: tuple[str, ...]) -> None:
        for tag in tags:
            for node in owner.iter("{*}" + tag):
                part = self.find(node.text or "", self._folder)
                if part:
                    self._read_resource(self.parts.xml(part), posixpath.dirname(part))

    def _read_resource(self, root: Node, folder: str) -> None:
        base = posixpath.join(folder, (root.get("BaseLoc") or "").strip("/ "))
        for node in root.iter("{*}Font"):
            self.fonts[node.get("ID", "")] = self._font(node, base, folder)
        for node in root.iter("{*}MultiMedia"):
            self.images[node.get("ID", "")] = self._file(node, "MediaFile", base, folder)
        self.draws |= {node.get("ID", ""): node for node in root.iter("{*}DrawParam")}

    def _font(self, node: Node, base: str, folder: str) -> Font:
        name, family = node.get("FontName") or "", node.get("FamilyName") or ""
        bold = node.get("Bold") == "true" or "bold" in (name or family).lower()
        part = self._file(node, "FontFile", base, folder)
        return Font(name or family, family, bold, part)

    def _file(self, node: Node, tag: str, base: str, folder: str) -> str:
        path = text_of(node, tag)
        return self.find(path, base) or self.find(path, folder) or self.find(path, self._folder)


def text_of(node: Node, tag: str) -> str:
    """里面第一个这种元素的文字；没有的为空。"""
    found = next(node.iter("{*}" + tag), None)
    return "" if found is None else (found.text or "").strip()


def things(page: Page) -> Iterator[tuple[Node, Node]]:
    """一页上看得见的字、线、图（元素）和各自所在的层，从下到上。"""
    for root in page.layers:
        for layer in root.iter("{*}Layer"):
            for node in layer.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
                if node.get("Visible") != "false":
                    yield node, layer


def _plain(name: str) -> str:
    return name.lower().lstrip("/")


def _size(root: Node) -> tuple[float, float] | None:
    for area in root.iter("{*}Area", "{*}PageArea"):
        found = numbers(text_of(area, "PhysicalBox"))
        if len(found) == 4 and found[2] > 0 and found[3] > 0:
            return found[2], found[3]
    return None
