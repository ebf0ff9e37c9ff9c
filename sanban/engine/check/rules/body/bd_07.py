"""不靠空格、空段摆位置。

居中、居右的字前后再加空格，就不在正中、不齐右边；正文中间连着几个空段，是用回车顶出来的
位置，改了字就错。标题上下、署名之上的空行不查。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.aspects import indent
from sanban.engine.check.document import Document
from sanban.engine.check.looks import width
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

CODES = ("title", "attachment_title", "main_recipient", "doc_number", "attachment_label")
ENDS = ("issuer_signature", "issue_date")
LEADING = re.compile(r"[ \t　]+(?=\S)")
LEAST = 120
TRAILING = re.compile(r"(?<=\S)[ 　]+$")
FLOW = ("body", "heading1", "heading2", "heading3", "heading4")


def check(document: Document) -> Iterator[Fault]:
    """该居中、顶格的段开头的空格，和正文段之间的空段。"""
    for para in document.of(*CODES, *ENDS):
        spaces = LEADING.match(para.text)
        if spaces and not para.source.cell:
            yield Fault(
                "这一段靠空格摆位置，应删去空格，改用对齐和缩进。",
                para, 0, spaces.end(), ("",),
            )  # fmt: skip
    for para in document.of(*ENDS):
        spaces = TRAILING.search(para.text)
        if spaces and not para.source.cell and para.layout.align == "right":
            right = para.layout.right + width(spaces[0])
            yield Fault(
                "这一段靠后面的空格往里让，应删去空格，改用右缩进。",
                para, spaces.start(), spaces.end(), ("",), (indent(para, right=right),),
            )  # fmt: skip
    yield from _blanks(document)


def _blanks(document: Document) -> Iterator[Fault]:
    last: Para | None = None
    for para in document.paras:
        if not para.bare and not para.pictured and not para.in_table:
            continue
        if last is not None and _both_flow(last, para):
            between = document.between(last, para)
            if between and all(_takes_a_line(each) for each in between):
                yield Fault(f"正文中间空了{len(between)}段，正文各段之间不空行。", para)
        last = para


def _takes_a_line(para: Para) -> bool:
    """占一行的空段；只为分节、隔开两张表的不算。"""
    return (para.pitch or LEAST) >= LEAST and para.node.find(".//{*}br") is None


def _both_flow(last: Para, para: Para) -> bool:
    return last.code in FLOW and para.code in FLOW and para.section is last.section


RULE = FormatRule(id="BD-07", name="layout-by-spaces", clause="公文版面的通行做法", check=check,
                  level=Level.HINT, strength=Strength.PRACTICE, fix="B")  # fmt: skip
