"""节：纸张、白边、网格，页眉页脚；页码单页居右、双页居左（7.5）。"""

import re
from dataclasses import dataclass

from sanban.engine.gongwen.elements import PageNumbers
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.gongwen.styles import FOUR
from sanban.engine.render.docx.markup import field, paragraph, run, twips, val
from sanban.engine.render.docx.shapes import letter_foot
from sanban.engine.render.docx.sheet import NUMBER_LINE, Sheet
from sanban.engine.render.ink import DASH_ABOVE, LINE_ABOVE

DASH = "—"
END = re.compile(
    r'<w:p><w:pPr><w:pStyle w:val="gap"/>(<w:sectPr>(?:(?!</w:sectPr>).)*</w:sectPr>)</w:pPr></w:p>'
)
ODD, EVEN = "page_no", "page_no_even"


@dataclass(frozen=True, slots=True)
class Side:
    """一个页眉或页脚：关系号、部件名、何种页用（default、even、first）。"""

    id: str
    part: str
    when: str
    root: str = "ftr"


# fmt: off
SIDES = {
    "odd":        Side("rIdOdd",       "footer1.xml", "default"),
    "even":       Side("rIdEven",      "footer2.xml", "even"),
    "turned_odd": Side("rIdTurnedOdd", "footer3.xml", "default"),
    "turned_even": Side("rIdTurnedEven", "footer4.xml", "even"),
    "first":      Side("rIdFirst",     "footer5.xml", "first"),
    "head":       Side("rIdHead",      "header1.xml", "first", "hdr"),
    "none_odd":   Side("rIdNoneOdd",   "footer6.xml", "default"),
    "none_even":  Side("rIdNoneEven",  "footer7.xml", "even"),
}
# fmt: on


def section(
    sheet: Sheet, *, landscape: bool = False, kind: str = "nextPage", numbered: bool = True
) -> str:
    """一节的属性（不带外层标签）；头一节带起始页码，信函的首页另有页眉页脚。

    信函首页的版心被页眉压低，不是整数行，不设网格，免得 LibreOffice 把各行再往下挪。
    """
    first = not sheet.sections
    sheet.sections += 1
    numbers = sheet.gongwen.first(PageNumbers)
    start = f'<w:pgNumType w:start="{numbers.first}"/>' if first and numbers else ""
    grid = "" if sheet.gongwen.format == LETTER else ' w:type="lines"'
    title = "<w:titlePg/>" if first and sheet.gongwen.format == LETTER else ""
    return (
        f'{_references(sheet, landscape, bool(title), numbered)}<w:type w:val="{kind}"/>'
        f"{_page(sheet, landscape=landscape)}{start}{title}"
        f"<w:docGrid{grid}"
        f' w:linePitch="{sheet.pitch}"/>'
    )


def merge_ends(body: str) -> str:
    """结束一节的空段并进前一段：前面正好排满一面时，空段会白占一面。前面是表的照旧。"""
    start, pieces = 0, []
    for found in END.finditer(body):
        before = body[start : found.start()]
        at = before.rfind("<w:p>")
        if before.endswith("</w:p>") and before.startswith("<w:p><w:pPr>", at):
            inside = before.index("</w:pPr>", at)
            pieces.append(f"{before[:inside]}{found[1]}{before[inside:]}")
        else:
            pieces.append(before + found[0])
        start = found.end()
    return "".join(pieces) + body[start:]


def side_parts(sheet: Sheet) -> dict[str, str]:
    """用到的页眉页脚：名目 → 里面的段落。"""
    drawn = {
        "odd": lambda: _number(ODD),
        "even": lambda: _number(EVEN),
        "turned_odd": lambda: _turned_number(sheet, ODD),
        "turned_even": lambda: _turned_number(sheet, EVEN),
        "none_odd": lambda: paragraph(ODD),
        "none_even": lambda: paragraph(EVEN),
        "first": lambda: paragraph(ODD, letter_foot(sheet)),
        "head": lambda: sheet.header,
    }
    return {name: drawn[name]() for name in SIDES if name in sheet.sides}


def _references(sheet: Sheet, landscape: bool, first: bool, numbered: bool) -> str:
    names: tuple[str, ...] = ("turned_odd", "turned_even") if landscape else ("odd", "even")
    if not numbered or not sheet.gongwen.first(PageNumbers):
        names = ("none_odd", "none_even")
    if first:
        names = ("head", *names, "first")
    sheet.sides.update(names)
    return "".join(_reference(SIDES[name]) for name in names)


def _reference(side: Side) -> str:
    tag = "headerReference" if side.root == "hdr" else "footerReference"
    return f'<w:{tag} w:type="{side.when}" r:id="{side.id}"/>'


def _page(sheet: Sheet, *, landscape: bool) -> str:
    page, mm = sheet.rules.profile.docx, sheet.rules.mm
    wide, high = twips(mm("paper_width")), twips(mm("paper_height"))
    top, right, bottom, left = page.top, page.right, page.bottom, page.left
    turned = ""
    if landscape:
        wide, high, turned = high, wide, ' w:orient="landscape"'
        below = mm("paper_height") - mm("top") - mm("text_height")
        top, right, bottom, left = page.left, mm("top"), page.right, below
    sides = (("top", top), ("right", right), ("bottom", bottom), ("left", left))
    margins = " ".join(f'w:{side}="{twips(each)}"' for side, each in sides)
    foot = _foot(sheet)
    return (
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar {margins} w:header="{sheet.header_top}" w:footer="{foot}" w:gutter="0"/>'
    )


def _dash_depth() -> int:
    """页码行里，一字线的上边缘在行的上边缘之下多少，1/20 磅。"""
    return round(LINE_ABOVE * NUMBER_LINE - DASH_ABOVE * FOUR * 20)


def _foot(sheet: Sheet) -> int:
    """页脚到纸边：让一字线的上边缘正好在版心下边缘之下 7 毫米。"""
    mm = sheet.rules.mm
    dash = mm("top") + mm("text_height") + mm("page_no_gap")
    return twips(mm("paper_height") - dash) + _dash_depth() - NUMBER_LINE


def _number(style: str, **more: str | None) -> str:
    number = run(f"{DASH} ") + field("PAGE", "1") + run(f" {DASH}")
    return paragraph(style, number, **more)


def _turned_number(sheet: Sheet, style: str) -> str:
    """横排页的页码：字也转过来，纸转回竖排看，仍在老地方（第 8 章）。"""
    mm = sheet.rules.mm
    below = mm("paper_height") - mm("top") - mm("text_height")
    x = twips(below - mm("page_no_gap")) + _dash_depth() - NUMBER_LINE
    frame = (
        f'w:w="{NUMBER_LINE}" w:h="{sheet.width}" w:hRule="exact" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{x}" w:y="{sheet.twips("left")}"'
    )
    return _number(style, framePr=frame, textDirection=val("tbRl")) + paragraph(style)
