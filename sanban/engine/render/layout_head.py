"""版头：份号、密级、紧急程度、机关标志、发文字号、签发人和红线（7.2，10.1—10.3）。"""

from collections.abc import Callable, Iterator
from math import ceil

from sanban.engine.gongwen.elements import (
    CopyNo,
    DocNumber,
    IssuerMark,
    Secrecy,
    Signers,
    Urgency,
)
from sanban.engine.gongwen.kinds import GENERAL, LETTER, MINUTES_FORMAT, ORDER_FORMAT
from sanban.engine.gongwen.styles import LETTER_FIRST_GAP, SIGNERS_A_LINE, THREE
from sanban.engine.render.layout_draw import draw
from sanban.engine.render.layout_primitives import (
    Board,
    Flow,
    Gap,
    Mark,
    Pinned,
    Placed,
    Primitive,
    Rule,
    Skip,
    Span,
    Words,
)
from sanban.engine.render.layout_sheet import Sheet, line

CORNER = (CopyNo, Secrecy, Urgency)
CORNER_STYLES = {CopyNo: "copy_no", Secrecy: "secrecy", Urgency: "urgency"}
HEAD = (*CORNER, IssuerMark, DocNumber, Signers)
NUMBER_STYLES = {LETTER: "doc_number_letter", ORDER_FORMAT: "doc_number_order"}
LABEL = "签发人："
ROW_GAP, SUFFIX_GAP = 0.3, 0.4
"""联合行文机关标志的行间、与“文件”之间的空当，都是标志字号的倍数。"""
FULLEST = 0.985
"""机关标志最宽占版心的多少：字宽是整字，墨迹要留一点边。"""


@draw.register(CopyNo)
@draw.register(Secrecy)
@draw.register(Urgency)
def _corner(element: CopyNo | Secrecy | Urgency, sheet: Sheet) -> tuple[Primitive, ...]:
    row = sum(sheet.gongwen.first(kind) is not None for kind in CORNER[: _place(element)])
    return (sheet.words(str(element), CORNER_STYLES[type(element)], row * sheet.pitch),)


def _place(element: CopyNo | Secrecy | Urgency) -> int:
    return CORNER.index(type(element))


@draw.register
def _mark(mark: IssuerMark, sheet: Sheet) -> tuple[Primitive, ...]:
    organs = mark.organs[:1] if sheet.gongwen.format == LETTER else mark.organs
    if len(organs) == 1:
        name = organs[0] + mark.suffix
        size = mark_size(sheet, len(name))
        return (Mark((_big(name, size),), sheet.width, 0),)
    longest = max(map(len, organs))
    size = mark_size(sheet, longest + (SUFFIX_GAP + len(mark.suffix) if mark.suffix else 0))
    rows = tuple(_big(organ, size, _spread(organ, longest, size)) for organ in organs)
    suffix = _big(mark.suffix, size) if mark.suffix else None
    return (Mark(rows, longest * size, size * ROW_GAP, suffix, size * SUFFIX_GAP),)


def mark_size(sheet: Sheet, count: float) -> float:
    """机关标志的字号：不超出版心，字多了就缩小。"""
    return min(sheet.style("issuer_mark").pt, sheet.width * FULLEST / count) * sheet.fit.mark


def _big(text: str, size: float, tracking: float = 0) -> Span:
    return Span(text, "issuer_mark", tracking=tracking, pt=size)


def _spread(organ: str, longest: int, size: float) -> float:
    """字距：把短的机关名撑到与最长的同宽。"""
    return (longest - len(organ)) * size / max(1, len(organ) - 1)


@draw.register
def _number(number: DocNumber, sheet: Sheet) -> tuple[Primitive, ...]:
    form = sheet.gongwen.format
    signers = sheet.gongwen.first(Signers)
    if signers and form == GENERAL:
        return (sheet.words(str(number), "doc_number_up", _rows(signers) * sheet.pitch),)
    return (sheet.words(str(number), NUMBER_STYLES.get(form, "doc_number")),)


def _rows(signers: Signers) -> int:
    """签发人最后一行是第几行，从 0 起；发文字号与它同行（7.2.6）。"""
    return max(0, ceil(len(signers.names) / SIGNERS_A_LINE) - 1)


@draw.register
def _signers(signers: Signers, sheet: Sheet) -> tuple[Primitive, ...]:
    names, style = signers.names, "signer_name"
    columns = min(len(names), SIGNERS_A_LINE)
    widest = max((sheet.chars(name, style) for name in names), default=0)
    step = widest + sheet.char(style)
    start = sheet.right("signer_label") - step * columns + sheet.char(style)
    label = Words(start - sheet.chars(LABEL, "signer_label"), 0, line(LABEL, "signer_label"))
    placed = (
        Words(
            start + number % SIGNERS_A_LINE * step,
            number // SIGNERS_A_LINE * sheet.pitch,
            line(name, style),
        )
        for number, name in enumerate(names)
    )
    return (label, *placed)


def head(sheet: Sheet) -> Iterator[Flow]:
    """整个版头，连同它下面空的两行。"""
    yield from HEADS[sheet.gongwen.format](sheet)


def _general(sheet: Sheet) -> Iterator[Flow]:
    yield Pinned(0, placed(sheet, *CORNER))
    yield from _mark_at(sheet, MARK_TOPS[sheet.gongwen.format])
    numbers = placed(sheet, DocNumber, Signers)
    if numbers:
        yield Gap(sheet.blank(sheet.style("doc_number").before))
        yield Board(max(each.y for each in numbers) + sheet.ink(), numbers)
        yield Gap(sheet.pt("rule_gap"))
        weight = sheet.pt("rule_weight")
        yield Board(weight, (Rule(0, 0, sheet.width, weight, red=True),))
        yield Gap(sheet.style("title").before * sheet.pitch)
    elif sheet.gongwen.first(IssuerMark):
        yield Gap(sheet.blank(sheet.style("title").before))


def _order(sheet: Sheet) -> Iterator[Flow]:
    yield Pinned(0, placed(sheet, *CORNER))
    yield from _mark_at(sheet, "order_mark_top")
    numbers = placed(sheet, DocNumber)
    if numbers:
        yield Gap(sheet.blank(sheet.style("doc_number_order").before))
        yield Board(sheet.ink(), numbers)
    yield Gap(sheet.blank(sheet.style("doc_number_order").before))


def _letter(sheet: Sheet) -> Iterator[Flow]:
    yield from _mark_at(sheet, "letter_mark_top", -sheet.pt("top"))
    yield Gap(sheet.pt("letter_rule_gap"))
    rules = _double_rule(sheet, thick_first=True)
    height = _double_height(sheet)
    yield Board(height, rules)
    items = placed(sheet, *CORNER, DocNumber)
    if items:
        yield Gap(LETTER_FIRST_GAP * THREE)
        yield Board(max(each.y for each in items) + sheet.ink(), items)
    foot = sheet.pt("paper_height") - sheet.pt("letter_rule_foot") - sheet.pt("top") - height
    yield Pinned(foot - sheet.first_line, _double_rule(sheet, thick_first=False))
    yield Gap(sheet.blank(sheet.style("title").before))


def _mark_at(sheet: Sheet, measure: str, shift: float = 0) -> Iterator[Flow]:
    mark = sheet.gongwen.first(IssuerMark)
    if mark and mark.organs:
        yield Skip(sheet.pt(measure) + shift - sheet.first_line)
        yield from flows(draw(mark, sheet))


def _double_height(sheet: Sheet) -> float:
    names = ("letter_rule_thick", "letter_rule_apart", "letter_rule_thin")
    return sum(map(sheet.pt, names))


def _double_rule(sheet: Sheet, *, thick_first: bool) -> tuple[Rule, ...]:
    """信函的红色双线：上面的上粗下细，下面的上细下粗（10.1）。"""
    names = ["letter_rule_thick", "letter_rule_thin"]
    first, second = map(sheet.pt, names if thick_first else names[::-1])
    width = sheet.pt("letter_rule_width")
    x = (sheet.pt("paper_width") - width) / 2 - sheet.pt("left")
    below = first + sheet.pt("letter_rule_apart")
    return Rule(x, 0, width, first, red=True), Rule(x, below, width, second, red=True)


def placed(sheet: Sheet, *kinds: type) -> tuple[Words, ...]:
    """几种要素的定点放的字，按次序。"""
    found = (one for one in sheet.gongwen.elements if isinstance(one, kinds))
    return tuple(each for one in found for each in draw(one, sheet) if isinstance(each, Words))


def flows(primitives: tuple[Primitive, ...]) -> Iterator[Flow]:
    """往下排的原件。"""
    yield from (each for each in primitives if not isinstance(each, Placed))


MARK_TOPS = {GENERAL: "mark_top", MINUTES_FORMAT: "minutes_mark_top"}
HEADS: dict[str, Callable[[Sheet], Iterator[Flow]]] = {
    GENERAL: _general,
    LETTER: _letter,
    ORDER_FORMAT: _order,
    MINUTES_FORMAT: _general,
}
