"""附注：成文日期下一行，居左空二字，用全角圆括号。

如有附注，居左空二字加圆括号排在成文日期下一行。
"""

from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.check.aspects import wrong_indent
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level

WIDE = str.maketrans("()", "（）")


def check(document: Document) -> Iterator[Fault]:
    """括号和缩进。"""
    for para in document.of("annotation"):
        for fault in wrong_indent(document, para, "附注应居左空{}字。"):
            yield replace(fault, level=Level.WARNING)
        lead = len(para.text) - len(para.text.lstrip())
        for place in (lead, lead + len(para.bare) - 1):
            right = para.text[place].translate(WIDE)
            if right != para.text[place]:
                message = f"附注外面用全角圆括号，应改为“{right}”。"
                yield Fault(message, para, place, place + 1, (right,))


RULE = FormatRule(id="NT-01", name="annotation", clause="7.3.6", check=check, seen=check,
                  level=Level.WARNING, fix="B")  # fmt: skip
