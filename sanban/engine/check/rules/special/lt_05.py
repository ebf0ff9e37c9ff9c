"""信函的版记没有分隔线。

信函格式的版记不加分隔线，排在公文最后一面版心内最下方。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import LETTER

NEAR_MM = 5.0


def check(document: Document) -> Iterator[Fault]:
    """版记在表里的，看表有没有横线。"""
    para = document.first("cc_recipient")
    table = None if para is None else document.table(para)
    if document.format != LETTER or table is None:
        return
    rows = range(len(table.rows))
    if any(table.line(row, side) for row in rows for side in ("top", "bottom")):
        yield Fault("信函格式的版记不加分隔线，应去掉。", para)


def seen(document: SeenDocument) -> Iterator[Fault]:
    """抄送上下有没有黑线。"""
    para = document.seen_first("cc_recipient")
    if document.format != LETTER or para is None:
        return
    lines = (one.box for one in document.lines(para.page, red=False))
    if any(para.box.top - NEAR_MM < box.top < para.box.bottom + NEAR_MM for box in lines):
        yield Fault("信函格式的版记不加分隔线，应去掉。", para)


RULE = FormatRule(
    id="LT-05", name="letter-imprint-lines", clause="10.1", check=check, seen=seen, fix="C"
)
