"""正文每段左空二字，用缩进，不敲空格。

每个自然段左空二字，回行顶格。敲空格空出来的，改个字体、加个字就对不齐；缩进按“2 字符”设，
字号变了也还是二字。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sanban.engine.check.aspects import indent, said, style_of, wrong_indent
from sanban.engine.check.document import Document
from sanban.engine.check.looks import width
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.paras import SeenPara
from sanban.engine.check.seen.rows import is_body
from sanban.engine.gongwen.styles import CHARS

CODES = ("body", "heading1", "heading2", "heading3", "heading4")
HEADING, ENDED = "heading", ("。", "：", "；", "！", "？")
SEEN_NEAR, WIDE_MM, SPARE = 0.7, 110.0, 4
SPACES = re.compile(r"[ \t　]+")


def check(document: Document) -> Iterator[Fault]:
    """正文各段；附件里短的、顶格的、居中的是表头表尾，不查。"""
    for para in document.of(*CODES):
        layout = para.layout
        if para.source.cell or para.pictured or layout.align in ("center", "right"):
            continue
        loose = para.in_attachment and width(para.bare) < CHARS and not para.level
        if loose and not para.text[:1].isspace():
            continue
        spaces = SPACES.match(para.text)
        if spaces:
            yield from _spaced(document, para, spaces)
        else:
            yield from wrong_indent(document, para, "正文每段首行应左空{}字，回行顶格。")


def _spaced(document: Document, para: Para, spaces: re.Match[str]) -> Iterator[Fault]:
    first = style_of(document, para.code).indent
    edits = () if para.in_attachment and width(para.bare) < CHARS else (indent(para, first=first),)
    yield Fault(
        f"这一段靠敲空格空出两字，应删去空格，改用首行缩进{said(first)}字。",
        para, 0, spaces.end(), ("",), edits,
    )  # fmt: skip


def seen(document: SeenDocument) -> Iterator[Fault]:
    """接在话说完了的一段后面的段，才能断定是另起一段。"""
    for before, para in pairwise(document.seen):
        layout = para.layout
        body = para.code in CODES and not para.in_table and not para.in_attachment
        short = layout.align in ("center", "right") and para.box.width < WIDE_MM
        if not body or not is_body(para.rows[0]) or before.page != para.page or short:
            continue
        ended = before.code.startswith(HEADING) or _is_ended(before)
        wanted = style_of(document, para.code).indent
        if ended and abs(layout.start - wanted) > SEEN_NEAR:
            found = max(layout.start, 0)
            message = f"正文每段首行应左空{said(wanted)}字，现在首行左空{found:.1f}字。"
            yield Fault(message, para)


def _is_ended(before: SeenPara) -> bool:
    """话说完了，而且末行离右边还有四个字，不会是折行。"""
    gap = before.frame.after(before.rows[-1])
    return before.text.endswith(ENDED) and gap >= SPARE


RULE = FormatRule(id="BD-02", name="first-line-indent", clause="7.3.3", check=check,
                  seen=seen)  # fmt: skip
