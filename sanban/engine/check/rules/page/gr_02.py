"""每行 28 字。

一般每行排 28 个字，撑满版心。三号字宽 16 磅，28 个比版心的 156 毫米略宽，字距要紧缩
0.25 磅，不然一行只排得下 27 个字。
"""

from collections.abc import Iterator
from math import floor

from sanban.engine.check.aspects import HAN, inked, run_edits
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.gongwen.styles import CHARS, THREE
from sanban.engine.proof.rule import Level

CODES = ("main_recipient", "body", "annotation", "attachment_note")


def check(document: Document) -> Iterator[Fault]:
    """三号字的各截，一行排得下几个。"""
    for para in document.of(*CODES):
        if para.source.cell:
            continue
        wrong = [one for one in inked(para) if _chars(document, para, one) not in (0, CHARS)]
        if wrong:
            tracking = document.profile.docx.tracking
            found = _chars(document, para, wrong[0])
            yield Fault(
                f"一行排{found}个字，应紧缩字距{-tracking / 20:g}磅，一行排{CHARS}个字。",
                para, wrong[0].start, wrong[-1].end,
                edits=run_edits(wrong, {"spacing": str(tracking)}),
            )  # fmt: skip


def _chars(document: Document, para: Para, piece: Piece) -> int:
    if abs(piece.look.size - THREE) > 0.1 or not HAN.search(piece.text):
        return 0
    section = para.section
    extra = section.char_space if section.grid == "linesAndChars" and para.layout.snaps else 0
    width = document.rules.mm("text_width") * TWIPS_PER_MM
    return floor(width / max(piece.look.cell + extra, 1) + 0.01)


RULE = FormatRule(
    id="GR-02", name="chars-a-line", clause="5.2.3（一般）", check=check, level=Level.HINT
)
