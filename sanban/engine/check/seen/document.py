"""一份版式件（PDF、OFD，或者 DOCX 排出来的样子），看清了每段是什么要素。"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, cast

from lxml import etree

from sanban.engine.check.document import Document
from sanban.engine.check.naming import name_all
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.sections import Section, sections_of
from sanban.engine.check.seen.frame import Frame, frame_of
from sanban.engine.check.seen.paras import NO_STYLES, SeenPara, plain_node
from sanban.engine.check.seen.sheet import Sheet, Stroke
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.read.docx_styles import W
from sanban.engine.read.layout import Row, paragraph_of, row_groups
from sanban.engine.read.physical import FOOTER, Physical, place_all

# 扩展名对读它的“模块:名字”，用到才打开：查 DOCX 的不必装 PDFium
READERS = {
    ".pdf": "sanban.engine.check.seen.pdf:sheets_of_pdf",
    ".ofd": "sanban.engine.check.seen.ofd:sheets_of_ofd",
}
AROUND = 1.0
LINE, LEADING, UPWARD = 10.4, 4.9, -0.7
"""三号字的一行有多高，两行之间的空有多高，毫米；比一行还往上的不是上下两段。"""


@dataclass
class SeenDocument(Document):
    """看清了的一份版式件；`sheets` 是各面，`frame` 是量出来的版心。"""

    sheets: tuple[Sheet, ...] = ()
    frame: Frame = field(default_factory=Frame)
    is_seen: ClassVar[bool] = True

    @property
    def seen(self) -> tuple[SeenPara, ...]:
        """各段。"""
        return cast("tuple[SeenPara, ...]", self.paras)

    def seen_of(self, *codes: str) -> list[SeenPara]:
        """某几种要素的段。"""
        return [para for para in self.seen if para.code in codes]

    def seen_first(self, *codes: str) -> SeenPara | None:
        """某几种要素的第一段。"""
        return next(iter(self.seen_of(*codes)), None)

    @property
    def footers(self) -> list[SeenPara]:
        """各面的页码。"""
        return [para for para in self.seen if para.source.place == FOOTER]

    def blank_lines(self, above: Para, below: Para) -> float | None:
        """同一面上两段之间空几行，从字的下边缘量到字的上边缘。"""
        one, other = cast(SeenPara, above), cast(SeenPara, below)
        if one.rows[-1].page != other.page or self.between(above, below):
            return None
        found = (other.box.top - one.rows[-1].bottom - LEADING) / LINE
        return found if found > UPWARD else None

    def on(self, page: int) -> list[SeenPara]:
        """一面上的段，页码不算；`page` 从 1 起。"""
        return [
            para for para in self.seen
            if any(row.page == page for row in para.rows) and para.source.place != FOOTER
        ]  # fmt: skip

    def lines(self, page: int, *, red: bool) -> list[Stroke]:
        """一面上红的、黑的横线，自上而下，画了两遍的算一条。"""
        found: list[Stroke] = []
        flat = (one for one in self.sheets[page - 1].strokes if not one.upright and one.red is red)
        for one in sorted(flat, key=lambda one: one.box.top):
            if not found or abs(one.box.top - found[-1].box.top) > 0.2:
                found.append(one)
        return found


def is_seen(name: str) -> bool:
    """这个文件名是不是版式件。"""
    return Path(name).suffix.lower() in READERS


def open_seen(data: bytes, name: str, *, rules: Rules = STANDARD) -> SeenDocument:
    """打开一份 PDF 或 OFD；读不了抛 `Unreadable`、`BadPage`、`BadOfd`。"""
    module, function = READERS[Path(name).suffix.lower()].split(":")
    sheets: tuple[Sheet, ...] = getattr(import_module(module), function)(data)
    return seen_of(sheets, name, rules=rules)


def seen_of(sheets: tuple[Sheet, ...], name: str, *, rules: Rules = STANDARD) -> SeenDocument:
    """各面拼成一份文件；全文与 `read` 读出来的一字不差。"""
    groups = list(row_groups([(one.width, list(one.glyphs)) for one in sheets]))
    paragraphs = place_all(map(paragraph_of, groups))
    text = "\n".join(each.text for each in paragraphs)
    physical = Physical(name, Path(name).suffix[1:].lower(), paragraphs, text, len(sheets))
    frame = frame_of(row for rows in groups for row in rows)
    section = _section()
    paras = tuple(_paras(physical, groups, section, frame))
    for para in paras:
        para.in_table = _in_table(para, sheets[para.page - 1])
    named = name_all(paras, physical)
    nothing = cast(Any, None)
    return SeenDocument(
        nothing, physical, paras, (section,), {}, named, rules, sheets=sheets, frame=frame
    )


def _section() -> Section:
    """版式件没有节，借一个空的。"""
    root = etree.Element(W + "document")
    etree.SubElement(etree.SubElement(root, W + "body"), W + "sectPr")
    return sections_of(root, {})[0]


def _paras(
    physical: Physical, groups: list[list[Row]], section: Section, frame: Frame
) -> Iterator[SeenPara]:
    opened: set[int] = set()
    for index, (source, rows) in enumerate(zip(physical.paragraphs, groups, strict=True)):
        shown = source.place != FOOTER
        opens = shown and rows[0].page not in opened
        yield SeenPara(
            index, plain_node(), source, section, NO_STYLES,
            rows=tuple(rows), frame=frame, opens=opens,
        )  # fmt: skip
        opened |= {row.page for row in rows} if shown else set()


def _in_table(para: SeenPara, sheet: Sheet) -> bool:
    """在竖线之间的、转了方向的，是表里的字。"""
    row = para.rows[0]
    middle = (row.top + row.bottom) / 2
    return row.turned or any(
        one.upright and one.box.top - AROUND <= middle <= one.box.bottom + AROUND
        for one in sheet.strokes
    )


__all__ = ["Para", "SeenDocument", "is_seen", "open_seen", "seen_of"]
