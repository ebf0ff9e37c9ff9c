"""信函的发文字号：顶格居版心右边缘。

发文字号排在第一条红色双线下，顶格居版心右边缘，与份号、密级、紧急程度的第一个同行。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_align
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import LETTER

NEAR = 1.0


def check(document: Document) -> Iterator[Fault]:
    """用制表符排到右边的，看不出来，不查。"""
    if document.format != LETTER:
        return
    for fault in wrong_align(document, ["doc_number_letter"]):
        if fault.para is not None and "\t" not in fault.para.text:
            yield fault


def seen(document: SeenDocument) -> Iterator[Fault]:
    """末字离版心右边缘不到一字。"""
    for para in document.seen_of("doc_number_letter"):
        if para.frame.after(para.rows[0]) > NEAR:
            yield Fault("发文字号没有居右排，应顶格居版心右边缘。", para)


RULE = FormatRule(id="LT-04", name="letter-number", clause="10.1", check=check, seen=seen)
