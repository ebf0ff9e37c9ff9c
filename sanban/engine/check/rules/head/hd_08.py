"""红色分隔线：发文字号下 4 毫米，与版心等宽。

分隔线可以画成段落的下框线，也可以画成图形；图形的位置看不准，只查有没有。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.looks import rgb
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.paras import SeenPara
from sanban.engine.check.seen.sheet import Box
from sanban.engine.gongwen.kinds import GENERAL, MINUTES_FORMAT
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import RED, THREE
from sanban.engine.render.ink import BOX_BELOW, LINE_BELOW

NEAR_MM, SHORT_MM, FAR_MM = 1.2, 3.0, 20.0
EIGHTHS = 8
SIDE = "pBdr/bottom"


def check(document: Document) -> Iterator[Fault]:
    """有红头的文件、纪要才查。"""
    number = next(iter(document.having("doc_number")), None)
    if document.format not in (GENERAL, MINUTES_FORMAT) or number is None:
        return
    if document.first("issuer_mark") is None:
        return
    if SIDE in number.layout.layer:
        yield from _line(document, number)
    elif not _drawn(document, number):
        yield Fault("发文字号下面没有红色分隔线，应在字号下 4 毫米处画一条。", number,
                    edits=(_edit(document, number),))  # fmt: skip


def _line(document: Document, number: Para) -> Iterator[Fault]:
    layer = number.layout.layer
    parts = rgb(layer.get(f"{SIDE}.color", "")) or (0, 0, 0)
    if parts[0] < 160 or max(parts[1:]) > 90:
        yield Fault("发文字号下的分隔线不是红色，应为红色。", number,
                    edits=(_edit(document, number),))  # fmt: skip
    if number.layout.left > 0.1 or number.layout.right > 0.1:
        yield Fault("红色分隔线比版心短，应与版心等宽；左边空的字改用首行缩进。", number)
    if number.pitch is None:
        return
    below = LINE_BELOW * number.pitch / 20 - BOX_BELOW * THREE
    gap = (float(layer.get(f"{SIDE}.space", "0")) + below) * POINT
    wanted = document.rules.mm("rule_gap")
    if abs(gap - wanted) > NEAR_MM:
        yield Fault(f"红色分隔线在发文字号下约{gap:.1f}毫米，应为{wanted:g}毫米。", number,
                    edits=(_edit(document, number),))  # fmt: skip


def _edit(document: Document, number: Para) -> Edit:
    mm = document.rules.mm
    pitch = number.pitch or document.profile.docx.pitch
    below = LINE_BELOW * pitch / 20 - BOX_BELOW * THREE
    space = max(round(mm("rule_gap") / POINT - below), 0)
    weight = round(mm("rule_weight") * TWIPS_PER_MM / 20 * EIGHTHS)
    colour = RED.lstrip("#").upper()
    values = {SIDE: "single", f"{SIDE}.sz": str(weight), f"{SIDE}.space": str(space),
              f"{SIDE}.color": colour, f"{SIDE}.themeColor": None}  # fmt: skip
    return Edit(number.node, "pPr", values)


def _drawn(document: Document, number: Para) -> bool:
    """标题之前的哪一段有框线、有图形，就当画过了。"""
    title = document.first("title", "main_recipient", "body")
    last = title.index if title else number.index + 4
    near = document.paras[max(number.index - 1, 0) : last + 1]
    return any(
        para.pictured or any(name.startswith("pBdr") for name in para.layout.layer)
        or para.node.find(".//{*}AlternateContent") is not None
        for para in near
    )  # fmt: skip


def seen(document: SeenDocument) -> Iterator[Fault]:
    """文号到标题之间的红线：有没有、多长、离文号多远。"""
    number = next(iter(document.having("doc_number")), None)
    ruled = document.format in (GENERAL, MINUTES_FORMAT) and document.first("issuer_mark")
    if not ruled or not isinstance(number, SeenPara):
        return
    below = document.seen_first("title", "main_recipient", "body")
    last = below.box.top if below and below.page == number.page else number.box.bottom + FAR_MM
    lines = document.lines(number.page, red=True)
    near = [one for one in lines if number.box.top < one.box.top < last]
    if not near:
        yield Fault("发文字号下面没有红色分隔线，应在字号下 4 毫米处画一条。", number)
        return
    yield from _seen_line(document, number, near[0].box)


def _seen_line(document: SeenDocument, number: SeenPara, line: Box) -> Iterator[Fault]:
    mm = document.rules.mm
    if abs(line.width - mm("text_width")) > SHORT_MM:
        message = f"红色分隔线长{line.width:.0f}毫米，应与版心等宽（{mm('text_width'):g}毫米）。"
        yield Fault(message, number)
    gap, wanted = line.top - number.rows[-1].bottom, mm("rule_gap")
    if abs(gap - wanted) > NEAR_MM:
        yield Fault(f"红色分隔线在发文字号下约{gap:.1f}毫米，应为{wanted:g}毫米。", number)


RULE = FormatRule(id="HD-08", name="red-line", clause="7.2.7", check=check, seen=seen)
