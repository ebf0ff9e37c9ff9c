"""署名和成文日期不单独占一面。

排版后所剩的空白放不下印章、日期时，调整行距、字距，让落款与正文同在一面；不写“此页无正文”。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.paras import SeenPara

EXCUSE = re.compile(r"[（(]?\s*此[页面]无正文\s*[）)]?")
TEXT = ("body", "heading1", "heading2", "heading3", "heading4", "attachment_note", "table")
MESSAGE = "不能用“此页无正文”，请调整行距、字距，让落款与正文同在一面。"


def check(document: Document) -> Iterator[Fault]:
    """DOCX 里看得见的只有那句话。"""
    for para in document.paras:
        if EXCUSE.fullmatch(para.bare):
            yield Fault(MESSAGE, para)


def seen(document: SeenDocument) -> Iterator[Fault]:
    """成文日期那一面上，日期之前有没有正文或附件说明。"""
    yield from check(document)
    date = document.seen_first("issue_date")
    if date is None or date.page == 1 or date.in_attachment:
        return
    above = [para for para in document.on(date.page) if para.index < date.index]
    if not any(_is_text(para) for para in above):
        message = f"第{date.page}页上只有落款，没有正文，请调整行距、字距，让落款与正文同在一面。"
        yield Fault(message, date)


def _is_text(para: SeenPara) -> bool:
    return para.code in TEXT and EXCUSE.fullmatch(para.bare) is None


RULE = FormatRule(
    id="SG-03", name="sign-off-alone", clause="7.3.5.5", check=check, seen=seen, laid=True, fix="C"
)
