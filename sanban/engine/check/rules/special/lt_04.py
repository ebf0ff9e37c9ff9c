"""信函的发文字号：顶格居版心右边缘。

发文字号排在第一条红色双线下，顶格居版心右边缘，与份号、密级、紧急程度的第一个同行。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_align
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.gongwen.kinds import LETTER


def check(document: Document) -> Iterator[Fault]:
    """用制表符排到右边的，看不出来，不查。"""
    if document.format != LETTER:
        return
    for fault in wrong_align(document, ["doc_number_letter"]):
        if fault.para is not None and "\t" not in fault.para.text:
            yield fault


RULE = FormatRule(id="LT-04", name="letter-number", clause="10.1", check=check, seen=check)
