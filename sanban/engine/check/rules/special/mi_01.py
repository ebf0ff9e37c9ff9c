"""纪要的标志：上边缘离版心上边缘 35 毫米。

纪要标志由“×××纪要”组成，居中，推荐红色小标宋。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.marks import seen_top, wrong_top
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import MINUTES_FORMAT


def check(document: Document) -> Iterator[Fault]:
    """标志的上边缘。"""
    if document.format == MINUTES_FORMAT:
        yield from wrong_top(document, "minutes_mark_top")


def seen(document: SeenDocument) -> Iterator[Fault]:
    """标志的上边缘。"""
    if document.format == MINUTES_FORMAT:
        yield from seen_top(document, "minutes_mark_top")


RULE = FormatRule(id="MI-01", name="minutes-mark", clause="10.3", check=check, seen=seen)
