"""版头：机关标志、文号、签发人和红线；信函的标志在首页页眉里。"""

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    CopyNo,
    DocNumber,
    IssuerMark,
    Secrecy,
    Signers,
    Urgency,
)
from sanban.engine.gongwen.kinds import LETTER, ORDER_FORMAT
from sanban.engine.gongwen.styles import SIGNERS_A_LINE
from sanban.engine.render.docx.blocks import gap
from sanban.engine.render.docx.markup import cells, paragraph, run, val
from sanban.engine.render.docx.measure import (
    SUFFIX_GAP,
    letter_edges,
    mark_before,
    measure_mark,
)
from sanban.engine.render.docx.names import inline
from sanban.engine.render.docx.shapes import letter_head
from sanban.engine.render.docx.sheet import Sheet
from sanban.engine.render.ink import Mark, ink_top

SIGNER_LABEL = "签发人："
FEWEST_BEFORE = 20
ZERO = 'w:leftChars="0" w:left="0" w:rightChars="0" w:right="0"'
ALONE = 'w:beforeLines="0" w:before="0"'


def draw_mark(mark: IssuerMark, sheet: Sheet) -> str:
    """机关标志；信函的放进首页页眉，正文里不占地方。"""
    if sheet.gongwen.format == LETTER:
        _letter_header(mark, sheet)
        return ""
    if len(mark.organs) > 1:
        before = mark_before(sheet.gongwen, sheet.rules)
        spacing = f'w:beforeLines="0" w:before="0" w:line="{before}" w:lineRule="exact"'
        lead = gap(spacing=spacing) if before >= FEWEST_BEFORE else ""
        return lead + _joint(mark, sheet)
    return paragraph("issuer_mark", _mark_runs("".join(mark.organs), mark.suffix))


def _mark_runs(organ: str, suffix: str) -> str:
    return run(organ) + run(suffix, inline("issuer_mark"))


def _letter_header(mark: IssuerMark, sheet: Sheet) -> None:
    """标志、上双线，再空到首个要素：三号字高的八分之七。"""
    size = measure_mark(mark, sheet.rules)
    rule, end = letter_edges(mark, sheet.rules)
    sheet.header_top = round(sheet.twips("letter_mark_top") - ink_top(size))
    left = max(end - sheet.header_top - size.line, FEWEST_BEFORE)
    spacing = f'w:beforeLines="0" w:before="0" w:line="{left}" w:lineRule="exact"'
    runs = letter_head(sheet, rule) + _mark_runs("".join(mark.organs[:1]), mark.suffix)
    sheet.header = paragraph("issuer_mark", runs) + gap(spacing=spacing)


def _joint(mark: IssuerMark, sheet: Sheet) -> str:
    """联合行文：一个机关一行，字数不同而等宽；“文件”在右边，上下居中。"""
    size = measure_mark(mark, sheet.rules)
    unit = size.pt * 20
    left = round(size.longest * unit)
    right = round((len(mark.suffix) + SUFFIX_GAP) * unit) if mark.suffix else 0
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in (left, right) if each)
    rows = "".join(
        _joint_row(_spread(organ, size), mark.suffix if place == 0 else None, (left, right))
        for place, organ in enumerate(mark.organs)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableNormal"/><w:tblW w:w="{left + right}" '
        'w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _joint_row(name: str, suffix: str | None, widths: tuple[int, int]) -> str:
    left, right = widths
    organ = f'<w:tc><w:tcPr><w:tcW w:w="{left}" w:type="dxa"/></w:tcPr>{name}</w:tc>'
    if not right:
        return f"<w:tr>{organ}</w:tr>"
    kind = '<w:vMerge w:val="restart"/>' if suffix else "<w:vMerge/>"
    inner = paragraph("issuer_mark", run(suffix or "", inline("issuer_mark")), jc=val("right"))
    return (
        f'<w:tr>{organ}<w:tc><w:tcPr><w:tcW w:w="{right}" w:type="dxa"/>{kind}'
        f'<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc></w:tr>'
    )


def _spread(organ: str, size: Mark) -> str:
    """短的机关名拉开字距，与最长的等宽。"""
    missing = size.longest - len(organ)
    if not missing or len(organ) < 2:
        return paragraph("issuer_mark", run(organ))
    space = round(missing * size.pt * 20 / (len(organ) - 1))
    runs = run(organ[:-1], spacing=val(space)) + run(organ[-1])
    return paragraph("issuer_mark", runs, jc=val("left"))


def draw_number(number: DocNumber, sheet: Sheet) -> str:
    """发文字号；上行文与最后一行签发人同行，信函的与左边的份号等同行。"""
    gongwen = sheet.gongwen
    if gongwen.format == ORDER_FORMAT:
        return paragraph("doc_number_order", run(str(number)))
    if gongwen.format == LETTER:
        return _letter_number(number, sheet)
    signers = gongwen.first(Signers)
    if signers or gongwen.goes_up:
        return _number_and_signers(number, signers or Signers(()), sheet)
    return paragraph("doc_number", run(str(number)))


def _letter_number(number: DocNumber, sheet: Sheet) -> str:
    beside = flush_of(sheet.gongwen)
    tabs = f'<w:tab w:val="right" w:pos="{sheet.width}"/>'
    if not beside:
        return paragraph("doc_number_letter", run(str(number)))
    code, text = beside[0]
    runs = run(text, inline(code)) + run("\t" + str(number))
    rest = "".join(paragraph(code, run(text)) for code, text in beside[1:])
    return paragraph("doc_number_letter", runs, tabs=tabs, jc=val("left")) + rest


def flush_of(gongwen: Gongwen) -> list[tuple[str, str]]:
    """左上角的份号、密级、紧急程度：样式代号和文字。"""
    codes = {CopyNo: "copy_no", Secrecy: "secrecy", Urgency: "urgency"}
    return [(codes[type(one)], str(one)) for one in gongwen.elements if type(one) in codes]


def draw_signers(signers: Signers, sheet: Sheet) -> str:
    """没有文号时，签发人自成一段。"""
    runs = run(SIGNER_LABEL) + run("\t".join(signers.names), inline("signer_name"))
    return paragraph("signer_label", runs)


def _number_and_signers(number: DocNumber, signers: Signers, sheet: Sheet) -> str:
    """一行两位签发人，回行与上一行首位对齐；文号左空一字，在最后一行，下面是红线。"""
    names = [
        signers.names[start : start + SIGNERS_A_LINE]
        for start in range(0, len(signers.names), SIGNERS_A_LINE)
    ] or [()]
    pitch = sheet.cell
    column = max((cells(name) for name in signers.names), default=0) + 1
    widest = max(len(line) for line in names)
    start = sheet.width - round((1 + cells(SIGNER_LABEL) + column * widest - 1) * pitch)
    first = start + round(cells(SIGNER_LABEL) * pitch)
    stops = (start, first, first + round(column * pitch))
    tabs = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
    lines = [_signer_line(line, first=place == 0) for place, line in enumerate(names)]
    upper = [paragraph("signer_label", line, tabs=tabs, jc=val("left"), ind=ZERO,
                       spacing=ALONE if place else None)
             for place, line in enumerate(lines[:-1])]  # fmt: skip
    joined = run(str(number)) + (lines[-1] if signers.names else "")
    spacing = ALONE if upper else None
    last = paragraph("doc_number_up", joined, tabs=tabs, spacing=spacing)
    return "".join([*upper, last])


def _signer_line(names: tuple[str, ...], *, first: bool) -> str:
    label = "\t" + SIGNER_LABEL if first else "\t\t"
    return run(label) + run("\t".join(names), inline("signer_name"))
