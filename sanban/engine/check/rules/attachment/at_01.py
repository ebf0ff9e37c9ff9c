"""附件说明：正文下空一行，左空二字，冒号全角，名称后不加标点，回行与名称对齐。

“附件”二字左空二字，后面标全角冒号和附件名称；名称后不加标点；名称长的，回行时与上一行
名称的首字对齐。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.aspects import indent, said, style_of, wrong_gap
from sanban.engine.check.document import Document
from sanban.engine.check.looks import width
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.gongwen.styles import CHARS
from sanban.engine.proof.rule import Level

LABEL = re.compile(r"附件([:：]?)[ 　]*(?:\d{1,2}[.．、]\s*)?")
ITEM = re.compile(r"\d{1,2}[.．、]\s*")
STOPS = "。；，;,"
NEAR = 0.6


def check(document: Document) -> Iterator[Fault]:
    """写法、空行和缩进。"""
    notes = document.of("attachment_note")
    for para in notes:
        yield from _words(para)
        if not para.text[:1].isspace() and not para.source.cell:
            yield from _layout(document, para)
    if notes:
        message = "附件说明应排在正文下空{}行处"
        yield from wrong_gap(document, _before(document, notes[0]), notes[0], message)


def _before(document: Document, note: Para) -> Para | None:
    above = (para for para in reversed(document.paras[: note.index]) if para.bare)
    found = next(above, None)
    return found if found is not None and not found.in_table else None


def _words(para: Para) -> Iterator[Fault]:
    label = LABEL.match(para.text)
    if label and label[1] != "：":
        place = label.start(1)
        message = "“附件”后面用全角冒号，应改为“附件：”。"
        yield Fault(message, para, place - 1 if not label[1] else place, place + len(label[1]),
                    ("：" if label[1] else "件：",), level=Level.ERROR)  # fmt: skip
    text = para.text.rstrip()
    if text and text[-1] in STOPS:
        message = f"附件名称后面不加标点，应删去“{text[-1]}”。"
        yield Fault(message, para, len(text) - 1, len(text), ("",), level=Level.ERROR)


def _layout(document: Document, para: Para) -> Iterator[Fault]:
    """首行从第三个字起；够长要回行的，回行与名称对齐。"""
    label = LABEL.match(para.text) if para.text.startswith("附") else None
    head = label or ITEM.match(para.text)
    if head is None:
        return
    before = 0 if label else width("附件：")
    side = style_of(document, para.code).left
    name = side + before + width(head[0].replace("\t", ""))
    layout = para.layout
    wraps = name + width(para.bare[head.end() :]) > CHARS
    off_start = abs(layout.start - (side + before)) > NEAR
    if off_start or (wraps and abs(layout.left - name) > NEAR):
        message = f"附件说明应左空{said(side)}字，回行与附件名称的首字对齐。"
        values = indent(para, left=name, first=side + before - name, right=layout.right)
        yield Fault(message, para, edits=(values,), level=Level.WARNING)


RULE = FormatRule(id="AT-01", name="attachment-note", clause="7.3.4", check=check, seen=check,
                  level=Level.ERROR, fix="B")  # fmt: skip
