"""信函首页不显示页码，版记没有印发机关和印发日期。

首页不显示页码；版记不加印发机关和印发日期、分隔线，排在公文最后一面版心最下方。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.numbering import page_numbers
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.read.physical import HEADER


def check(document: Document) -> Iterator[Fault]:
    """首页不同有没有打开；首页页脚里有没有页码。"""
    if document.format != LETTER:
        return
    numbers = page_numbers(document)
    first = document.sections[0]
    mark = document.first("issuer_mark")
    if numbers and not first.title_page:
        in_header = mark is not None and mark.source.place == HEADER
        safe = not in_header or ("header", "first") in first.sides
        edits = (Edit(first.node, "", {"titlePg": "1"}),) if safe else ()
        message = "信函首页不显示页码，应打开“首页不同”。"
        yield Fault(message, place="第1节页面", edits=edits)
    elif any(one.when == "first" for one in numbers):
        yield Fault("信函首页不显示页码，应删去首页页脚里的页码。", place="第1节页面")
    for para in document.having("print_org"):
        yield Fault("信函格式的版记不加印发机关和印发日期，请删去。", para)


def seen(document: SeenDocument) -> Iterator[Fault]:
    """首面有没有页码；有没有印发机关。"""
    if document.format != LETTER:
        return
    for para in document.footers:
        if para.page == 1:
            yield Fault("信函首页不显示页码，请打开“首页不同”，删去首页的页码。", para)
    for para in document.seen:
        if "print_org" in para.roles:
            yield Fault("信函格式的版记不加印发机关和印发日期，请删去。", para)


RULE = FormatRule(id="LT-03", name="letter-first-page", clause="10.1", check=check, seen=seen)
