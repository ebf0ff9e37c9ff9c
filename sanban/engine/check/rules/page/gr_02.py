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
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.rows import advance_of, is_body
from sanban.engine.gongwen.styles import CHARS, THREE
from sanban.engine.proof.rule import Level

CODES = ("main_recipient", "body", "annotation", "attachment_note")

ADJUSTED = 1
"""落款放不下时可以调整字距（7.3.5.5），版式件里多一个字、少一个字不说。"""
FEW, SEEN_SPARE = 4, 0.1


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


def seen(document: SeenDocument) -> Iterator[Fault]:
    """全文写满的行，相邻两个汉字多远；两端对齐会拉宽，取窄的四分之一处。"""
    bodies = [para for para in document.seen if para.code == "body" and not para.in_table]
    steps = sorted(
        step for para in bodies for row in para.rows[:-1] if is_body(row)
        if (step := advance_of(row)) is not None
    )  # fmt: skip
    if len(steps) < FEW:
        return
    chars = floor(document.rules.mm("text_width") / steps[len(steps) // 4] + SEEN_SPARE)
    if abs(chars - CHARS) > ADJUSTED:
        yield Fault(f"正文一行约排{chars}个字，应一行排{CHARS}个字。", bodies[0])


RULE = FormatRule(
    id="GR-02",
    name="chars-a-line",
    clause="5.2.3（一般）",
    check=check,
    seen=seen,
    level=Level.HINT,
)
