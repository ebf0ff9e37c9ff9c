"""公文首页必须显示正文。

版头太高、标题太长、主送机关太多，把正文挤到第二面的，要压缩版头，或者把主送机关移到版记。
行高说不准的不查。
"""

from collections.abc import Iterator
from math import ceil

from sanban.engine.check.document import Document
from sanban.engine.check.looks import width
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.proof.rule import Level
from sanban.engine.read.physical import BODY

MESSAGE = "首页排不下正文，公文首页必须显示正文，请压缩版头或把主送机关移到版记。"
LEAST = 3
FLOW = ("body", "heading1", "heading2", "heading3", "heading4")


def check(document: Document) -> Iterator[Fault]:
    """正文第一段之前一共多高。"""
    first = document.first(*FLOW)
    if first is None or not document.has_head or first.source.place != BODY:
        return
    above = [para for para in document.paras[: first.index] if para.source.place == BODY]
    boxed = any(para.source.cell for para in document.paras[: first.index])
    if boxed or first.in_attachment or any(_high(para) is None for para in above):
        return
    section = first.section
    if not document.is_standard(section):
        return
    high = sum(_high(para) or 0 for para in above) + first.layout.before
    if section.number == 0 and high + (first.pitch or 0) > section.text_height:
        yield Fault(MESSAGE, first)


def _high(para: Para) -> float | None:
    """一段占多高，1/20 磅。"""
    if para.pitch is None or para.pictured:
        return None
    room = max(para.section.text_width / max(para.main.cell, 1), 1)
    lines = sum(max(ceil(width(line) / room), 1) for line in para.text.split("\n"))
    return para.layout.before + para.layout.after + lines * para.pitch


def seen(document: SeenDocument) -> Iterator[Fault]:
    """第一面上有没有正文。"""
    first = document.seen_first(*FLOW)
    headed = document.seen_first("issuer_mark", "title")
    if first is None or first.in_attachment or headed is None or not document.has_head:
        return
    rows = sum(row.page == 1 for para in document.seen_of("main_recipient") for row in para.rows)
    crowded = rows >= LEAST  # 主送机关挤的，由 RE-02 说
    if headed.page == 1 < first.page and not crowded:
        yield Fault(MESSAGE, first)


RULE = FormatRule(
    id="BD-01", name="no-body-on-first-page", clause="7.3.3", check=check, seen=seen, laid=True,
    level=Level.WARNING, fix="C",
)  # fmt: skip
