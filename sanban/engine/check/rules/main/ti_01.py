"""标题：居中，红色分隔线下空二行，一般用二号小标宋。

标题分一行或多行居中，排在红色分隔线下空二行的位置；红头不是标题，另由机关标志的规则管。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_align, wrong_face, wrong_gap, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import LINE, SeenDocument
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.proof.rule import Level

NEAR = 0.7


def check(document: Document) -> Iterator[Fault]:
    """字号、字体是“一般”，只提示；居中、空行是必须的。"""
    yield from _looks(document)
    title = document.first("title")
    if title is not None and document.having("doc_number"):
        above = next((para for para in reversed(document.paras[: title.index]) if para.bare), None)
        message = "标题应排在红色分隔线（发文字号）下空{}行处"
        yield from wrong_gap(document, above, title, message)


def _looks(document: Document) -> Iterator[Fault]:
    yield from wrong_size(document, ["title"], level=Level.HINT)
    yield from wrong_face(document, ["title"], level=Level.HINT)
    yield from wrong_align(document, ["title"])


def seen(document: SeenDocument) -> Iterator[Fault]:
    """空行从红线的下边缘量到字的上边缘。"""
    yield from _looks(document)
    title = document.seen_first("title")
    if title is None or not document.having("doc_number"):
        return
    lines = [one for one in document.lines(title.page, red=True) if one.box.top < title.box.top]
    if lines and document.format != LETTER:
        gap = (title.box.top - lines[-1].box.bottom) / LINE
        wanted = document.rules.styles["title"].before
        if abs(gap - wanted) > NEAR:
            yield Fault(
                f"标题应排在红色分隔线下空{wanted:g}行处，现在空了{max(gap, 0):.1f}行。",
                title, level=Level.WARNING,
            )  # fmt: skip


RULE = FormatRule(id="TI-01", name="title-layout", clause="7.3.1", check=check, seen=seen)
