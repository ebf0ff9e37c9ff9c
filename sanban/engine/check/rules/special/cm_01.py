"""命令（令）的标志：上边缘离版心上边缘 20 毫米。

发文机关标志由发文机关全称加“命令”或“令”字组成，居中，红色小标宋。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.marks import seen_top, wrong_top
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import ORDER_FORMAT


def check(document: Document) -> Iterator[Fault]:
    """标志的上边缘。"""
    if document.format == ORDER_FORMAT:
        yield from wrong_top(document, "order_mark_top")


def seen(document: SeenDocument) -> Iterator[Fault]:
    """标志的上边缘。"""
    if document.format == ORDER_FORMAT:
        yield from seen_top(document, "order_mark_top")


RULE = FormatRule(id="CM-01", name="order-mark", clause="10.2", check=check, seen=seen)
