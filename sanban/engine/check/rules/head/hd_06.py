"""发文字号：六角括号，四位年份，不加“第”，不编虚位，机关标志下空二行。

年份、序号用阿拉伯数字，年份用六角括号〔〕括起来；序号前不加“第”，一位数不写成“07”。
下行文、平行文居中；上行文居左空一字，与签发人同一行。
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.check.aspects import wrong_align, wrong_face, wrong_gap, wrong_indent, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.proof.rule import Level

CODES = ("doc_number", "doc_number_up", "doc_number_letter", "doc_number_order")
LOOSE = re.compile(
    r"([一-龥A-Za-z]{1,14})\s*[〔［\[（(【〈<﹝{]\s*((?:19|20)?\d{2})\s*年?\s*[〕］\]）)】〉>﹞}]"
    r"\s*第?\s*0*(\d{1,5})\s*号"
)
CENTURY = "20"


def check(document: Document) -> Iterator[Fault]:
    """写法、样子和位置。"""
    for para in document.having("doc_number"):
        yield from _form(para)
    yield from wrong_size(document, CODES, level=Level.HINT)
    yield from wrong_face(document, CODES, level=Level.HINT, only=_in_number)
    for fault in wrong_align(document, ["doc_number"]):
        yield replace(fault, level=Level.WARNING)
    for para in document.of("doc_number_up"):
        for fault in wrong_indent(document, para, "上行文的发文字号应居左空{}字。"):
            yield replace(fault, level=Level.WARNING)
    if document.format != LETTER:
        marks = document.of("issuer_mark")
        number = document.first("doc_number")
        message = "发文字号应排在机关标志下空{}行处"
        yield from wrong_gap(document, marks[-1] if marks else None, number, message)


def _in_number(para: Para, piece: Piece) -> bool:
    """同一段里有签发人、份号的，只看文号那几个字。"""
    found = LOOSE.search(para.text)
    return found is None or (piece.start < found.end() and piece.end > found.start())


def _form(para: Para) -> Iterator[Fault]:
    found = LOOSE.search(para.text)
    if found is None:
        return
    year = found[2] if len(found[2]) == 4 else CENTURY + found[2]
    right = f"{found[1]}〔{year}〕{found[3]}号"
    if found[0] != right:
        yield Fault(
            f"发文字号的年份用六角括号〔〕，写四位，序号不加“第”、不编虚位，应为“{right}”。",
            para, found.start(), found.end(), (right,), level=Level.ERROR,
        )  # fmt: skip


RULE = FormatRule(
    id="HD-06",
    name="document-number",
    clause="7.2.5",
    check=check,
    seen=check,
    level=Level.ERROR,
    fix="B",
)
