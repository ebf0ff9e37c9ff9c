"""联合行文：机关的先后一致，“文件”二字在机关名称右边居中。

联合行文的标志由各机关名称排成几行，主办机关在前；署名的先后应当与标志一致。“文件”二字放在
机关名称的右侧，上下居中，不跟在某一个机关后面。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level
from sanban.engine.roles.patterns import squeeze

SUFFIX = "文件"
TAIL = re.compile(rf"{SUFFIX}$")
GAP = re.compile(r"[\t\n　 ]+")


def check(document: Document) -> Iterator[Fault]:
    """标志有几个机关的才查。"""
    marks = list(_marks(document))
    named = (TAIL.sub("", name) for _, name in marks if name != SUFFIX)
    organs = list(dict.fromkeys(named))
    if len(organs) < 2:
        return
    yield from _suffix(marks)
    yield from _order(document, organs)


def _marks(document: Document) -> Iterator[tuple[Para, str]]:
    for para in document.of("issuer_mark"):
        for part in GAP.split(para.bare):
            if part:
                yield para, squeeze(part)


def _suffix(marks: list[tuple[Para, str]]) -> Iterator[Fault]:
    """“文件”单独一格的是对的；只跟在一个机关后面的不对。"""
    alone = any(name == SUFFIX for _, name in marks)
    stuck = [para for para, name in marks if name.endswith(SUFFIX) and name != SUFFIX]
    same_line = [para for para in stuck if GAP.search(para.bare)]
    if not alone and stuck and not same_line:
        message = "联合行文的“文件”二字应放在各机关名称的右侧，上下居中，不跟在一个机关后面。"
        yield Fault(message, stuck[-1])


def _order(document: Document, organs: list[str]) -> Iterator[Fault]:
    signs = [
        (para, name) for para in document.of("issuer_signature")
        for name in map(squeeze, GAP.split(para.bare)) if name in organs
    ]  # fmt: skip
    signed = list(dict.fromkeys(name for _, name in signs))
    wanted = [name for name in organs if name in signed]
    if signed != wanted:
        wrong = next(name for name, right in zip(signed, wanted, strict=True) if name != right)
        para = next(para for para, name in signs if name == wrong)
        yield Fault(f"署名的先后与机关标志不一致，应为{'、'.join(wanted)}。", para)


RULE = FormatRule(
    id="HD-05", name="joint-issuers", clause="7.2.4；7.3.5.1", check=check, seen=check,
    level=Level.WARNING, fix="C",
)  # fmt: skip
