"""没拿进来的：一份 DOCX 里有几样东西公文模型不装，一样一样数出来告诉作者。"""

from collections.abc import Iterator
from typing import Any

from sanban.engine.read.docx import main_part, relations
from sanban.engine.read.docx_styles import W
from sanban.engine.read.errors import Unreadable
from sanban.engine.read.guards import open_package, parse_xml, read_part

DRAWN = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
         "{urn:schemas-microsoft-com:vml}imagedata")  # fmt: skip
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
FIELDS = W + "fldSimple", W + "instrText"
# 名称、数什么节点、量词
KINDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("图片", DRAWN, "幅"),
    ("文本框", (W + "txbxContent",), "个"),
    ("公式", (MATH,), "个"),
    ("图表", (CHART,), "个"),
    ("嵌入的文件", (W + "object",), "个"),
)
# 关系的名目、节点、名称、量词
SIDE: tuple[tuple[str, str, str, str], ...] = (
    ("comments", W + "comment", "批注", "条"),
    ("footnotes", W + "footnote", "脚注", "条"),
    ("endnotes", W + "endnote", "尾注", "条"),
)
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
REVISED = (W + "ins", W + "del", W + "moveFrom")


def left_out(data: bytes, *, has_pictures: bool = False) -> tuple[str, ...]:
    """一样一句，如“2 幅图片”；读不了的答空。

    :param has_pictures: 图片已经进了公文，不算。
    """
    try:
        package = open_package(data)
        main = main_part(package)
        root = parse_xml(read_part(package, main))
        parts = {kind: path for _, kind, path in relations(package, main)}
        sides = [
            (row, parse_xml(read_part(package, parts[row[0]]))) for row in SIDE if row[0] in parts
        ]
    except Unreadable:
        return ()
    return tuple((*_inside(root, has_pictures), *_beside(sides), *_revised(root)))


def _inside(root: Any, has_pictures: bool) -> Iterator[str]:
    for name, tags, measure in KINDS:
        if name == "图片" and has_pictures:
            continue
        count = sum(1 for _ in root.iter(*tags))
        if name == "文本框":
            count = len({id(node) for node in root.iter(*tags) if not _is_fallback(node)})
        if count:
            yield f"{count} {measure}{name}"


def _is_fallback(node: Any) -> bool:
    """同一个文本框，给旧软件另存的一份。"""
    return any(str(one.tag).endswith("}Fallback") for one in node.iterancestors())


def _beside(sides: list[tuple[tuple[str, str, str, str], Any]]) -> Iterator[str]:
    for (_, tag, name, measure), root in sides:
        count = sum(1 for node in root.iter(tag) if node.get(W + "type") not in SEPARATORS)
        if count:
            yield f"{count} {measure}{name}"


def _revised(root: Any) -> Iterator[str]:
    count = sum(1 for _ in root.iter(*REVISED))
    if count:
        yield f"{count} 处修订的痕迹（按全部接受来读）"
