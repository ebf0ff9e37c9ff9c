"""版头：机关标志量好大小放到位，文号、签发人和红线；信函的标志在首页页眉里。"""

from dataclasses import dataclass

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    CopyNo,
    DocNumber,
    IssuerMark,
    MainRecipients,
    Secrecy,
    Signers,
    Title,
    Urgency,
)
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT, ORDER_FORMAT
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import LETTER_FIRST_GAP, SIGNERS_A_LINE, THREE
from sanban.engine.render.docx.blocks import gap
from sanban.engine.render.docx.markup import cells, paragraph, run, twips, val
from sanban.engine.render.docx.names import inline
from sanban.engine.render.docx.shapes import letter_head
from sanban.engine.render.docx.sheet import Adjusted, Sheet
from sanban.engine.render.docx.style_part import BOX_BELOW, LINE_BELOW

FLUSH = (CopyNo, Secrecy, Urgency)
TOPS = {GENERAL: "mark_top", MINUTES_FORMAT: "minutes_mark_top", ORDER_FORMAT: "order_mark_top"}
FULLEST = 0.985  # 标志最宽占版心的几成：字宽是整字，墨迹要留一点边
SUFFIX_GAP = 0.4  # 联合行文的机关名与“文件”之间，字号的几成
INK_ABOVE, INK_BELOW = 0.84, 0.1  # 标题字的上下边缘离基线，字号的几成
BOX_ABOVE = 0.88
MARK_LINE = 1.3  # 标志的行高是字号的几倍
HIGHEST = 62 / POINT  # 联合行文的标志一共最高这么多磅，首页才放得下正文
SIGNER_LABEL = "签发人："
FEWEST_BEFORE = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """量好的机关标志：字号（磅）、最长的机关几个字、一行多高（1/20 磅）。"""

    pt: float
    longest: int
    line: int


def measure_mark(mark: IssuerMark, rules: Rules) -> Mark:
    """字多就缩小，一行正好放下；联合行文的还要看一共多高。"""
    longest = max(map(len, mark.organs), default=1) or 1
    joint = len(mark.organs) > 1
    gap = SUFFIX_GAP if joint and mark.suffix else 0
    most = rules.styles["issuer_mark"].pt
    if joint:
        most = min(most, HIGHEST / len(mark.organs) / MARK_LINE)
    room = rules.mm("text_width") / POINT * FULLEST / (longest + len(mark.suffix) + gap)
    pt = int(min(most, room) * 2) / 2
    return Mark(pt, longest, round(pt * 20 * MARK_LINE))


def adjust_head(gongwen: Gongwen, rules: Rules) -> dict[str, Adjusted]:
    """机关标志的字号和位置；它下面的字号、标题相应调整，空的行才是墨迹之间的行。"""
    title = {
        code: Adjusted(line=title_line(code, rules), before=before)
        for code, before in (
            ("title", _title_before(gongwen, rules)),
            ("attachment_title", _below_line("attachment_title", rules)),
        )
    }
    mark = gongwen.first(IssuerMark)
    if mark is None:
        return title
    size = measure_mark(mark, rules)
    spare = _below_box(size.pt, size.line) - _below_box(THREE, rules.profile.docx.pitch)
    below = {
        code: Adjusted(before=round(rules.styles[code].before * rules.profile.docx.pitch - spare))
        for code in ("doc_number", "doc_number_up", "doc_number_order", "signer_label")
    }
    before = 0 if gongwen.format == LETTER or len(mark.organs) > 1 else _before(gongwen, rules)
    return title | below | {"issuer_mark": Adjusted(size.pt, size.line, before)}


def _below_box(pt: float, line: int) -> float:
    """字面下边缘到行的下边缘，1/20 磅。"""
    return LINE_BELOW * line - BOX_BELOW * pt * 20


def _above_box(pt: float, line: int) -> float:
    """行的上边缘到字面上边缘，1/20 磅。"""
    return (1 - LINE_BELOW) * line - BOX_ABOVE * pt * 20


def _title_before(gongwen: Gongwen, rules: Rules) -> int:
    """标题上面的空行：在红线下的从红线量到字，别的从上一行的字量到字。"""
    ruled = gongwen.first(DocNumber) and gongwen.format in (GENERAL, MINUTES_FORMAT)
    above = _above_box(THREE, rules.profile.docx.pitch) if ruled else 0
    return round(_below_line("title", rules) - above)


def title_line(code: str, rules: Rules) -> int:
    """标题的行高，1/20 磅：字大几成，行就高几成，行间的空与正文一样。"""
    more = (rules.styles[code].pt - THREE) * (BOX_ABOVE + BOX_BELOW)
    return rules.profile.docx.pitch + round(more * 20)


def body_above(gongwen: Gongwen, rules: Rules) -> int:
    """正文首段之上空多少，1/20 磅：没有主送的，标题下空一行；没有标题的，字号、红线下空二行。"""
    pitch = rules.profile.docx.pitch
    if gongwen.first(MainRecipients):
        return 0
    if gongwen.first(Title) or not gongwen.first(DocNumber):
        return round(rules.styles["main_recipient"].before * pitch)
    above = 0 if gongwen.format in (LETTER, ORDER_FORMAT) else _above_box(THREE, pitch)
    return round(rules.styles["title"].before * pitch - above)


def _below_line(code: str, rules: Rules) -> int:
    """比 3 号大的字，在一行字下面空几行要多空多少：字大了，行里剩的空就小。"""
    pitch, style = rules.profile.docx.pitch, rules.styles[code]
    more = _above_box(THREE, pitch) - _above_box(style.pt, title_line(code, rules))
    return round(style.before * pitch + more)


def _before(gongwen: Gongwen, rules: Rules) -> int:
    """标志所在行的上边缘之前要空多少，1/20 磅。"""
    mark = gongwen.first(IssuerMark)
    size = measure_mark(mark, rules) if mark else Mark(0, 0, 0)
    lines = sum(isinstance(one, FLUSH) for one in gongwen.elements)
    page = rules.profile.docx
    top = rules.mm("top") + rules.mm(TOPS.get(gongwen.format, "mark_top")) - page.top
    return max(round(twips(top) - lines * page.pitch - _ink_top(size)), 0)


def _ink_top(size: Mark) -> float:
    return (1 - LINE_BELOW) * size.line - INK_ABOVE * size.pt * 20


def head_height(gongwen: Gongwen, rules: Rules) -> int:
    """版头从页面上白边往下占多高，1/20 磅。"""
    mark, number = gongwen.first(IssuerMark), gongwen.first(DocNumber)
    pitch, adjusted = rules.profile.docx.pitch, adjust_head(gongwen, rules)
    flush = sum(isinstance(one, FLUSH) for one in gongwen.elements) * pitch
    if gongwen.format == LETTER and mark:
        _, end = _letter_edges(mark, rules)
        return end - twips(rules.profile.docx.top) + max(flush, pitch if number else 0)
    height = flush
    if mark:
        height += _before(gongwen, rules) + measure_mark(mark, rules).line * len(mark.organs)
    if number:
        height += (adjusted["doc_number"].before or 0 if mark else 0) + pitch
        height += twips(rules.mm("rule_gap"))
    return height


def draw_mark(mark: IssuerMark, sheet: Sheet) -> str:
    """机关标志；信函的放进首页页眉，正文里不占地方。"""
    if sheet.gongwen.format == LETTER:
        _letter_header(mark, sheet)
        return ""
    if len(mark.organs) > 1:
        before = _before(sheet.gongwen, sheet.rules)
        spacing = f'w:beforeLines="0" w:before="0" w:line="{before}" w:lineRule="exact"'
        lead = gap(spacing=spacing) if before >= FEWEST_BEFORE else ""
        return lead + _joint(mark, sheet)
    return paragraph("issuer_mark", _mark_runs("".join(mark.organs), mark.suffix))


def _mark_runs(organ: str, suffix: str) -> str:
    return run(organ) + run(suffix, inline("issuer_mark"))


def _letter_edges(mark: IssuerMark, rules: Rules) -> tuple[float, int]:
    """上双线的上边缘到纸边（毫米）；首个要素所在行的上边缘到纸边（1/20 磅）。"""
    size, mm = measure_mark(mark, rules), rules.mm
    rule = mm("letter_mark_top") + (INK_ABOVE + INK_BELOW) * size.pt * POINT + mm("letter_rule_gap")
    weights = ("letter_rule_thick", "letter_rule_apart", "letter_rule_thin")
    first_box = _above_box(THREE, rules.profile.docx.pitch)
    end = twips(rule + sum(map(mm, weights))) + LETTER_FIRST_GAP * THREE * 20 - first_box
    return rule, round(end)


def _letter_header(mark: IssuerMark, sheet: Sheet) -> None:
    """标志、上双线，再空到首个要素：三号字高的八分之七。"""
    size = measure_mark(mark, sheet.rules)
    rule, end = _letter_edges(mark, sheet.rules)
    sheet.header_top = round(sheet.twips("letter_mark_top") - _ink_top(size))
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
    upper = [paragraph("signer_label", line, tabs=tabs, jc=val("left"), ind=ZERO)
             for line in lines[:-1]]  # fmt: skip
    joined = run(str(number)) + (lines[-1] if signers.names else "")
    spacing = ALONE if upper else None
    last = paragraph("doc_number_up", joined, tabs=tabs, spacing=spacing)
    return "".join([*upper, last])


ZERO = 'w:leftChars="0" w:left="0" w:rightChars="0" w:right="0"'
ALONE = 'w:beforeLines="0" w:before="0"'


def _signer_line(names: tuple[str, ...], *, first: bool) -> str:
    label = "\t" + SIGNER_LABEL if first else "\t\t"
    return run(label) + run("\t".join(names), inline("signer_name"))
