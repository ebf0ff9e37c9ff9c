"""令号居中，排在标志下空二行。

标志下空二行居中排令号，令号下空二行排正文。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_align, wrong_gap
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.gongwen.kinds import ORDER_FORMAT


def check(document: Document) -> Iterator[Fault]:
    """令号的位置。"""
    if document.format != ORDER_FORMAT:
        return
    yield from wrong_align(document, ["doc_number_order"])
    mark, number = document.first("issuer_mark"), document.first("doc_number_order")
    yield from wrong_gap(document, mark, number, "令号应排在机关标志下空{}行处")


RULE = FormatRule(id="CM-02", name="order-number", clause="10.2", check=check, seen=check)
