"""密级和保密期限：密级★期限，黑体，顶格。

保密期限里的数字用阿拉伯数字，密级和期限之间用实心五角星隔开；份号、密级、紧急程度依次分行。
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from sanban.engine.check.aspects import wrong_face, wrong_indent, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level

RIGHT = re.compile(r"(?:绝密|机密|秘密)(?:★(?:\d{1,2}年|\d{1,2}个月|长期|解密.*))?")
LOOSE = re.compile(r"[【（(\[]?(绝密|机密|秘密)[】）)\]]?\s*[★☆*＊]?\s*(.*)")
PLACES = ("copy_no", "secrecy", "urgency")


def check(document: Document) -> Iterator[Fault]:
    """写法、样子和先后。"""
    yield from wrong_size(document, ["secrecy"], level=Level.HINT)
    yield from wrong_face(document, ["secrecy"], level=Level.HINT)
    for para in document.of("secrecy"):
        yield from wrong_indent(document, para, "密级应顶格排。")
        loose = LOOSE.fullmatch(para.bare)
        if not RIGHT.fullmatch(para.bare) and loose:
            right = loose[1] + (f"★{loose[2].strip()}" if loose[2].strip() else "")
            message = "密级应写成“密级★保密期限”，中间是实心五角星。"
            yield Fault(message, para, suggestions=(right,))
    yield from _order(document)


def _order(document: Document) -> Iterator[Fault]:
    heads = document.of(*PLACES)
    for before, after in pairwise(heads):
        if PLACES.index(before.code) > PLACES.index(after.code):
            yield Fault("份号、密级、紧急程度应自上而下依次排。", after)


RULE = FormatRule(id="HD-02", name="secrecy-form", clause="7.2.2", check=check, seen=check, fix="B")
