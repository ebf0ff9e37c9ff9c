"""量：机关标志多大、放在哪里，标题和正文之上空多少；空的行都按墨迹之间的行算。"""

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import CopyNo, DocNumber, IssuerMark, Secrecy, Title, Urgency
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT, ORDER_FORMAT
from sanban.engine.gongwen.office_rules import Rules
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import LETTER_FIRST_GAP, THREE
from sanban.engine.render.docx.markup import twips
from sanban.engine.render.docx.sheet import Adjusted
from sanban.engine.render.ink import BOX_BELOW, INK_ABOVE, INK_BELOW, LINE_BELOW, Mark, ink_top

FLUSH = (CopyNo, Secrecy, Urgency)
TOPS = {GENERAL: "mark_top", MINUTES_FORMAT: "minutes_mark_top", ORDER_FORMAT: "order_mark_top"}
FULLEST = 0.985  # 标志最宽占版心的几成：字宽是整字，墨迹要留一点边
SUFFIX_GAP = 0.4  # 联合行文的机关名与“文件”之间，字号的几成
BOX_ABOVE = 0.88
MARK_LINE = 1.3  # 标志的行高是字号的几倍
HIGHEST = 62 / POINT  # 联合行文的标志一共最高这么多磅，首页才放得下正文


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
    before = 0 if gongwen.format == LETTER or len(mark.organs) > 1 else mark_before(gongwen, rules)
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


def body_above(gongwen: Gongwen, rules: Rules, *, has_recipients: bool) -> int:
    """正文首段之上空多少，1/20 磅：没有主送的，标题下空一行；没有标题的，字号、红线下空二行。"""
    pitch = rules.profile.docx.pitch
    if has_recipients:
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


def mark_before(gongwen: Gongwen, rules: Rules) -> int:
    """标志所在行的上边缘之前要空多少，1/20 磅。"""
    mark = gongwen.first(IssuerMark)
    size = measure_mark(mark, rules) if mark else Mark(0, 0, 0)
    lines = sum(isinstance(one, FLUSH) for one in gongwen.elements)
    page = rules.profile.docx
    top = rules.mm("top") + rules.mm(TOPS.get(gongwen.format, "mark_top")) - page.top
    return max(round(twips(top) - lines * page.pitch - ink_top(size)), 0)


def head_height(gongwen: Gongwen, rules: Rules) -> int:
    """版头从页面上白边往下占多高，1/20 磅。"""
    mark, number = gongwen.first(IssuerMark), gongwen.first(DocNumber)
    pitch, adjusted = rules.profile.docx.pitch, adjust_head(gongwen, rules)
    flush = sum(isinstance(one, FLUSH) for one in gongwen.elements) * pitch
    if gongwen.format == LETTER and mark:
        _, end = letter_edges(mark, rules)
        return end - twips(rules.profile.docx.top) + max(flush, pitch if number else 0)
    height = flush
    if mark:
        height += mark_before(gongwen, rules) + measure_mark(mark, rules).line * len(mark.organs)
    if number:
        height += (adjusted["doc_number"].before or 0 if mark else 0) + pitch
        height += twips(rules.mm("rule_gap"))
    return height


def letter_edges(mark: IssuerMark, rules: Rules) -> tuple[float, int]:
    """上双线的上边缘到纸边（毫米）；首个要素所在行的上边缘到纸边（1/20 磅）。"""
    size, mm = measure_mark(mark, rules), rules.mm
    rule = mm("letter_mark_top") + (INK_ABOVE + INK_BELOW) * size.pt * POINT + mm("letter_rule_gap")
    weights = ("letter_rule_thick", "letter_rule_apart", "letter_rule_thin")
    first_box = _above_box(THREE, rules.profile.docx.pitch)
    end = twips(rule + sum(map(mm, weights))) + LETTER_FIRST_GAP * THREE * 20 - first_box
    return rule, round(end)
