"""标着密级，又说公开。

标了密级的文件不能公开发布；本系统只办非涉密的事，涉密文件请换到涉密的机器上办。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

PUBLIC = re.compile("公开发布|主动公开")


def check(document: Document) -> Iterator[Fault]:
    """附注说公开，左上角又有密级。"""
    secret = document.first("secrecy")
    notes = [para for para in document.of("annotation") if PUBLIC.search(para.text)]
    if secret is not None and notes:
        yield Fault("标了密级，附注又写公开，请核对，只能留一样。", secret)


RULE = FormatRule(id="DX-09", name="secret-yet-public", clause="《政府信息公开条例》第十四条",
                  check=check, seen=check, level=Level.ERROR, strength=Strength.REGULATION, fix="C",
                  always=True)  # fmt: skip
