"""一篇原文：一个字也不动，要用的各种看法用到才算，算一次大家用。"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sanban.engine.text import sentences, sequence
from sanban.engine.text.pairs import Pairs, pair_up
from sanban.engine.text.repair import Chooser, before_the_stop
from sanban.engine.text.sequence import Item, Ordinal
from sanban.engine.text.skips import skips
from sanban.engine.text.spans import Cut, Span

HEADING = 60
"""一行到这么多字还没有句末点号，就不当小标题。"""


class Paragraph(NamedTuple):
    """一段：第几段（从 1 数，空行不算）、起讫、开头的序次语、是不是表格里的。"""

    number: int
    start: int
    end: int
    item: Item | None = None
    in_table: bool = False


@dataclass(frozen=True, eq=False)
class Text:
    """一篇原文。

    :param raw: 原文，原样，BOM、回车都在。
    :param cells: 原文里属于表格的各段区间，先后排好；纯文本没有。
    :param choose: 标点缺了一半补在哪里，由它定。
    :param learnt: 本单位学的语言模型在哪里；没有就用随程序带的。
    """

    raw: str
    cells: tuple[Span, ...] = ()
    choose: Chooser = before_the_stop
    learnt: Path | None = None

    @cached_property
    def lines(self) -> Cut:
        """各行（段），空行不在内。"""
        return sentences.lines(self.raw)

    @cached_property
    def sentences(self) -> Cut:
        """各句，含句末点号和跟着的后引号。"""
        return sentences.sentences(self.raw)

    @cached_property
    def clauses(self) -> Cut:
        """各小句，不含两头的点号；顿号不断开。"""
        return sentences.clauses(self.raw)

    @cached_property
    def skips(self) -> Cut:
        """不校的地方：网址、邮箱、代码、成句的外文。"""
        return skips(self.raw)

    @cached_property
    def pairs(self) -> Pairs:
        """成对的标点和落单的。"""
        return pair_up(self.raw)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """各段段首的序次语。"""
        return sequence.items(self.raw, self.lines)

    @cached_property
    def ordinals(self) -> tuple[Ordinal, ...]:
        """句中的一是、二是。"""
        return sequence.ordinals(self.raw, self.lines)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """各段，连同开头的序次语。"""
        return tuple(self._paragraphs())

    def _paragraphs(self) -> Iterator[Paragraph]:
        at_head = {item.line.start: item for item in self.items}
        cells = Cut(self.cells)
        for number, (start, end) in enumerate(self.lines, 1):
            yield Paragraph(number, start, end, at_head.get(start), cells.covers(start))

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """`offset` 所在的段；正文没有字的答 None。"""
        place = max(self.lines.index(offset), 0)
        return self.paragraphs[place] if self.paragraphs else None

    def is_heading(self, line: Span) -> bool:
        """这一行像不像单独成行的小标题：短，中间没有句末点号、分号。"""
        if line.end - line.start > 2 * HEADING:
            return False
        written = self.raw[line.start : line.end].rstrip()
        return len(written) <= HEADING and not any(mark in written[:-1] for mark in "。！？；")

    def is_bound(self, offset: int) -> bool:
        """`offset` 两边是不是段首或段尾。"""
        return offset <= 0 or offset >= len(self.raw) or self.raw[offset] in "\r\n"
