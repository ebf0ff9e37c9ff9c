"""排出来看：DOCX 先由 LibreOffice 排成 PDF，再看只有排出来才看得见的几条。

换了字体、换了软件，分页会不一样；所以行距不是固定值的、页面不规范的不看，免得冤枉。
"""

from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.check.document import Document
from sanban.engine.check.looks import EXACT
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.registry import format_rules
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument, open_seen
from sanban.engine.pages.office import NoOffice, OfficeFailed, convert
from sanban.engine.read import Unreadable
from sanban.engine.roles.patterns import squeeze

FLOW = ("body", "heading1", "heading2", "heading3", "heading4")
CONFIDENCE = 0.7
HEAD = 12
"""认一段，看去掉空白的前几个字。"""


def laid_faults(document: Document, data: bytes) -> Iterator[tuple[FormatRule, Fault]]:
    """排出来才看得见的毛病，位置换成 DOCX 里的；`data` 是那份 DOCX。

    :raises Unreadable: 本机没有 LibreOffice，或者排不出来。
    """
    if not document.is_gongwen or not _is_steady(document):
        return
    try:
        pdf = convert(data, source="docx", target="pdf")
    except (NoOffice, OfficeFailed) as error:
        raise Unreadable(f"排不出版面：{error}", code="not-laid") from error
    seen = open_seen(pdf, "排好.pdf", rules=document.rules)
    if not _are_alike(document, seen):
        return
    for rule in format_rules():
        if rule.laid and rule.seen is not None:
            for fault in rule.seen(seen):
                yield rule, _moved(document, fault)


def _is_steady(document: Document) -> bool:
    """正文都是固定行距、各节的页面都合规范，排出来才与印出来的一样。"""
    flow = [para for para in document.of(*FLOW) if not para.source.cell]
    fixed = all(para.layout.line_rule == EXACT for para in flow if not para.pictured)
    upright = (section for section in document.sections if not section.turned)
    return bool(flow) and fixed and all(map(document.is_standard, upright))


def _are_alike(document: Document, seen: SeenDocument) -> bool:
    """排出来认的要素与原来一样，才说得准。"""
    codes = ("title", "issue_date", "print_line", "cc_recipient")
    found = [bool(seen.of(code)) == bool(document.of(code)) for code in codes]
    return seen.is_gongwen and all(found)


def _moved(document: Document, fault: Fault) -> Fault:
    """版面上的一段换成 DOCX 里的同一段；找不到的算整份文件的事。"""
    para = None if fault.para is None else _same(document, fault.para)
    return replace(fault, para=para, start=None, end=None, confidence=CONFIDENCE)


def _same(document: Document, wanted: Para) -> Para | None:
    head = squeeze(wanted.bare)[:HEAD]
    alike = [para for para in document.of(wanted.code) if squeeze(para.bare)[:HEAD] == head]
    return next(iter(alike or document.of(wanted.code)), None)
