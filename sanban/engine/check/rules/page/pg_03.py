"""不留装订线，不左右对称，不分栏，不加页面边框。

订口已经在左白边里，再留装订线，版心就不足 156 毫米宽；分栏、边框都不是公文的版面。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import Section

COLUMNS: dict[str, str | None] = {"cols.num": "1", "cols.equalWidth": None}
NO_EDGES: dict[str, str | None] = {"pgBorders": None}


def check(document: Document) -> Iterator[Fault]:
    """逐节看，另看整份文件的“对称页边距”。"""
    for section in document.sections:
        yield from _section(section)
    if document.setting("mirrorMargins"):
        edit = Edit(document.settings, "", {"mirrorMargins": None})
        yield Fault("设了对称页边距，双页的订口就跑到右边去了，应取消。", edits=(edit,))


def _section(section: Section) -> Iterator[Fault]:
    rows = (
        (section.gutter > 0, "留了装订线，版心变窄，应为零。", {"pgMar.gutter": "0"}),
        (section.columns > 1, f"分成了{section.columns}栏，公文不分栏，应为一栏。", COLUMNS),
        (section.bordered, "加了页面边框，公文没有页面边框，应去掉。", NO_EDGES),
    )
    for wrong, message, values in rows:
        if wrong:
            edit = Edit(section.node, "", values)
            yield Fault(message, place=f"第{section.number + 1}节页面", edits=(edit,))


RULE = FormatRule(id="PG-03", name="gutter-or-columns", clause="5.2.1", check=check)
