"""OFD 的结构合 GB/T 33190—2016：必需的都有，次序对，号不重，框住了字。"""

import re
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from sanban.engine.gongwen.elements import Secrecy
from sanban.engine.ofd.objects import JOINED, text
from sanban.engine.render.ofd import OfdInfo, convert, info_of, pdf_to_ofd, to_ofd
from tests.engine.gongwen.full import notice
from tests.engine.render.ofd.samples import (
    SPACE,
    fonts,
    notice_ofd,
    notice_pdf,
    odd_ofd,
    pages,
    trees,
    unpacked,
)

BOTH = pytest.mark.parametrize("ofd", [notice_ofd, odd_ofd])
# 元素 → 必需的属性、里面各元素的次序
# fmt: off
RULES = {
    "OFD":         (("Version", "DocType"), ("DocBody",)),
    "DocBody":     ((), ("DocInfo", "DocRoot")),
    "DocInfo":     ((), ("DocID", "Title", "Author", "Subject", "Abstract", "CreationDate",
                         "ModDate", "DocUsage", "Cover", "Keywords", "Creator",
                         "CreatorVersion", "CustomDatas")),
    "CustomData":  (("Name",), ()),
    "Document":    ((), ("CommonData", "Pages", "Outlines")),
    "CommonData":  ((), ("MaxUnitID", "PageArea", "PublicRes", "DocumentRes")),
    "Res":         (("BaseLoc",), ("Fonts", "MultiMedias")),
    "Font":        (("ID", "FontName"), ("FontFile",)),
    "MultiMedia":  (("ID", "Type"), ("MediaFile",)),
    "Layer":       (("ID",), ("TextObject", "PathObject", "ImageObject")),
    "TextObject":  (("ID", "Boundary", "Font", "Size"),
                    ("FillColor", "StrokeColor", "CGTransform", "TextCode")),
    "CGTransform": (("CodePosition", "CodeCount", "GlyphCount"), ("Glyphs",)),
    "TextCode":    (("X", "Y"), ()),
    "PathObject":  (("ID", "Boundary"), ("StrokeColor", "FillColor", "AbbreviatedData")),
    "ImageObject": (("ID", "Boundary", "CTM", "ResourceID"), ()),
    "FillColor":   (("Value",), ()),
    "StrokeColor": (("Value",), ()),
}
# fmt: on
ANY_ORDER = {"Layer"}


@BOTH
def test_every_element_has_what_it_must_have_in_order(ofd):
    for tree in trees(ofd().data).values():
        for node in tree.iter():
            assert node.tag.startswith(SPACE)
            name = node.tag.removeprefix(SPACE)
            needed, order = RULES.get(name, ((), None))
            assert not [one for one in needed if node.get(one) is None], name
            inside = [child.tag.removeprefix(SPACE) for child in node]
            if order is not None and name not in ANY_ORDER:
                places = [order.index(child) for child in inside]
                assert places == sorted(places), name


@BOTH
def test_the_parts_point_at_each_other(ofd):
    parts, found = unpacked(ofd().data), trees(ofd().data)
    assert found["OFD.xml"].findtext(f".//{SPACE}DocRoot") == "Doc_0/Document.xml"
    document = found["Doc_0/Document.xml"]
    listed = [node.get("BaseLoc") for node in document.iter(SPACE + "Page")]
    assert [f"Doc_0/{path}" in parts for path in listed] == [True] * ofd().pages
    for tag in ("PublicRes", "DocumentRes"):
        assert all(f"Doc_0/{node.text}" in parts for node in document.iter(SPACE + tag))
    files = [
        node.text
        for tree in found.values()
        for tag in ("FontFile", "MediaFile")
        for node in tree.iter(SPACE + tag)
    ]
    assert files
    assert all(f"Doc_0/Res/{name}" in parts for name in files)


@BOTH
def test_ids_are_unique_and_within_the_maximum(ofd):
    found = trees(ofd().data)
    ids = [int(node.get("ID")) for tree in found.values() for node in tree.iter() if node.get("ID")]
    assert len(ids) == len(set(ids))
    assert int(found["Doc_0/Document.xml"].findtext(f".//{SPACE}MaxUnitID")) >= max(ids)
    known = set(ids)
    for root in pages(ofd().data):
        for node in root.iter(SPACE + "TextObject"):
            assert int(node.get("Font")) in known
        for node in root.iter(SPACE + "ImageObject"):
            assert int(node.get("ResourceID")) in known


@BOTH
def test_the_boundary_holds_the_ink(ofd):
    files = {number: TTFont(BytesIO(file)) for number, (_, file) in fonts(ofd().data).items()}
    for root in pages(ofd().data):
        layer = next(root.iter(SPACE + "Layer"))
        for node in root.iter(SPACE + "TextObject"):
            one = text(node, layer, {})
            left, top, width, height = (float(word) for word in node.get("Boundary").split())
            for x, y in ink(one, files[one.font]):
                assert left - 0.01 <= x <= left + width + 0.01, "".join(c for c, *_ in one.letters)
                assert top - 0.01 <= y <= top + height + 0.01


def ink(one, font):
    """各字墨迹框的四角，纸面上的毫米。"""
    glyphs, codes, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    a, b, c, d = one.turn
    for char, x, y, _, glyph in one.letters:
        name = codes.get(ord(char)) if glyph is None else font.getGlyphName(max(glyph, 0))
        pen = BoundsPen(glyphs)
        if name and glyph != JOINED:
            glyphs[name].draw(pen)
        for dx, dy in ((i, j) for i in (pen.bounds or ())[::2] for j in pen.bounds[1::2]):
            u, v = dx * one.size / em, -dy * one.size / em
            yield x + a * u + c * v, y + b * u + d * v


def test_shapes_lie_within_their_boundary():
    for root in pages(odd_ofd().data):
        for node in root.iter(SPACE + "PathObject"):
            _, _, width, height = (float(word) for word in node.get("Boundary").split())
            words = node.findtext(SPACE + "AbbreviatedData")
            assert re.fullmatch(r"[MLBC\d.\s-]+", words)
            numbers = [float(word) for word in re.findall(r"-?[\d.]+", words)]
            assert all(-0.01 <= x <= width + 0.01 for x in numbers[::2])
            assert all(-0.01 <= y <= height + 0.01 for y in numbers[1::2])


def test_the_seal_is_only_a_dashed_outline():
    dashed = [
        node
        for root in pages(notice_ofd().data)
        for node in root.iter(SPACE + "PathObject")
        if node.get("DashPattern")
    ]
    assert dashed
    for node in dashed:
        assert node.get("Fill") != "true"
        red, green, blue = node.find(SPACE + "StrokeColor").get("Value").split()
        assert red == green == blue


def test_the_red_head_is_red_and_the_line_too():
    found = {
        node.get("Value")
        for tag in ("FillColor", "StrokeColor")
        for node in pages(notice_ofd().data)[0].iter(SPACE + tag)
    }
    assert "230 0 18" in found


def test_the_metadata_are_the_elements_of_the_document():
    root = trees(notice_ofd().data)["OFD.xml"]
    custom = {node.get("Name"): node.text for node in root.iter(SPACE + "CustomData")}
    assert custom["发文字号"] == "演政办发〔2026〕12号"
    assert custom["主送机关"] == "各乡镇人民政府，县政府各部门、各直属机构"
    assert custom["成文日期"] == "2026-09-11"
    assert custom["印发日期"] == "2026-09-12"
    assert custom["附件"] == "安全生产隐患排查整治任务清单、联系人名单"
    assert "密级和保密期限" not in custom
    assert "签发人" not in custom
    info = next(root.iter(SPACE + "DocInfo"))
    assert re.fullmatch("[0-9a-f]{32}", info.findtext(SPACE + "DocID"))
    assert info.findtext(SPACE + "CreationDate") == "2026-09-11"
    assert info.findtext(SPACE + "Author") == "演示县人民政府办公室"
    assert info.findtext(SPACE + "Creator") == "三办"


def test_secrecy_is_kept_when_the_document_has_it():
    one = notice(1)
    secret = type(one)(one.kind, (Secrecy("秘密", "1年"), *one.elements))
    assert ("密级和保密期限", "秘密★1年") in info_of(secret).custom


def test_odd_words_in_the_information_do_no_harm():
    info = OfdInfo(title="<a>&\x00\ud800", custom=(('"&<\x01', "]]>"),), created=date(2026, 9, 1))
    root = trees(pdf_to_ofd(notice_pdf(), info=info))["OFD.xml"]
    assert root.findtext(f".//{SPACE}Title") == "<a>&"
    (custom,) = root.iter(SPACE + "CustomData")
    assert (custom.get("Name"), custom.text) == ('"&<', "]]>")


def test_the_same_input_gives_the_same_bytes():
    assert to_ofd(notice()).data == notice_ofd().data
    other = convert(notice_pdf(), info=OfdInfo(doc_id="0" * 32))
    assert b"<ofd:DocID>" + b"0" * 32 in unpacked(other.data)["OFD.xml"]


def test_pages_keep_the_order_of_drawing():
    """先画的在下面：表格的底色在字之前。"""
    tags = [node.tag for node in next(pages(odd_ofd().data)[0].iter(SPACE + "Layer"))]
    kinds = {tag.removeprefix(SPACE) for tag in tags}
    assert kinds == {"TextObject", "PathObject", "ImageObject"}
    assert any(one != other for one, other in pairwise(tags))
