"""主送机关太多，移到版记。

主送机关名称过多，把正文挤出首页的，应当移到版记里，排在抄送机关之上；要排出版面才看得出。
"""

from collections.abc import Iterator

from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument

FLOW = ("body", "heading1", "heading2", "heading3", "heading4")
LEAST = 3
"""主送机关占到三行，才算是它挤的。"""


def seen(document: SeenDocument) -> Iterator[Fault]:
    """首面上主送机关占了几行，正文在第几面起。"""
    recipients = document.seen_of("main_recipient")
    body = document.seen_first(*FLOW)
    if not recipients or body is None or body.page == 1 or not document.has_head:
        return
    rows = sum(row.page == 1 for para in recipients for row in para.rows)
    if recipients[0].page == 1 and rows >= LEAST:
        message = f"主送机关占了{rows}行，首页排不下正文，应把主送机关移到版记、抄送之上。"
        yield Fault(message, recipients[0])


RULE = FormatRule(
    id="RE-02", name="too-many-recipients", clause="7.3.2", seen=seen, laid=True, fix="C"
)
