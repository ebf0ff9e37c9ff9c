"""修订：把一份 DOCX 里的修订全部接受，或者全部拒绝。"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from sanban.engine.compare.names import UNSEEN, W, kids, w
from sanban.engine.compare.package import Package

PROPERTIES = ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "tblPrEx")
CHANGES = frozenset(w(f"{name}Change") for name in PROPERTIES) | {w("numberingChange")}
KEPT = frozenset(
    w(name)
    for name in (
        "rPr",
        "sectPr",
        "headerReference",
        "footerReference",
        "ins",
        "del",
        "cellIns",
        "cellDel",
    )
)
"""退回旧属性时原样留着的下级。"""
MARKED = frozenset(w(name) for name in ("rPr", "trPr", "numPr"))
"""在这些里面的 ins、del 是记号，不是容器。"""
RANGES = tuple(
    w(f"{name}{end}") for name in ("moveFromRange", "moveToRange") for end in ("Start", "End")
)
HOLDERS = frozenset(w(name) for name in ("hyperlink", "fldSimple", "smartTag", "sdtContent"))
PLAIN = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
TRACKED = (*(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")),
           *CHANGES)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Way:
    """接受还是拒绝：哪些去掉，哪些留下。"""

    gone: frozenset[str]
    stay: frozenset[str]
    restore: bool


ACCEPT = _Way(
    frozenset((w("del"), w("moveFrom"), w("cellDel"))),
    frozenset((w("ins"), w("moveTo"), w("cellIns"))),
    restore=False,
)
REJECT = _Way(ACCEPT.stay, ACCEPT.gone, restore=True)


def accept_all(data: bytes) -> bytes:
    """接受全部修订之后的 DOCX；没有修订的部件一个字节也不动。"""
    return _settled(data, ACCEPT)


def reject_all(data: bytes) -> bytes:
    """拒绝全部修订之后的 DOCX；没有修订的部件一个字节也不动。"""
    return _settled(data, REJECT)


def revised(root: Any) -> bool:
    """这个部件里有没有修订。"""
    return next(root.iter(*TRACKED), None) is not None


def settle(root: Any, way: _Way) -> None:
    """就地处理一个部件的全部修订。"""
    _properties(root, way)
    _rows_and_cells(root, way)
    _runs(root, way)
    _marks(root, way)
    for node in list(root.iter(*RANGES, w("cellMerge"))):
        node.getparent().remove(node)
    _tidy(root)


def _settled(data: bytes, way: _Way) -> bytes:
    package = Package(data)
    for name in package.stories():
        if revised(package.tree(name)):
            settle(package.change(name), way)
    return package.save()


def _properties(root: Any, way: _Way) -> None:
    for node in list(root.iter(*CHANGES)):
        parent = node.getparent()
        parent.remove(node)
        inner = next(iter(node), None)
        if way.restore and inner is not None:
            kept = [child for child in parent if child.tag in KEPT]
            first = [child for child in kept if child.tag.endswith("Reference")]
            parent[:] = [*first, *inner, *(child for child in kept if child not in first)]


def _rows_and_cells(root: Any, way: _Way) -> None:
    for row in list(root.iter(w("tr"))):
        properties = row.find(w("trPr"))
        _judge(row, properties, way)
    for cell in list(root.iter(w("tc"))):
        _judge(cell, cell.find(w("tcPr")), way)


def _judge(node: Any, properties: Any | None, way: _Way) -> None:
    """记号说去掉的就去掉，说留下的只摘记号。"""
    if properties is None:
        return
    for mark in list(properties):
        if mark.tag in way.gone and node.getparent() is not None:
            node.getparent().remove(node)
        elif mark.tag in way.stay:
            properties.remove(mark)


def _runs(root: Any, way: _Way) -> None:
    for node in list(root.iter(*way.gone)):
        parent = node.getparent()
        if parent is None or parent.tag in MARKED or parent.tag == w("tcPr"):
            continue
        parent.remove(node)
        _drop_if_empty(parent)
    for node in list(root.iter(*way.stay)):
        parent = node.getparent()
        if parent.tag in MARKED:
            continue
        place = parent.index(node)
        parent[place : place + 1] = list(node)
    if way.restore:
        for node in root.iter(*PLAIN):
            node.tag = PLAIN[node.tag]


def _drop_if_empty(node: Any) -> None:
    """链接、控件里的字全去掉了，自己也去掉。"""
    if node.tag not in HOLDERS or len(node):
        return
    holder = node.getparent() if node.tag == w("sdtContent") else node
    parent = holder.getparent()
    if parent is not None:
        parent.remove(holder)
        _drop_if_empty(parent)


def _marks(root: Any, way: _Way) -> None:
    """段落标记去掉的，这一段剩下的并进下一段。"""
    for paragraph in list(root.iter(w("p"))):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        found = [] if mark is None else list(mark)
        for node in found:
            if node.tag in way.stay or node.tag in way.gone:
                mark.remove(node)
        if any(node.tag in way.gone for node in found):
            _merge(paragraph)


def _merge(paragraph: Any) -> None:
    parent = paragraph.getparent()
    content = [child for child in paragraph if child.tag != w("pPr")]
    following = next(kids(paragraph.itersiblings()), None)
    if following is not None and following.tag == w("p"):
        start = 1 if following.find(w("pPr")) is not None else 0
        following[start:start] = content
    elif any(child.tag not in UNSEEN for child in content):
        return
    parent.remove(paragraph)


def _tidy(root: Any) -> None:
    """空了的表去掉，空了的格补一段，空了的控件去掉。"""
    for table in list(root.iter(w("tbl"))):
        if table.find(f".//{W}tc") is None:
            parent = table.getparent()
            parent.remove(table)
            _drop_if_empty(parent)
    for content in list(root.iter(w("sdtContent"))):
        _drop_if_empty(content)
    for cell in root.iter(w("tc")):
        _fill(cell, cell)


def _fill(cell: Any, children: Iterable[Any]) -> None:
    if not any(child.tag != w("tcPr") for child in children):
        etree.SubElement(cell, w("p"))
