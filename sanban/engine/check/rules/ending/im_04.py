"""印发机关和印发日期：四号仿宋，左右各空一字，日期后加“印发”。

印发机关左空一字，印发日期右空一字，用阿拉伯数字把年、月、日写全，月日不编虚位，后加
“印发”二字。
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.check.aspects import indent, wrong_face, wrong_size
from sanban.engine.check.dates import plain_date
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level

DATE = re.compile(
    r"([一二\d][\d〇○零一二三四五六七八九]{3}\s*年.{1,4}月.{1,4}日)\s*(印发|印制|印)?"
)
PRINTED = "印发"
NEAR = 0.6


def check(document: Document) -> Iterator[Fault]:
    """写法、字体和缩进。"""
    for found in (*wrong_size(document, ["print_line"]), *wrong_face(document, ["print_line"])):
        yield replace(found, level=Level.HINT)
    for para in document.of("print_line"):
        yield from _date(para)
        style = document.rules.styles["print_line"]
        side = style.left + style.indent
        plain = not para.text[:1].isspace() and para.layout.align in ("left", "both")
        if plain and abs(para.layout.start - side) > NEAR:
            edit = indent(para, left=side, right=side)
            yield Fault("印发机关应左空一字，印发日期右空一字。", para, edits=(edit,),
                        level=Level.WARNING)  # fmt: skip


def _date(para: Para) -> Iterator[Fault]:
    found = DATE.search(para.text)
    if found is None:
        return
    right = plain_date(found[1]) + PRINTED
    if right != PRINTED and found[0] != right:
        message = f"印发日期用阿拉伯数字写全，后加“印发”二字，应为“{right}”。"
        yield Fault(message, para, found.start(), found.end(), (right,))


RULE = FormatRule(id="IM-04", name="print-line", clause="7.4.3", check=check, seen=check,
                  level=Level.ERROR, fix="B")  # fmt: skip
