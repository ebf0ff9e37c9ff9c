"""包：一份 DOCX 的各个部件；没有改的，解开来一个字节也不变。"""

import posixpath
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from sanban.engine.compare.names import RELATION_TYPE
from sanban.engine.read.docx import main_part
from sanban.engine.read.guards import open_package, parse_xml, read_part

TYPES = "[Content_Types].xml"
CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
EMPTY_RELATIONS = f'<Relationships xmlns="{RELATIONS}"/>'.encode()


class Package:
    """打开的 DOCX。"""

    def __init__(self, data: bytes) -> None:
        self._zip = open_package(data)
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._trees: dict[str, Any] = {}
        self._changed: set[str] = set()
        self._added: dict[str, bytes] = {}
        self.main = main_part(self._zip)

    def names(self) -> set[str]:
        """现有的部件。"""
        return {*self._infos, *self._added}

    def data(self, name: str) -> bytes:
        """一个部件的字节。"""
        return self._added[name] if name in self._added else read_part(self._zip, name)

    def tree(self, name: str) -> Any:
        """一个部件的 XML，只看。"""
        if name not in self._trees:
            self._trees[name] = parse_xml(self.data(name))
        return self._trees[name]

    def change(self, name: str) -> Any:
        """一个部件的 XML，改了要写回去。"""
        self._changed.add(name)
        return self.tree(name)

    def replace(self, name: str, root: Any) -> None:
        """换掉一个部件的 XML。"""
        self._trees[name] = root
        self._changed.add(name)

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """添一个部件；扩展名没有登记过内容类型的，给它单独登记。"""
        self._added[name] = data
        types = self.tree(TYPES)
        suffix = posixpath.splitext(name)[1].lstrip(".").lower()
        if any(
            node.get("Extension", "").lower() == suffix and node.get("ContentType") == content_type
            for node in types.iter(f"{CT}Default")
        ):
            return
        override = {"PartName": f"/{name}", "ContentType": content_type}
        etree.SubElement(self.change(TYPES), f"{CT}Override", override)

    def free_name(self, like: str) -> str:
        """和 `like` 相像、还没有用的部件名。"""
        stem, suffix = posixpath.splitext(like)
        taken, name, number = self.names(), like, 1
        while name in taken:
            number += 1
            name = f"{stem}_{number}{suffix}"
        return name

    def content_type(self, name: str) -> str:
        """一个部件的内容类型。"""
        types = self.tree(TYPES)
        for node in types.iter(f"{CT}Override"):
            if node.get("PartName") == f"/{name}":
                return str(node.get("ContentType"))
        suffix = posixpath.splitext(name)[1].lstrip(".").lower()
        found = (
            node.get("ContentType")
            for node in types.iter(f"{CT}Default")
            if node.get("Extension", "").lower() == suffix
        )
        return str(next(found, "application/octet-stream"))

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """一个部件的各种关系：编号 →（类型，部件名或外面的地址，在不在外面）。"""
        path = relations_of(part)
        if path not in self.names():
            return {}
        folder = "/" + posixpath.dirname(part)
        found = {}
        for node in self.tree(path):
            target, outside = node.get("Target", ""), node.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            found[node.get("Id", "")] = (node.get("Type", ""), target, outside)
        return found

    def related(self, part: str, kind: str) -> str:
        """一个部件的某种关系指到哪个部件；没有答空。"""
        names = self.names()
        wanted = f"{RELATION_TYPE}/{kind}"
        return next(
            (target for this, target, outside in self.relations(part).values()
             if this == wanted and not outside and target in names), "",
        )  # fmt: skip

    def relate(self, part: str, kind: str, target: str, *, outside: bool = False) -> str:
        """添一条关系，答它的编号。"""
        path = relations_of(part)
        if path not in self.names():
            self._added[path] = EMPTY_RELATIONS
        root = self.change(path)
        taken = {node.get("Id") for node in root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        mode = {"TargetMode": "External"} if outside else {}
        shown = target if outside else f"/{target}"
        fields = {"Id": f"rId{number}", "Type": kind, "Target": shown, **mode}
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", fields)
        return f"rId{number}"

    def stories(self) -> list[str]:
        """有文字的部件：正文、页眉页脚、脚注尾注。"""
        kinds = {f"{RELATION_TYPE}/{one}" for one in ("header", "footer", "footnotes", "endnotes")}
        found = [self.main]
        for kind, target, outside in self.relations(self.main).values():
            if kind in kinds and not outside and target in self._infos and target not in found:
                found.append(target)
        return found

    def save(self) -> bytes:
        """写成 DOCX；没有改的部件内容照抄。"""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, info in self._infos.items():
                package.writestr(info, self._written(name), info.compress_type)
            for name in sorted(self._added):
                info = zipfile.ZipInfo(name)
                package.writestr(info, self._written(name), zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _written(self, name: str) -> bytes:
        if name not in self._changed:
            return self.data(name)
        tree = self._trees[name].getroottree()
        written: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True,
                                        standalone=True)  # fmt: skip
        return written


def relations_of(part: str) -> str:
    """一个部件的关系写在哪里。"""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
