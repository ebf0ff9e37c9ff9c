"""版式件里的一段：样子和版式都是从字的位置量出来的，别的同 DOCX 的段一样用。"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Any

from lxml import etree

from sanban.engine.check.layers import Sheet as Styles
from sanban.engine.check.looks import Layout, Look
from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.check.seen.frame import Frame
from sanban.engine.check.seen.sheet import Box
from sanban.engine.read.docx_styles import W
from sanban.engine.read.layout import Glyph, Row

CENTRED, RIGHTMOST = 1.2, 6
STYLE_TAIL = re.compile(r"[-, ]?(?:regular|bold|mt|psmt|normal|book)+$", re.IGNORECASE)
NOTHING = etree.Element(W + "p")
NO_STYLES = Styles(None, None, None)


@dataclass
class SeenPara(Para):
    """一段；`rows` 是它的各行，`opens` 是它是不是一面上的第一段。"""

    rows: tuple[Row, ...] = ()
    frame: Frame = field(default_factory=Frame)
    opens: bool = False

    @property
    def box(self) -> Box:
        """第一行到最后一行（只算第一面上的）占的地方。"""
        rows = [row for row in self.rows if row.page == self.rows[0].page]
        return Box(
            min(row.left for row in rows), max(row.right for row in rows),
            rows[0].top, rows[-1].bottom,
        )  # fmt: skip

    @property
    def wraps(self) -> bool:
        """回行左空几字，有两行以上才知道。"""
        return len(self.rows) > 1

    @property
    def page(self) -> int:
        """在第几面，从 1 起。"""
        return self.rows[0].page

    @cached_property
    def below(self) -> Look:
        """字数最多的那种样子。"""
        return self.main

    @cached_property
    def layout(self) -> Layout:
        """版式：对齐、首行和回行左空几字、右空几字；行距、段前段后不量。"""
        before = [self.frame.before(row) for row in self.rows]
        after = [self.frame.after(row) for row in self.rows]
        left = median(before[1:]) if len(before) > 1 else 0.0
        return Layout(
            align=_align(before, after), first=before[0] - left, left=left, right=min(after),
            before=0, after=0, line=0, line_rule="", snaps=False, page_break=self.opens,
            frame=False, layer={},
        )  # fmt: skip

    @cached_property
    def pictured(self) -> bool:
        """图不算在段里。"""
        return False

    @cached_property
    def pitch(self) -> float | None:
        """行高量不准，不答。"""
        return None

    @cached_property
    def cell(self) -> float:
        """一个字的宽，1/20 磅。"""
        return self.main.cell

    def _pieces(self) -> Iterator[Piece]:
        """样子相同的相连的字是一截。"""
        start = place = 0
        held: Look | None = None
        for glyph in (glyph for row in self.rows for glyph in row.glyphs):
            at = self.text.find(glyph.char, place)
            look = look_of(glyph)
            if held is not None and look != held and at >= 0:
                yield self._piece(start, at, held)
                start = at
            held, place = look, at + 1 if at >= 0 else place
        if held is not None:
            yield self._piece(start, len(self.text), held)

    def _piece(self, start: int, end: int, look: Look) -> Piece:
        return Piece(self.node, self.node, start, self.text[start:end], look)


def look_of(glyph: Glyph) -> Look:
    """一个字的样子；`east`、`west` 是去掉粗细的字体名。"""
    name = STYLE_TAIL.sub("", glyph.font)
    colour = glyph.colour or ("FF0000" if glyph.red else "")
    return Look(
        east=name, west=name, size=glyph.size, color=colour, bold=glyph.bold, italic=False,
        underline=False, hidden=False, tracking=0, hinted=True, scale=1, fitted=False,
    )  # fmt: skip


def _align(before: list[float], after: list[float]) -> str:
    """每一行左右一样空的居中；左边空得多、右边空得少的居右。"""
    pairs = list(zip(before, after, strict=True))
    apart = any(min(left, right) > 0.6 for left, right in pairs)
    large = all(abs(left - right) < CENTRED for left, right in pairs)
    if large and (apart or len(pairs) == 1):
        return "center"
    if before[0] > RIGHTMOST and before[0] > after[0] * 1.5:
        return "right"
    return "left"


def plain_node() -> Any:
    """一个什么也没有的段：版式件没有原稿的节点。"""
    return NOTHING
