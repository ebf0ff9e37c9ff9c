"""修订、批注没有处理。

带着修订、批注发出去，别人看得到改前的话和谁批的；发之前要逐处接受或拒绝，把批注删掉。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Strength
from sanban.engine.read.docx_styles import W

# fmt: off
KINDS = (
    ((W + "ins", W + "del", W + "moveFrom", W + "moveTo"), "这里有没处理的修订，请接受或拒绝。"),
    ((W + "commentReference",),                            "这里有批注，请处理后删去。"),
)
# fmt: on


def check(document: Document) -> Iterator[Fault]:
    """逐段看。"""
    root = document.traced.roots[document.traced.main]
    tags = tuple(tag for kinds, _ in KINDS for tag in kinds)
    if next(root.iter(*tags), None) is None:
        return
    for para in document.paras:
        yield from _para(para)


def _para(para: Para) -> Iterator[Fault]:
    for tags, message in KINDS:
        if next(para.node.iter(*tags), None) is not None:
            yield Fault(message, para)


RULE = FormatRule(id="DX-01", name="revisions-left", clause="电子文件的通行做法", check=check,
                  strength=Strength.PRACTICE, fix="C", always=True)  # fmt: skip
