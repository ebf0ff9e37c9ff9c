"""页码连续编。

附件与正文一起装订的，页码连续编排，换了节也不从头来。
"""

from collections.abc import Iterator
from itertools import pairwise

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.numbers import number_of

BLANK = (0, 1)
"""空白面有的软件不印出来，差一面不算。"""


def check(document: Document) -> Iterator[Fault]:
    """第一节以后重新起头的节。"""
    for section in document.sections[1:]:
        if section.restarts:
            yield Fault(
                "这一节的页码重新从头编，应与前面连续。",
                place=f"第{section.number + 1}节页面",
                edits=(Edit(section.node, "", {"pgNumType.start": None}),),
            )  # fmt: skip


def seen(document: SeenDocument) -> Iterator[Fault]:
    """页码和面数的差，前后应当一样。"""
    for before, para in pairwise(document.footers):
        more = number_of(para) - number_of(before) - (para.page - before.page)
        if more not in BLANK:
            message = f"页码从{number_of(before)}到{number_of(para)}，不连续，应连续编。"
            yield Fault(message, para)


RULE = FormatRule(id="PN-02", name="restarted-pages", clause="7.5", check=check,
                  seen=seen)  # fmt: skip
