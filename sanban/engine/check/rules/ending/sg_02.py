"""成文日期：阿拉伯数字，年月日写全，月日不编虚位。

如“2026年9月1日”，不写“二〇二六年九月一日”，不写“2026年09月01日”。
"""

from collections.abc import Iterator

from sanban.engine.check.dates import plain_date
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level


def check(document: Document) -> Iterator[Fault]:
    """落款处的日期。"""
    for para in document.of("issue_date"):
        right = plain_date(para.bare)
        if right and right != para.bare:
            message = f"成文日期用阿拉伯数字写全，月、日不编虚位，应为“{right}”。"
            yield Fault(message, para, suggestions=(right,))


RULE = FormatRule(id="SG-02", name="issue-date-form", clause="7.3.5.4", check=check, seen=check,
                  level=Level.ERROR, fix="B")  # fmt: skip
