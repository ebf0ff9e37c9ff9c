"""藏着看不见的字。

隐藏的文字印不出来，电子件里却带着，换个设置就看见了；不该发的请删去，该发的取消隐藏。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.layers import is_on
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Strength
from sanban.engine.read.docx_styles import W


def check(document: Document) -> Iterator[Fault]:
    """有字而又隐藏的截。"""
    for para in document.paras:
        if any(_hidden(para, run) for run in para.node.iter(W + "r")):
            yield Fault("这里有隐藏的文字，请删去或取消隐藏。", para, 0, len(para.text))


def _hidden(para: Para, run: object) -> bool:
    properties = run.find(W + "rPr")  # type: ignore[attr-defined]
    text = run.findtext(W + "t") or ""  # type: ignore[attr-defined]
    if not text.strip() or (properties is None and not para.below.hidden):
        return False
    return is_on(para.run_layer(properties), "vanish")


RULE = FormatRule(id="DX-02", name="hidden-text", clause="电子文件的通行做法", check=check,
                  strength=Strength.PRACTICE, fix="C", always=True)  # fmt: skip
