"""主送机关：标题下空一行，顶格，末尾用全角冒号。

主送机关居左顶格，回行也顶格，最后一个机关名称后面标全角冒号。
"""

from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.check.aspects import wrong_gap, wrong_indent
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.gongwen.notation import COLON
from sanban.engine.proof.rule import Level


def check(document: Document) -> Iterator[Fault]:
    """位置和末尾的冒号。"""
    recipients = document.of("main_recipient")
    for para in recipients:
        for fault in wrong_indent(document, para, "主送机关应顶格排，回行也顶格。"):
            yield replace(fault, level=Level.WARNING)
    if recipients:
        titles = document.of("title", "adoption")
        above = titles[-1] if titles else None
        message = "主送机关应排在标题下空{}行处"
        yield from wrong_gap(document, above, recipients[0], message)
        text = recipients[-1].text.rstrip()
        if not text.endswith(COLON):
            message = "主送机关后面用全角冒号，应改为“：”。"
            yield Fault(message, recipients[-1], len(text) - 1, len(text), (COLON,))


RULE = FormatRule(id="RE-01", name="main-recipients", clause="7.3.2", check=check, seen=check,
                  level=Level.ERROR, fix="B")  # fmt: skip
