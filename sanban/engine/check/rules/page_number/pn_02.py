"""页码连续编。

附件与正文一起装订的，页码连续编排，换了节也不从头来。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule


def check(document: Document) -> Iterator[Fault]:
    """第一节以后重新起头的节。"""
    for section in document.sections[1:]:
        if section.restarts:
            yield Fault(
                "这一节的页码重新从头编，应与前面连续。",
                place=f"第{section.number + 1}节页面",
                edits=(Edit(section.node, "", {"pgNumType.start": None}),),
            )  # fmt: skip


RULE = FormatRule(id="PN-02", name="restarted-pages", clause="7.5", check=check)
