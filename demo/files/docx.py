"""造 DOCX：页边距 37/35/28/26 毫米，行距固定值 28.95 磅，字体写单位常用的名字。"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from demo.files.elements import Element, elements
from demo.files.paper import Paper

FONTS = {"title": "方正小标宋简体", "fang": "仿宋_GB2312", "hei": "黑体", "kai": "楷体_GB2312"}
LATIN = "Times New Roman"
RED = RGBColor(0xFF, 0, 0)
PITCH = 28.95
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
# 线的位置、样式、粗细（八分之一磅）、颜色
BORDERS = {
    "red": (("bottom", "single", 12, "FF0000"),),
    "double": (("bottom", "thickThinSmallGap", 24, "FF0000"),),
    "top": (("top", "single", 8, "000000"),),
    "bottom": (("top", "single", 6, "000000"), ("bottom", "single", 8, "000000")),
    "topbottom": (("top", "single", 8, "000000"), ("bottom", "single", 8, "000000")),
}


def make_docx(paper: Paper) -> bytes:
    """把来文造成 DOCX。"""
    document = Document()
    _page(document.sections[0])
    _footer(document.sections[0])
    document.core_properties.title = paper.title
    document.core_properties.author = paper.issuer
    for element in elements(paper):
        _paragraph(document, element)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)


def _paragraph(document: Any, element: Element) -> None:
    paragraph = document.add_paragraph()
    _shape(paragraph.paragraph_format, element)
    paragraph.alignment = ALIGN[element.align]
    _run(paragraph, element.text, element.face, element)
    if element.right:
        _run(paragraph, "\t" + element.right, element.right_face, element)
    _borders(paragraph, BORDERS.get(element.rule, ()))


def _shape(form: Any, element: Element) -> None:
    form.space_before, form.space_after = Pt(PITCH * element.before), Pt(0)
    big = element.pt > PITCH - 4
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE if big else WD_LINE_SPACING.EXACTLY
    if not big:
        form.line_spacing = Pt(PITCH)
    right = element.align == "right"
    # 左边的缩进算在首行里：段下的红线要与版心同宽，不能跟着缩。
    form.first_line_indent = Pt(element.pt * (element.indent + (0 if right else element.inset)))
    form.right_indent = Pt(element.pt * element.inset if right else 0)
    if element.right:
        form.tab_stops.add_tab_stop(Mm(156) - Pt(element.pt), WD_TAB_ALIGNMENT.RIGHT)


def _run(paragraph: Any, text: str, face: str, element: Element) -> None:
    run = paragraph.add_run(text)
    run.font.name = LATIN
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FONTS[face])
    run.font.size = Pt(round(element.pt * 2) / 2)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    run._element.rPr.append(language)
    if element.red:
        run.font.color.rgb = RED


def _borders(paragraph: Any, lines: tuple[tuple[str, str, int, str], ...]) -> None:
    if not lines:
        return
    box = OxmlElement("w:pBdr")
    for side, style, width, colour in lines:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", style), ("sz", width), ("space", 4), ("color", colour)):
            line.set(qn(f"w:{name}"), str(value))
        box.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(box, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _footer(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("", "— "), ("field", "PAGE"), ("", " —")):
        run = paragraph.add_run("" if kind else text)
        run.font.name, run.font.size = "宋体", Pt(14)
        if kind:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), text)
            field.append(OxmlElement("w:r"))
            paragraph._p.append(field)
