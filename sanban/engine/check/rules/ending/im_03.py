"""抄送机关：四号仿宋，左右各空一字，冒号全角，回行对齐，末尾句号。

抄送排在印发机关之上一行，“抄送”后加全角冒号，回行时与冒号后的首字对齐，最后一个抄送机关
名称后标句号。
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.check.aspects import indent, wrong_face, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level

LABEL = re.compile(r"(抄送|抄报|主送|分送)\s*([:：]?)")
STOP = "。"
NEAR = 0.6


def check(document: Document) -> Iterator[Fault]:
    """写法、字体和缩进。"""
    for found in (*wrong_size(document, ["cc_recipient"]), *wrong_face(document, ["cc_recipient"])):
        yield replace(found, level=Level.HINT)
    for para in document.of("cc_recipient"):
        yield from _words(document, para)
        if LABEL.match(para.text):
            yield from _layout(document, para)


def _words(document: Document, para: Para) -> Iterator[Fault]:
    label = LABEL.match(para.text)
    if label and label[2] == ":":
        message = "“抄送”后面用全角冒号，应改为“：”。"
        yield Fault(message, para, label.start(2), label.end(2), ("：",))
    text = para.text.rstrip()
    below = document.paras[para.index + 1 : para.index + 2]
    goes_on = any(each.code == "cc_recipient" and not LABEL.match(each.text) for each in below)
    if text.endswith(STOP) or goes_on:
        return
    wrong = text[-1] in "；;，,.、"
    right = STOP if wrong else text[-1] + STOP
    message = "抄送机关后面标句号，应加“。”。"
    yield Fault(message, para, len(text) - 1, len(text), (right,))


def _layout(document: Document, para: Para) -> Iterator[Fault]:
    """左空一字；一行排不下的，回行与冒号后的首字对齐。"""
    side = document.rules.styles["cc_recipient"].left
    hang = side + 3
    layout = para.layout
    wraps = len(para.bare) > 28
    off = abs(layout.start - side) > NEAR or (wraps and abs(layout.left - hang) > NEAR)
    if off and not para.text[:1].isspace():
        edit = indent(para, left=hang, first=-3, right=side)
        yield Fault("抄送应左右各空一字，回行与冒号后的首字对齐。", para, edits=(edit,),
                    level=Level.WARNING)  # fmt: skip


RULE = FormatRule(id="IM-03", name="cc-line", clause="7.4.2", check=check, seen=check,
                  level=Level.ERROR, fix="B")  # fmt: skip
