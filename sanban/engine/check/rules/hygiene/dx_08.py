"""嵌着别的文件。

嵌进来的表格、演示文稿里，可能还有没打算发出去的内容；请换成图片或者普通表格。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
EQUATION = "Equation"


def check(document: Document) -> Iterator[Fault]:
    """嵌入的对象；公式不算。"""
    for para in document.paras:
        for node in para.node.iter(OBJECT):
            if not node.get("ProgID", "").startswith(EQUATION):
                yield Fault("这里嵌着别的文件，请换成图片或普通表格。", para, 0, len(para.text))
                break


RULE = FormatRule(id="DX-08", name="embedded-object", clause="电子文件的通行做法", check=check,
                  level=Level.HINT, strength=Strength.PRACTICE, fix="C", always=True)  # fmt: skip
