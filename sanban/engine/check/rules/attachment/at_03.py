"""附件另面，“附件”二字黑体顶格，标题居中排在第三行。

附件在版记之前另面编排，“附件”二字和顺序号用三号黑体，顶格排在版心左上角第一行；附件标题
居中排在第三行，格式要求同正文标题。
"""

from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.check.aspects import (
    wrong_align,
    wrong_face,
    wrong_gap,
    wrong_indent,
    wrong_size,
)
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.proof.rule import Level

LABEL, TITLE = ["attachment_label"], ["attachment_title"]


def check(document: Document) -> Iterator[Fault]:
    """另面、标签和标题。"""
    yield from wrong_size(document, LABEL)
    yield from wrong_face(document, LABEL)
    for label in document.of(*LABEL):
        yield from wrong_indent(document, label, "“附件”字样应顶格排。")
        if not _on_new_page(document, label):
            edit = Edit(label.node, "pPr", {"pageBreakBefore": "1"})
            yield Fault("附件应另起一面。", label, edits=(edit,))
    yield from _titles(document)


def _titles(document: Document) -> Iterator[Fault]:
    for found in (*wrong_size(document, TITLE), *wrong_face(document, TITLE)):
        yield replace(found, level=Level.HINT)
    yield from wrong_align(document, TITLE)
    for label in document.of(*LABEL):
        rest = document.paras[label.index + 1 :]
        title = next((para for para in rest if para.bare), None)
        if title is not None and title.code == "attachment_title":
            message = "附件标题应与附件字样之间空{}行（排在第三行）"
            yield from wrong_gap(document, label, title, message)


def _on_new_page(document: Document, label: Para) -> bool:
    """段前分页、人手分页、换了节，都算另面。"""
    if label.layout.page_break:
        return True
    for para in reversed(document.paras[: label.index]):
        if para.section is not label.section:
            return True
        breaks = para.node.findall(".//{*}br")
        if any("page" in node.attrib.values() for node in breaks) or para.layout.page_break:
            return not para.bare or para.index == label.index - 1
        if para.bare:
            return False
    return False


def seen(document: SeenDocument) -> Iterator[Fault]:
    """另面、标签和标题。"""
    yield from wrong_size(document, LABEL)
    yield from wrong_face(document, LABEL)
    for label in document.seen_of(*LABEL):
        yield from wrong_indent(document, label, "“附件”字样应顶格排。")
        if not label.opens:
            yield Fault("附件应另起一面。", label)
    yield from _titles(document)


RULE = FormatRule(id="AT-03", name="attachment-page", clause="7.3.7", check=check,
                  seen=seen)  # fmt: skip
