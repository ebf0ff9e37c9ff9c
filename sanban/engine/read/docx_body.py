"""DOCX 的一篇文字：按出现次序走过段落、表格和文本框。"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sanban.engine.read.docx_numbering import Numbering
from sanban.engine.read.docx_styles import Props, Styles, W
from sanban.engine.read.guards import too_long
from sanban.engine.read.physical import (
    BODY,
    MOST_PARAGRAPHS,
    TABLE,
    TEXTBOX,
    WATERMARK,
    Look,
    Paragraph,
)

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
SIGNS = {
    W + "tab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "ptab": "\t",
}
# 删去的、移走的、域代码和属性，都不是看得见的字
UNSEEN = frozenset(
    W + name
    for name in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "pPr",
        "rPr",
        "sdtPr",
        "tblPr",
        "sectPr",
    )
)
RENDERED = W + "lastRenderedPageBreak"


@dataclass
class _Line:
    """正在读的一段。"""

    below: Props
    parts: list[str] = field(default_factory=list)
    looks: Counter[Props] = field(default_factory=Counter)
    boxes: list[Paragraph] = field(default_factory=list)


class Story:
    """按文档次序读出段落；`trace` 记下每段是从哪个节点读出来的。"""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.trace: list[tuple[Paragraph, Any]] = []
        self._styles = styles
        self._numbering = numbering
        self._page: int | None = None
        self._tables = 0

    def follow_pages(self, root: Any) -> None:
        """文档里记有上次排版的分页，就顺带数页；没有则不知道页码。"""
        self._page = None if next(root.iter(RENDERED), None) is None else 1

    def read(self, root: Any, place: str = BODY) -> list[Paragraph]:
        """读一个容器里的全部段落；文本框排在所在段之前，后半篇的排在之后。"""
        return list(self._blocks(root, place, None))

    def _blocks(
        self, root: Any, place: str, cell: tuple[int, int, int] | None
    ) -> Iterator[Paragraph]:
        for node in root:
            if node.tag == W + "p":
                yield from self._paragraph(node, place, cell)
            elif node.tag == W + "tbl":
                yield from self._table(node, place)
            elif node.tag == MC + "AlternateContent":
                yield from self._blocks(alternative(node), place, cell)
            elif isinstance(node.tag, str) and node.tag not in UNSEEN:
                yield from self._blocks(node, place, cell)

    def _table(self, table: Any, place: str) -> Iterator[Paragraph]:
        self._tables += 1
        number = self._tables
        inside = TABLE if place == BODY else place
        for row, cells in enumerate(direct(table, W + "tr")):
            for column, cell in enumerate(direct(cells, W + "tc")):
                yield from self._blocks(cell, inside, (number, row, column))

    def _paragraph(
        self, node: Any, place: str, cell: tuple[int, int, int] | None
    ) -> Iterator[Paragraph]:
        below = self._styles.paragraph(node.find(W + "pPr"))
        line = _Line(below)
        page = self._page
        self._walk(node, line, below)
        number = (
            "" if below.number is None else self._numbering.next(below.number, below.depth or 0)
        )
        text = "".join(line.parts)
        yield from (box for box in line.boxes if not _tail(box))
        whole = Paragraph(number + text, _look(line), place, page=page, number=number, cell=cell)
        if len(self.trace) >= MOST_PARAGRAPHS:
            raise too_long()
        self.trace.append((whole, node))
        yield whole
        yield from (box for box in line.boxes if _tail(box))

    def _walk(self, node: Any, line: _Line, props: Props) -> None:
        for child in node:
            if child.tag == W + "r":
                self._walk(child, line, self._styles.run(child.find(W + "rPr"), line.below))
            elif child.tag == W + "t":
                self._add(line, child.text or "", props)
            elif child.tag == MC + "AlternateContent":
                self._walk(alternative(child), line, props)
            elif child.tag == W + "txbxContent":
                line.boxes.extend(self.read(child, TEXTBOX))
            elif child.tag not in UNSEEN:
                self._sign(child, line)
                self._walk(child, line, props)

    def _sign(self, node: Any, line: _Line) -> None:
        if node.tag == RENDERED and self._page is not None:
            self._page += 1
        elif node.tag == W + "br":
            line.parts.append("" if node.get(W + "type") == "page" else "\n")
        elif node.tag == VML + "textpath" and node.get("string"):
            line.boxes.append(Paragraph(node.get("string"), place=WATERMARK))
        else:
            line.parts.append(SIGNS.get(node.tag, ""))

    def _add(self, line: _Line, text: str, props: Props) -> None:
        if props.hidden:
            return
        line.parts.append(text)
        line.looks[props] += len(text.strip())


def _look(line: _Line) -> Look:
    """取字数最多的那种样子；红色过半才算红。"""
    total = line.looks.total()
    props = line.looks.most_common(1)[0][0] if line.looks else line.below
    red = sum(count for look, count in line.looks.items() if look.red)
    return Look(
        size=props.size,
        red=red * 2 > total,
        bold=bool(props.bold),
        font=props.font or "",
        align=line.below.align or "left",
        indent=line.below.indent or 0.0,
    )


def direct(node: Any, tag: str) -> Iterator[Any]:
    """直接的下级；隔着内容控件的也算。"""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "customXml"}:
            yield from direct(child, tag)


def alternative(node: Any) -> Any:
    """同一内容的新旧两种写法只读一种：新写法里没有字才读旧的。"""
    choice, fallback = node.find(MC + "Choice"), node.find(MC + "Fallback")
    if choice is None:
        return fallback if fallback is not None else node[:0]
    empty = next(choice.iter(W + "t"), None) is None
    return fallback if empty and fallback is not None else choice


def _tail(box: Paragraph) -> bool:
    return box.text.lstrip().startswith(("抄送", "主送", "印发"))
