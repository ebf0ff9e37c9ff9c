"""份号：六位数字，顶格排在版心左上角第一行。

份号是同一份公文印刷份数的顺序号，涉密公文才标；一般用六位三号阿拉伯数字。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_align, wrong_indent, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level

SIX = re.compile(r"\d{6}")
DIGITS = re.compile(r"\d+")


def check(document: Document) -> Iterator[Fault]:
    """只有六个数字的段，写法就不用说了。"""
    yield from wrong_size(document, ["copy_no"], level=Level.HINT)
    yield from wrong_align(document, ["copy_no"])
    for para in document.of("copy_no"):
        yield from wrong_indent(document, para, "份号应顶格排。")
        if not SIX.fullmatch(para.bare):
            digits = DIGITS.search(para.bare)
            right = (digits[0].zfill(6),) if digits else ()
            yield Fault("份号应只写六位阿拉伯数字。", para, suggestions=right, level=Level.HINT)


RULE = FormatRule(id="HD-01", name="copy-number", clause="7.2.1（一般）", check=check, seen=check,
                  level=Level.HINT, fix="B")  # fmt: skip
