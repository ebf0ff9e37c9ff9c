"""页码：四号宋体，两边各一条一字线，单页居右空一字，双页居左空一字。

页码排在版心下边缘之下，一字线上距版心下边缘 7 毫米；信函首页不显示页码。
没有红头、没有文号的送审稿、白头通知，还没有到编页码的时候，不查。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import indent
from sanban.engine.check.document import Document
from sanban.engine.check.looks import EXACT
from sanban.engine.check.numbering import FORM, PageNo, page_numbers
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.render.ink import DASH_ABOVE, LINE_ABOVE

SIDES = {"default": ("right", "单页码应居右空一字"), "even": ("left", "双页码应居左空一字")}
NEAR, NEAR_MM = 0.6, 2.0


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
        yield from _place(one)
        yield from _height(document, one)


def _sides(document: Document, found: list[PageNo]) -> Iterator[Fault]:
    evens = any(one.when == "even" for one in found)
    if evens and not document.setting("evenAndOddHeaders"):
        edit = Edit(document.settings, "", {"evenAndOddHeaders": "1"})
        yield Fault("没有打开“奇偶页不同”，双页码不会居左，应打开。", place="页脚", edits=(edit,))
    elif not evens and not found[0].floats:
        message = "页码没有分单双页，应单页码居右空一字、双页码居左空一字。"
        yield Fault(message, found[0].para)


def _place(one: PageNo) -> Iterator[Fault]:
    layout = one.para.layout
    if one.floats or one.when not in SIDES or not one.apart:
        return
    side, message = SIDES[one.when]
    edge = layout.right if side == "right" else layout.start
    if layout.align == side and abs(edge - 1) <= NEAR:
        return
    if side == "left" and layout.align == "both" and abs(edge - 1) <= NEAR:
        return
    edits = indent(one.para, left=1, right=1), Edit(one.para.node, "pPr", {"jc": side})
    yield Fault(f"{message}。", one.para, edits=edits)


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


RULE = FormatRule(id="PN-01", name="page-number", clause="7.5", check=check)
