"""试 OFD 用的版面：样样都有的公文，和一页古怪的字、线、图。"""

import io
import zipfile
from functools import cache

import typst
from lxml import etree
from PIL import Image

from sanban.engine.fonts import find_fonts
from sanban.engine.render.ofd import OfdInfo, convert, to_ofd
from sanban.engine.render.pdf import to_pdf
from tests.engine.gongwen.full import notice

SPACE = "{http://www.ofdspec.org/2016}"
ODD = """
#set page(width: 210mm, height: 297mm, margin: 20mm)
#set text(font: ({fang}, "Liberation Serif"), lang: "zh", region: "cn")
㎡①Ⅰ℃％（“引号”‘单’《书》——…· • 〔2026〕★ 镕堃喆㛃𬭎䶮 1000-
#text(font: {title}, weight: 700)[标题——office 2#super(typographic: true)[2]]
#text(font: "Libertinus Serif")[office 2#super(typographic: true)[2]]
#text(stroke: 0.5pt + red)[加粗] #text(fill: red.transparentize(50%))[半透明]
#place(dx: 10mm, dy: 40mm, rotate(-90deg, origin: top + left)[横排表格ABC])
#place(dx: 30mm, dy: 40mm, circle(radius: 21mm, stroke: (dash: "dashed"), fill: luma(240)))
#place(dx: 80mm, dy: 40mm, image(bytes({png}), width: 30mm, height: 20mm, fit: "stretch"))
#place(dx: 80mm, dy: 70mm, rotate(30deg, image(bytes({jpg}), width: 30mm)))
#place(dx: 20mm, dy: 120mm, curve(fill: blue, fill-rule: "even-odd", stroke: none,
  curve.move((0mm, 0mm)), curve.cubic((10mm, -10mm), (30mm, 10mm), (40mm, 0mm)),
  curve.line((20mm, 20mm)), curve.close()))
#pagebreak()
第二页。
"""


@cache
def notice_pdf() -> bytes:
    """样样都有的通知。"""
    return to_pdf(notice()).data


@cache
def notice_ofd():
    """同一份通知成的 OFD。"""
    return to_ofd(notice())


@cache
def odd_pdf() -> bytes:
    """一页古怪的：合字、补充平面的字、上标、描边、转了的字、曲线、图。"""
    found = find_fonts()
    words = {role: f'"{found.face(role).family}"' for role in ("fang", "title")}
    pictures = {form: str(tuple(picture(form.upper()))) for form in ("png", "jpg")}
    return page(ODD.format(**words, **pictures))


def picture(form: str) -> bytes:
    """一小幅图；PNG 的左半边是透明的。"""
    png = form == "PNG"
    found = Image.new("RGBA" if png else "RGB", (120, 90), (200, 30, 30))
    if png:
        found.paste((0, 0, 0, 0), (0, 0, 60, 90))
    out = io.BytesIO()
    found.save(out, "PNG" if png else "JPEG")
    return out.getvalue()


def page(source: str, **options) -> bytes:
    """用 Typst 直接排一份 PDF。"""
    return typst.compile(source.encode(), font_paths=find_fonts().book, **options)


@cache
def odd_ofd():
    """古怪的一页成的 OFD。"""
    return convert(odd_pdf(), info=OfdInfo(title="古怪"))


def unpacked(ofd: bytes) -> dict[str, bytes]:
    """OFD 里的部件。"""
    with zipfile.ZipFile(io.BytesIO(ofd)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def trees(ofd: bytes) -> dict[str, etree._Element]:
    """OFD 里的 XML。"""
    parts = unpacked(ofd)
    return {name: etree.fromstring(data) for name, data in parts.items() if name.endswith(".xml")}


def pages(ofd: bytes) -> list[etree._Element]:
    """各页的 Content.xml，按页码。"""
    found = trees(ofd)
    count = sum(name.endswith("Content.xml") for name in found)
    return [found[f"Doc_0/Pages/Page_{n}/Content.xml"] for n in range(count)]


def fonts(ofd: bytes) -> dict[str, tuple[str, bytes]]:
    """字体的资源号 → 名字、嵌入的文件（没有的为空）。"""
    parts = unpacked(ofd)
    found = etree.fromstring(parts["Doc_0/PublicRes.xml"])
    return {
        node.get("ID"): (
            node.get("FontName"),
            parts.get(f"Doc_0/Res/{node.findtext(SPACE + 'FontFile')}", b""),
        )
        for node in found.iter(SPACE + "Font")
    }
