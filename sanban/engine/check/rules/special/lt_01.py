"""信函的标志：上边缘离上页边 30 毫米，不加“文件”二字。

信函格式的发文机关标志用全称或规范化简称，红色小标宋，居中。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.marks import seen_top, wrong_top
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.read.physical import HEADER


def check(document: Document) -> Iterator[Fault]:
    """标志在首页页眉里的才量得准。"""
    mark = document.first("issuer_mark")
    if document.format != LETTER or mark is None:
        return
    if mark.source.place == HEADER:
        yield from wrong_top(document, "letter_mark_top")
    if mark.bare.endswith("文件"):
        yield Fault("信函格式的机关标志不加“文件”二字，请删去。", mark)


def seen(document: SeenDocument) -> Iterator[Fault]:
    """标志离上页边多远，有没有“文件”。"""
    mark = document.seen_first("issuer_mark")
    if document.format != LETTER or mark is None:
        return
    yield from seen_top(document, "letter_mark_top", from_edge=True)
    if mark.bare.endswith("文件"):
        yield Fault("信函格式的机关标志不加“文件”二字，请删去。", mark)


RULE = FormatRule(id="LT-01", name="letter-mark", clause="10.1", check=check, seen=seen)
