"""版记：三条线的表，浮在末面版心的最下边（7.4）；信函的没有线，也没有印发机关（10.1）。"""

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import CcRecipients, PrintLine
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.gongwen.notation import COLON
from sanban.engine.gongwen.styles import FOUR
from sanban.engine.render.docx.blocks import gap
from sanban.engine.render.docx.markup import paragraph, run, twips
from sanban.engine.render.docx.sections import section
from sanban.engine.render.docx.sheet import Sheet, char_width

MAIN, COPY, STOP = "主送" + COLON, "抄送" + COLON, "。"
EIGHTHS = 8  # 线的粗按 1/8 磅计
LINE = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
FLOAT = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" '
    'w:horzAnchor="page" w:tblpX="{left}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
)


def has_imprint(gongwen: Gongwen) -> bool:
    """有没有版记。"""
    return any(isinstance(one, CcRecipients | PrintLine) for one in gongwen.elements)


def imprint(gongwen: Gongwen, sheet: Sheet) -> str:
    """整个版记；后面的空段是表后必有的一段。"""
    copies, printed = sheet.copies, gongwen.first(PrintLine)
    rows = [_copies(copies, sheet)] if copies else []
    if printed and gongwen.format != LETTER:
        rows.append(_printed(printed, sheet))
    lined = gongwen.format != LETTER
    floating = FLOAT.format(left=twips(sheet.rules.profile.docx.left))
    drawn = "".join(
        _row(inner, sheet, first=place == 0, last=place == len(rows) - 1, lined=lined)
        for place, inner in enumerate(rows)
    )
    return (
        f"{_apart(sheet)}"
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/>{floating}<w:tblW w:w="{sheet.width}" '
        'w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{sheet.width}"/></w:tblGrid>{drawn}{_below(sheet)}</w:tbl>'
        f"{gap()}"
    )


def _apart(sheet: Sheet) -> str:
    """版记前的空段：另起双页时结束前面的节；不另起时与前面的表隔开。"""
    return (gap(sectPr=section(sheet)) if sheet.aside[0] else "") + gap()


def _copies(copies: CcRecipients, sheet: Sheet) -> str:
    """主送（移下来的）和抄送；回行与冒号后的首字对齐。"""
    unit = char_width(FOUR, sheet.rules)
    label = len(COPY)
    left = sheet.rules.styles["cc_recipient"].left + label
    hang = (
        f'w:leftChars="{round(left * 100)}" w:left="{round(left * unit)}" '
        f'w:hangingChars="{label * 100}" w:hanging="{label * unit}"'
    )
    lines = (("cc_main", MAIN, copies.main), ("cc_recipient", COPY, copies.text))
    return "".join(
        paragraph(style, run(f"{head}{text}{STOP}"), ind=hang)
        for style, head, text in lines
        if text
    )


def _printed(printed: PrintLine, sheet: Sheet) -> str:
    style = sheet.rules.styles["print_line"]
    end = sheet.width - round(style.right * char_width(style.pt, sheet.rules))
    tabs = f'<w:tab w:val="right" w:pos="{end}"/>'
    return paragraph("print_line", run(f"{printed.organ}\t{printed.day_text}"), tabs=tabs)


def _row(inner: str, sheet: Sheet, *, first: bool, last: bool, lined: bool) -> str:
    edges = (("top", first), ("bottom", last))
    borders = "".join(_line(side, sheet, thick=thick) for side, thick in edges) if lined else ""
    sides = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    return (
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr>"
        f'<w:tcW w:w="{sheet.width}" w:type="dxa"/>{sides}</w:tcPr>{inner}</w:tc></w:tr>'
    )


def _line(side: str, sheet: Sheet, *, thick: bool) -> str:
    weight = sheet.rules.mm("imprint_thick" if thick else "imprint_thin")
    return LINE.format(side=side, size=round(twips(weight) / 20 * EIGHTHS))


def _below(sheet: Sheet) -> str:
    """页面的下白边比版心的小时，表尾垫一个空行，末条线才落在版心下边缘。"""
    mm = sheet.rules.mm
    foot = mm("paper_height") - mm("top") - mm("text_height")
    spare = twips(foot - sheet.rules.profile.docx.bottom)
    if spare <= 0:
        return ""
    spacing = f'w:beforeLines="0" w:before="0" w:line="{spare}" w:lineRule="exact"'
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{spare}" w:hRule="exact"/></w:trPr><w:tc>'
        f'<w:tcPr><w:tcW w:w="{sheet.width}" w:type="dxa"/></w:tcPr>{gap(spacing=spacing)}</w:tc>'
        "</w:tr>"
    )
