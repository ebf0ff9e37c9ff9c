"""打开三办画的 DOCX：正文、页眉页脚、样式名、文档属性和图片。"""

import zipfile
from dataclasses import dataclass
from typing import Any

from sanban.engine.read.docx import main_part, relations
from sanban.engine.read.docx_numbering import Numbering
from sanban.engine.read.docx_styles import W
from sanban.engine.read.guards import corrupt, open_package, parse_xml, read_part
from sanban.engine.render.docx.names import CHARACTERS, PARAGRAPHS

CODES = {name: code for code, name in (PARAGRAPHS | CHARACTERS).items()}
CUSTOM = "docProps/custom.xml"
DEEPEST = 12
PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


@dataclass(frozen=True)
class Parts:
    """一份 DOCX 读得着的部件。

    `codes` 是 styleId → 样式代号；`links` 是关系号 → 部件名；`facts` 是自定义属性。
    """

    package: zipfile.ZipFile
    body: Any
    codes: dict[str, str]
    links: dict[str, str]
    facts: dict[str, str]
    numbering: Numbering

    def root(self, link: str) -> Any | None:
        """一个关系指到的 XML 部件；没有就是空。"""
        path = self.links.get(link, "")
        return parse_xml(read_part(self.package, path)) if path in self.package.namelist() else None

    def data(self, link: str) -> bytes:
        """一个关系指到的字节；没有就是空的。"""
        path = self.links.get(link, "")
        return read_part(self.package, path) if path in self.package.namelist() else b""


def open_parts(data: bytes) -> Parts:
    """打开；损坏或不安全抛 `Unreadable`。"""
    package = open_package(data)
    main = main_part(package)
    body = parse_xml(read_part(package, main)).find(W + "body")
    if body is None:
        raise corrupt()
    related = relations(package, main)
    kinds = {kind: path for _, kind, path in related}
    return Parts(
        package, body,
        _codes(_xml(package, kinds.get("styles", ""))),
        {link: path for link, _, path in related},
        _facts(_xml(package, CUSTOM)),
        Numbering(_xml(package, kinds.get("numbering", ""))),
    )  # fmt: skip


def _xml(package: zipfile.ZipFile, path: str) -> Any | None:
    return parse_xml(read_part(package, path)) if path in package.namelist() else None


def _codes(root: Any | None) -> dict[str, str]:
    """样式改了名、另派生了的，顺着“基准样式”往上找。"""
    if root is None:
        return {}
    names, bases = {}, {}
    for node in root.iterfind(W + "style"):
        key, name, base = node.get(W + "styleId"), node.find(W + "name"), node.find(W + "basedOn")
        names[key] = "" if name is None else name.get(W + "val")
        bases[key] = "" if base is None else base.get(W + "val")
    return {key: _code(key, names, bases) for key in names}


def _code(key: str, names: dict[str, str], bases: dict[str, str]) -> str:
    for _ in range(DEEPEST):
        code = CODES.get(names.get(key, ""))
        if code:
            return code
        key = bases.get(key, "")
    return ""


def _facts(root: Any | None) -> dict[str, str]:
    if root is None:
        return {}
    return {node.get("name", ""): "".join(node.itertext()) for node in root.iter(PROPERTY)}
