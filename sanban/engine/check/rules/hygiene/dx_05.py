"""带着宏或控件。

公文不需要宏和控件；带着它们的文件，收文单位的电脑会拦下来，也可能有病毒。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

SIGNS = {"vbaproject": "宏", "activex": "控件", "vbadata": "宏"}


def check(document: Document) -> Iterator[Fault]:
    """看部件的名字。"""
    names = [name.lower() for name in document.traced.package.namelist()]
    found = {label for sign, label in SIGNS.items() if any(sign in name for name in names)}
    for label in sorted(found):
        yield Fault(f"文件里带着{label}，请另存为不带宏的 .docx 再发。")


RULE = FormatRule(id="DX-05", name="macros", clause="电子文件的通行做法", check=check,
                  level=Level.ERROR, strength=Strength.PRACTICE, fix="C", always=True)  # fmt: skip
