"""造 OFD：GB/T 33190-2016 的最小写法，字体只写名字不嵌入。"""

import zipfile
from io import BytesIO
from itertools import groupby
from typing import Any

from lxml import etree

from demo.files.docx import FONTS
from demo.files.lines import LEFT, WIDTH, Line, Stroke, lay_out
from demo.files.paper import Paper

SPACE = "http://www.ofdspec.org/2016"
FACES = ("title", "fang", "hei", "kai")
BOX = "0 0 210 297"
LAYER_ID = 10
FIRST_ID = 100
Node = Any


def make_ofd(paper: Paper) -> bytes:
    """把来文造成 OFD。"""
    lines, strokes = lay_out(paper)
    pages = max(line.page for line in lines)
    parts = {
        "OFD.xml": _root(paper),
        "Doc_0/Document.xml": _document(pages),
        "Doc_0/PublicRes.xml": _resources(),
    }
    for page in range(1, pages + 1):
        parts[f"Doc_0/Pages/Page_{page - 1}/Content.xml"] = _page(
            [line for line in lines if line.page == page],
            [stroke for stroke in strokes if stroke.page == page],
            start=FIRST_ID * 10 * page,
        )
    return _zip(parts)


def _zip(parts: dict[str, Node]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, node in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, etree.tostring(node, encoding="UTF-8", xml_declaration=True))
    return out.getvalue()


def _node(name: str, *children: Node, text: str = "", **attributes: str) -> Node:
    node = etree.Element(f"{{{SPACE}}}{name}", attributes, nsmap={"ofd": SPACE})
    node.text = text or None
    node.extend(children)
    return node


def _root(paper: Paper) -> Node:
    info = _node(
        "DocInfo",
        _node("DocID", text=f"{abs(hash_of(paper.key)):032x}"),
        _node("Title", text=paper.title),
        _node("Author", text=paper.issuer),
        _node("CreationDate", text=paper.date.isoformat()),
    )
    body = _node("DocBody", info, _node("DocRoot", text="Doc_0/Document.xml"))
    return _node("OFD", body, Version="1.1", DocType="OFD")


def hash_of(key: str) -> int:
    """由短名算出的稳定编号。"""
    return int.from_bytes(key.encode().ljust(16, b"\0")[:16], "big")


def _document(pages: int) -> Node:
    common = _node(
        "CommonData",
        _node("MaxUnitID", text=str(FIRST_ID * 10 * (pages + 1))),
        _node("PageArea", _node("PhysicalBox", text=BOX)),
        _node("PublicRes", text="PublicRes.xml"),
    )
    listed = (
        _node("Page", ID=str(FIRST_ID + page), BaseLoc=f"Pages/Page_{page}/Content.xml")
        for page in range(pages)
    )
    return _node("Document", common, _node("Pages", *listed))


def _resources() -> Node:
    fonts = (
        _node("Font", ID=str(index + 1), FontName=FONTS[face], FamilyName=FONTS[face])
        for index, face in enumerate(FACES)
    )
    return _node("Res", _node("Fonts", *fonts), BaseLoc="Res")


def _page(lines: list[Line], strokes: list[Stroke], *, start: int) -> Node:
    objects = [_text(line, start + index) for index, line in enumerate(lines)]
    objects += [_stroke(stroke, start + len(lines) + index) for index, stroke in enumerate(strokes)]
    layer = _node("Layer", *objects, ID=str(start - LAYER_ID), Type="Body")
    return _node("Page", _node("Area", _node("PhysicalBox", text=BOX)), _node("Content", layer))


def _text(line: Line, number: int) -> Node:
    top = line.y - line.size * 0.88
    width = sum(line.steps)
    code = _node(
        "TextCode", text=line.text, X="0", Y=f"{line.size * 0.88:.3f}",
        DeltaX=_deltas(line.steps[:-1]),
    )  # fmt: skip
    colour = [_node("FillColor", Value="230 0 18")] if line.red else []
    return _node(
        "TextObject", *colour, code, ID=str(number), Font=str(FACES.index(line.face) + 1),
        Size=f"{line.size:.3f}", Boundary=f"{line.x:.3f} {top:.3f} {width:.3f} {line.size:.3f}",
    )  # fmt: skip


def _deltas(steps: tuple[float, ...]) -> str:
    """字距写成 DeltaX；连续相同的三个以上用 g 缩写（GB/T 33190 11.3）。"""
    words: list[str] = []
    for value, same in groupby(f"{step:.3f}" for step in steps):
        count = len(list(same))
        words += [f"g {count} {value}"] if count > 2 else [value] * count
    return " ".join(words)


def _stroke(stroke: Stroke, number: int) -> Node:
    colour = "230 0 18" if stroke.red else "0 0 0"
    return _node(
        "PathObject",
        _node("StrokeColor", Value=colour),
        _node("AbbreviatedData", text=f"M 0 0 L {WIDTH:g} 0"),
        ID=str(number), LineWidth=f"{stroke.width:g}",
        Boundary=f"{LEFT:g} {stroke.y:.3f} {WIDTH:g} 1",
    )  # fmt: skip
