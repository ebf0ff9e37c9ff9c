"""一段：原文、出处、最终的样子，和它里面一截一截的文字。"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sanban.engine.check.layers import Layer, Sheet
from sanban.engine.check.looks import AT_LEAST, EXACT, Layout, Look, layout_of, look_of
from sanban.engine.check.sections import Section
from sanban.engine.read.docx_body import MC, SIGNS, UNSEEN, alternative
from sanban.engine.read.docx_styles import W
from sanban.engine.read.physical import Paragraph

SHOWN = (W + "t", W + "br")
PICTURES = ("{*}drawing", "{*}pict", "{*}object")


@dataclass(frozen=True, slots=True)
class Piece:
    """一截：`run` 是文字所在的节点，`node` 是装着字的节点；`start` 从段首数起。"""

    run: Any
    node: Any
    start: int
    text: str
    look: Look

    @property
    def end(self) -> int:
        """末字之后的位置，从段首数起。"""
        return self.start + len(self.text)


@dataclass
class Para:
    """一段。`code` 是要素的样式代号，认不出的为空；`roles` 是段里全部要素的名字。"""

    index: int
    node: Any
    source: Paragraph
    section: Section
    sheet: Sheet
    code: str = ""
    level: int = 0
    roles: frozenset[str] = frozenset()
    in_table: bool = False
    in_attachment: bool = False

    @property
    def text(self) -> str:
        """原文，连同自动编号。"""
        return self.source.text

    @property
    def start(self) -> int:
        """首字在全文里的位置。"""
        return self.source.start

    @cached_property
    def bare(self) -> str:
        """去掉两头空白的原文。"""
        return self.text.strip()

    @cached_property
    def properties(self) -> Any | None:
        """段落属性的节点。"""
        return self.node.find(W + "pPr")

    @cached_property
    def _layers(self) -> tuple[Layer, Layer]:
        return self.sheet.paragraph(self.properties)

    @cached_property
    def below(self) -> Look:
        """段内文字的基底。"""
        return look_of(self._layers[1])

    @cached_property
    def layout(self) -> Layout:
        """版式；几个字按本段第一个字的大小算。"""
        look = self.main
        return layout_of(self._layers[0], look.cell, self.section.pitch or 312)

    @cached_property
    def main(self) -> Look:
        """字数最多的那种样子。"""
        counts: dict[Look, int] = {}
        for piece in self.pieces:
            counts[piece.look] = counts.get(piece.look, 0) + len(piece.text.strip())
        return max(counts, key=lambda look: counts[look]) if any(counts.values()) else self.below

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """一截截的文字，连起来就是原文（去掉自动编号）。"""
        return tuple(self._pieces())

    @cached_property
    def editable(self) -> bool:
        """各截连起来确实就是原文，可以照位置改字。"""
        return "".join(piece.text for piece in self.pieces) == self.text

    @cached_property
    def pictured(self) -> bool:
        """段里有图、图形或者嵌入的东西。"""
        return next(self.node.iter(*PICTURES), None) is not None

    @cached_property
    def pitch(self) -> float | None:
        """一行高多少，1/20 磅；由字体定、说不准的答 None。"""
        layout = self.layout
        if layout.line_rule in (EXACT, AT_LEAST):
            return layout.line
        if self.section.grid in ("lines", "linesAndChars", "snapToChars") and layout.snaps:
            return self.section.pitch * max(round(layout.line / 240), 1)
        return None

    @property
    def wraps(self) -> bool:
        """回行左空几字知不知道：DOCX 写明了，都知道。"""
        return True

    @cached_property
    def cell(self) -> float:
        """一个正文字的宽，1/20 磅。"""
        extra = self.section.char_space if self.section.grid == "linesAndChars" else 0
        return self.main.cell + (extra if self.layout.snaps else 0)

    def run_layer(self, properties: Any | None) -> Layer:
        """段里一截文字的最终属性。"""
        return self.sheet.run(properties, self._layers[1])

    def _pieces(self) -> Iterator[Piece]:
        base, cache = self._layers[1], _Looks(self.sheet, self._layers[1], self.below)
        start = len(self.source.number)
        for run, node, text in _texts(self.node, None):
            look = cache.look(run) if run is not None else look_of(base)
            if not look.hidden or node.tag != W + "t":
                yield Piece(run, node, start, text, look)
                start += len(text)


@dataclass(slots=True)
class _Looks:
    sheet: Sheet
    base: Layer
    below: Look

    def look(self, run: Any) -> Look:
        properties = run.find(W + "rPr")
        return self.below if properties is None else look_of(self.sheet.run(properties, self.base))


def _texts(node: Any, run: Any) -> Iterator[tuple[Any, Any, str]]:
    """（所在的截，装字的节点，字），与读文件时的走法一样。"""
    for child in node:
        tag = child.tag
        if tag in SIGNS or tag in SHOWN:
            shown = _shown(child)
            if shown:
                yield run, child, shown
        elif tag == MC + "AlternateContent":
            yield from _texts(alternative(child), run)
        elif tag not in UNSEEN and tag != W + "txbxContent":
            yield from _texts(child, child if tag == W + "r" else run)


def _shown(node: Any) -> str:
    """一个节点显出来的字。"""
    if node.tag == W + "t":
        return node.text or ""
    if node.tag == W + "br":
        return "" if node.get(W + "type") == "page" else "\n"
    return SIGNS[node.tag]
