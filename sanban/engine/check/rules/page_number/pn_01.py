"""页码：四号宋体，两边各一条一字线，单页居右空一字，双页居左空一字。

页码排在版心下边缘之下，一字线上距版心下边缘 7 毫米；信函首页不显示页码。
没有红头、没有文号的送审稿、白头通知，还没有到编页码的时候，不查。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import indent, said
from sanban.engine.check.document import Document
from sanban.engine.check.looks import EXACT
from sanban.engine.check.numbering import FORM, PageNo, page_numbers
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.numbers import is_turned, number_of
from sanban.engine.check.seen.paras import SeenPara
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.render.ink import DASH_ABOVE, LINE_ABOVE

SIDES = {"default": ("单页码", "right"), "even": ("双页码", "left")}
OTHER_SIDE = {"right": "left", "left": "right"}
NEAR, NEAR_MM = 0.6, 2.0
SEEN_NEAR, SEEN_NEAR_MM = 0.9, 2.5


def check(document: Document) -> Iterator[Fault]:
    """有没有、写法、左右和高低。"""
    if not document.has_head:
        return
    found = page_numbers(document)
    if not found:
        yield Fault("没有页码，应在版心下边缘之下编页码。", place="页脚")
        return
    yield from _sides(document, found)
    for one in found:
        if not FORM.fullmatch(one.para.bare):
            message = "页码两边各放一条一字线，应写成“— 1 —”的样子。"
            yield Fault(message, one.para)
        yield from _place(document, one)
        yield from _height(document, one)


def _sides(document: Document, found: list[PageNo]) -> Iterator[Fault]:
    evens = any(one.when == "even" for one in found)
    if evens and not document.setting("evenAndOddHeaders"):
        edit = Edit(document.settings, "", {"evenAndOddHeaders": "1"})
        yield Fault("没有打开“奇偶页不同”，双页码不会居左，应打开。", place="页脚", edits=(edit,))
    elif not evens and not found[0].floats:
        message = "页码没有分单双页，应单页码居右空一字、双页码居左空一字。"
        yield Fault(message, found[0].para)


def _place(document: Document, one: PageNo) -> Iterator[Fault]:
    """单页码照样式表的对齐；双页码反过来；单位规定居中的不看左右。"""
    layout, style = one.para.layout, document.rules.styles["page_no"]
    if one.floats or one.when not in SIDES or not one.apart or style.align not in OTHER_SIDE:
        return
    side, message = _side(document, one.when)
    edge = layout.right if side == "right" else layout.start
    fine = (side, "both") if side == "left" else (side,)
    if layout.align in fine and abs(edge - _room(document, side)) <= NEAR:
        return
    edits = (
        indent(one.para, left=style.left, right=style.right, first=style.indent),
        Edit(one.para.node, "pPr", {"jc": side}),
    )
    yield Fault(message, one.para, edits=edits)


def _side(document: Document, when: str) -> tuple[str, str]:
    """该在哪一边，怎么说。"""
    pages, side = SIDES[when]
    side = side if document.rules.styles["page_no"].align == "right" else OTHER_SIDE[side]
    label = {"right": "居右", "left": "居左"}[side]
    return side, f"{pages}应{label}空{said(_room(document, side))}字。"


def _room(document: Document, side: str) -> float:
    """那一边空几字。"""
    style = document.rules.styles["page_no"]
    return style.right if side == "right" else style.left + style.indent


def _height(document: Document, one: PageNo) -> Iterator[Fault]:
    """一行固定行高的页脚，才量得出一字线的高低。"""
    layout, mm = one.para.layout, document.rules.mm
    section = one.section
    if not document.is_standard(section):
        return
    if layout.line_rule != EXACT or one.floats or not one.alone or section.turned:
        return
    depth = LINE_ABOVE * layout.line - DASH_ABOVE * one.para.main.size * 20
    top = (section.height - section.footer - layout.line + depth) / TWIPS_PER_MM
    gap = top - mm("top") - mm("text_height")
    wanted = mm("page_no_gap")
    if abs(gap - wanted) > NEAR_MM:
        footer = round(section.footer + (gap - wanted) * TWIPS_PER_MM)
        edit = Edit(section.node, "", {"pgMar.footer": str(footer)})
        yield Fault(
            f"页码的一字线离版心下边缘约{gap:.1f}毫米，应为{wanted:g}毫米。",
            one.para,
            edits=(edit,),
        )


def seen(document: SeenDocument) -> Iterator[Fault]:
    """写法、单双页的左右和高低；横排的面不看。"""
    if not document.has_head:
        return
    if not document.footers and document.format != LETTER:
        yield Fault("没有页码，应在版心下边缘之下编页码。", place="页脚")
    for para in document.footers:
        if not para.rows[0].turned and not is_turned(document, para):
            yield from _seen(document, para)


def _seen(document: SeenDocument, para: SeenPara) -> Iterator[Fault]:
    if not FORM.fullmatch(para.bare):
        yield Fault("页码两边各放一条一字线，应写成“— 1 —”的样子。", para)
    odd = number_of(para) % 2 == 1
    row, frame, mm = para.rows[0], document.frame, document.rules.mm
    if document.rules.styles["page_no"].align in OTHER_SIDE:
        side, message = _side(document, "default" if odd else "even")
        edge = frame.after(row) if side == "right" else frame.before(row)
        if abs(edge - _room(document, side)) > SEEN_NEAR:
            yield Fault(message, para)
    middle = (row.top + row.bottom) / 2 - mm("top") - mm("text_height")
    if abs(middle - mm("page_no_gap")) > SEEN_NEAR_MM:
        message = f"页码的一字线离版心下边缘约{middle:.0f}毫米，应为{mm('page_no_gap'):g}毫米。"
        yield Fault(message, para)


RULE = FormatRule(id="PN-01", name="page-number", clause="7.5", check=check,
                  seen=seen)  # fmt: skip
