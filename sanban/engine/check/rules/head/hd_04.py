"""发文机关标志：红色，居中，一行排下，上边缘离版心上边缘 35 毫米。

标志由发文机关全称或规范化简称加“文件”二字组成，推荐用小标宋；联合行文的可以排几行。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_align
from sanban.engine.check.document import Document
from sanban.engine.check.marks import colour, seen_top, too_wide, wrong_font, wrong_top
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import GENERAL


def check(document: Document) -> Iterator[Fault]:
    """颜色、字体、对齐、宽，和文件格式的上边缘。"""
    yield from colour(document)
    yield from wrong_font(document)
    yield from wrong_align(document, ["issuer_mark"])
    yield from too_wide(document)
    if document.format == GENERAL:
        yield from wrong_top(document, "mark_top")


def seen(document: SeenDocument) -> Iterator[Fault]:
    """联合行文的几行摆成一块，只看颜色、字体。"""
    yield from colour(document)
    yield from wrong_font(document)
    if len(document.of("issuer_mark")) == 1:
        yield from wrong_align(document, ["issuer_mark"])
        if document.format == GENERAL:
            yield from seen_top(document, "mark_top")


RULE = FormatRule(id="HD-04", name="issuer-mark", clause="7.2.4", check=check, seen=seen)
