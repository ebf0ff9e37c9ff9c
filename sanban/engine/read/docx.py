"""读 DOCX：正文、表格、文本框、页眉页脚，修订按“全部接受”来看。"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sanban.engine.read.docx_body import Story
from sanban.engine.read.docx_numbering import Numbering
from sanban.engine.read.docx_styles import Styles, W
from sanban.engine.read.guards import corrupt, open_package, parse_xml, read_part
from sanban.engine.read.physical import FOOTER, HEADER, Paragraph, Reading

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BODY_TAG = W + "body"
SIDES = ((W + "headerReference", HEADER), (W + "footerReference", FOOTER))


@dataclass(frozen=True)
class Traced:
    """读一份 DOCX 走过的路。

    `roots` 是部件名 → 根节点（正文、样式、主题、编号、页眉页脚）；`related` 是正文的关系；
    `trace` 是各段和它的节点。
    """

    package: zipfile.ZipFile
    main: str
    roots: dict[str, Any]
    related: list[tuple[str, str, str]]
    trace: list[tuple[Paragraph, Any]]
    reading: Reading

    def root(self, kind: str) -> Any | None:
        """正文的一种关系（styles、settings、comments……）指到的根节点；没有就是空。"""
        return _part(self.package, self.related, kind, self.roots)


def read(data: bytes) -> Reading:
    """读 DOCX 字节；损坏或不安全抛 `Unreadable`。"""
    return trace(data).reading


def trace(data: bytes) -> Traced:
    """读 DOCX 字节，连同各段的出处；损坏或不安全抛 `Unreadable`。"""
    package = open_package(data)
    main = main_part(package)
    root = parse_xml(read_part(package, main))
    body = root.find(BODY_TAG)
    if body is None:
        raise corrupt()
    related = relations(package, main)
    roots = {main: root}
    parts = (_part(package, related, kind, roots) for kind in ("styles", "theme", "numbering"))
    looks, theme, numbers = parts
    story = Story(Styles(looks, theme), Numbering(numbers))
    sides = [list(_side(package, body, kind, (related, story, roots))) for kind in SIDES]
    story.follow_pages(root)
    paragraphs = story.read(body)
    everything = (*sides[0], *paragraphs, *sides[1])
    silent = not any(paragraph.text.strip() for paragraph in everything)
    pictured = next(root.iter("{*}blip", "{*}imagedata"), None) is not None
    reading = Reading(everything, needs_ocr=silent and pictured, notes=tuple(_notes(root)))
    return Traced(package, main, roots, related, story.trace, reading)


def main_part(package: zipfile.ZipFile) -> str:
    """正文部件的名字；没有正文的抛 `Unreadable`。"""
    names = package.namelist()
    if "_rels/.rels" in names:
        for node in parse_xml(read_part(package, "_rels/.rels")).iter(RELATIONS):
            target = node.get("Target", "").lstrip("/")
            if node.get("Type", "").endswith("/officeDocument") and target in names:
                return str(target)
    if "word/document.xml" not in names:
        raise corrupt()
    return "word/document.xml"


def relations(package: zipfile.ZipFile, main: str) -> list[tuple[str, str, str]]:
    """正文的各种关系：（编号，类型，部件名）；指到外面的不算。"""
    folder, name = posixpath.split(main)
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return []
    return [
        (
            node.get("Id", ""),
            node.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/" + folder, node.get("Target", ""))).lstrip("/"),
        )
        for node in parse_xml(read_part(package, path)).iter(RELATIONS)
        if node.get("TargetMode") != "External"
    ]


def _part(
    package: zipfile.ZipFile,
    related: list[tuple[str, str, str]],
    kind: str,
    roots: dict[str, Any],
) -> Any | None:
    names = package.namelist()
    path = next((path for _, this, path in related if this == kind and path in names), "")
    if path and path not in roots:
        roots[path] = parse_xml(read_part(package, path))
    return roots.get(path)


def _side(
    package: zipfile.ZipFile,
    body: Any,
    kind: tuple[str, str],
    world: tuple[list[tuple[str, str, str]], Story, dict[str, Any]],
) -> Iterator[Paragraph]:
    tag, place = kind
    related, story, roots = world
    paths = {key: path for key, _, path in related}
    seen: set[str] = set()
    for reference in body.iter(tag):
        path = paths.get(reference.get(R_ID, ""), "")
        if path not in package.namelist() or path in seen:
            continue
        seen.add(path)
        roots.setdefault(path, parse_xml(read_part(package, path)))
        yield from (
            paragraph for paragraph in story.read(roots[path], place) if paragraph.text.strip()
        )


def _notes(root: Any) -> Iterator[str]:
    if next(root.iter(W + "del", W + "ins", W + "moveFrom"), None) is not None:
        yield "文件里有未处理的修订，按全部接受修订来读。"
