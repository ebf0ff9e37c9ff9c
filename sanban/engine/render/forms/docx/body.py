"""一张表从上往下各部分 → OOXML 的正文。"""

from collections.abc import Iterator

from sanban.engine.forms.sheet import Ends, Grid, Lead, Part, Sheet, SignOff, Slip, Text
from sanban.engine.forms.styles import FORM_STYLES, PAPERS, POINTS_A_MM
from sanban.engine.gongwen.styles import MEASURES
from sanban.engine.render.docx.markup import cells as chars_in
from sanban.engine.render.docx.markup import paragraph, run, twips
from sanban.engine.render.forms.docx.anchors import HAIRLINE, Look, Place, shape
from sanban.engine.render.forms.docx.grid import table, text
from sanban.engine.render.forms.docx.room import SLACK, blank_rows, grown, part_height, row_heights
from sanban.engine.render.forms.docx.style_part import character
from sanban.engine.render.forms.words import printable

CUT = '<w:top w:val="dashed" w:sz="4" w:space="6" w:color="auto"/>'
GREY = "A6A6A6"
GAP_CHARS = 4  # 7.3.5.1 成文日期右空四字
BLANK_DAY = "　　　　年　　月　　日"


def body(sheet: Sheet) -> str:
    """各部分连起来；表格的行高已估好，撑满一页。"""
    return "".join(_parts(sheet))


def _parts(sheet: Sheet) -> Iterator[str]:
    paper = PAPERS[sheet.paper]
    width, page = paper.body_width, paper.body_height - SLACK
    sizes = [part_height(part, width) for part in sheet.parts]
    for number, part in enumerate(sheet.parts):
        if isinstance(part, Grid):
            room = page - sum(sizes) + sizes[number]
            heights = grown(part, width, room)
            blanks = blank_rows(part, width, sum(sizes[:number]), page)
            yield table(part, width, heights=heights, blanks=blanks) + paragraph("gap")
        else:
            yield draw(part, width)


def draw(part: Part, width: float) -> str:
    """一部分；表格照自己的高。"""
    if isinstance(part, Text):
        return text(part, width)
    if isinstance(part, Lead):
        lead = run(printable(part.lead), character("heading"))
        return paragraph("body", lead + run(printable(part.text)))
    if isinstance(part, Ends):
        return ends(part, width)
    if isinstance(part, SignOff):
        return _sign_off(part, width)
    if isinstance(part, Slip):
        return "".join(_slip(part, width))
    return table(part, width, heights=row_heights(part, width)) + paragraph("gap")


def ends(part: Ends, width: float) -> str:
    """一行字，右端的字用右对齐的制表位。"""
    tab = f'<w:tab w:val="right" w:pos="{twips(width)}"/>' if part.right else None
    words = printable(part.left) + (f"\t{printable(part.right)}" if part.right else "")
    return paragraph(part.style, run(words), tabs=tab)


def _slip(slip: Slip, width: float) -> Iterator[str]:
    yield paragraph("cut", run(slip.cut), keepNext="", pBdr=CUT)
    yield text(Text(slip.title, "slip_title"), width, keepNext="")
    for part in slip.parts:
        if isinstance(part, Grid):
            heights = row_heights(part, width)
            yield table(part, width, heights=heights, together=True) + paragraph("gap")
        else:
            yield draw(part, width)


def _sign_off(part: SignOff, width: float) -> str:
    """单位在上，日期在下，日期右空四字，单位对着日期居中；印章只画位置。"""
    style = FORM_STYLES["sign_off"]
    em = style.pt / POINTS_A_MM
    day = part.day or BLANK_DAY
    centre = max(GAP_CHARS + chars_in(day) / 2, chars_in(part.office) / 2) * em
    side = f'w:left="{max(0, twips(width - 2 * centre))}"'
    high = MEASURES["seal"].mm
    room = twips(max(0.0, (high - 2 * style.line / POINTS_A_MM) / 2)) if part.has_seal else 0
    seal = _seal(width - centre) if part.has_seal else ""
    line = f'w:line="{round(style.line * 20)}" w:lineRule="exact"'
    jc = 'w:val="center"'
    return paragraph(
        "sign_off", run(printable(part.office)), keepNext="", jc=jc, ind=side,
        spacing=f'w:before="{room}" {line}',
    ) + paragraph(
        "sign_off", seal + run(printable(day)), jc=jc, ind=side,
        spacing=f'w:after="{room}" {line}',
    )  # fmt: skip


def _seal(x: float) -> str:
    """印章的位置：浅灰虚线圈，圆心离左边 x 毫米，在所在段的上边；不画红章（GB/T 38540）。"""
    size = MEASURES["seal"].mm
    place = Place(x - size / 2, -size / 2, size, size, "column", "paragraph")
    return shape(900, "印章位置", place, Look("ellipse", HAIRLINE, GREY, is_dashed=True))
