"""紧急程度：公文用“特急”“加急”，黑体，顶格。

公文的紧急程度只有特急、加急两种；特提、平急是电报用的。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_face, wrong_indent, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

ALLOWED = ("特急", "加急")
TELEGRAM = "电"


def check(document: Document) -> Iterator[Fault]:
    """写法和样子；电报不查写法。"""
    yield from wrong_size(document, ["urgency"], level=Level.HINT)
    yield from wrong_face(document, ["urgency"], level=Level.HINT)
    for para in document.of("urgency"):
        yield from wrong_indent(document, para, "紧急程度应顶格排。")
        if para.bare not in ALLOWED and TELEGRAM not in para.bare:
            yield Fault("公文的紧急程度只写“特急”或“加急”，请改用其中一种。", para)


RULE = FormatRule(
    id="HD-03", name="urgency-word",
    clause="《党政机关公文处理工作条例》第九条；GB/T 9704—2012 7.2.3",
    check=check, seen=check, strength=Strength.REGULATION, fix="C",
)  # fmt: skip
