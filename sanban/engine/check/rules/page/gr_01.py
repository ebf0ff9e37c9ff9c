"""每面 22 行。

一般每面排 22 行，撑满版心：行距用固定值，“对话框”写法 28.95 磅，“纸上量”写法 29.6 磅。
29 磅只排得下 21 行；单倍行距随字体变，换台电脑行数就不一样。
"""

from collections.abc import Iterator
from math import floor

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.rows import pitch_of
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import LINES, THREE
from sanban.engine.proof.rule import Level
from sanban.engine.read.physical import BODY

CODES = (
    "main_recipient", "body", "heading1", "heading2", "heading3", "heading4", "attachment_note",
    "issuer_signature", "issue_date", "annotation", "adoption", "attendance",
)  # fmt: skip
FLOW = ("body", "heading1", "heading2", "heading3", "heading4")
ADJUSTED = 1
"""落款放不下时可以调整行距（7.3.5.5），版式件里多一行、少一行不说。"""
SPARE, SEEN_SPARE = 0.004, 0.12
LEAST = 20
POINTS = 20


def check(document: Document) -> Iterator[Fault]:
    """正文各段的行距；有图的段、表里的段不查。"""
    for para in document.of(*CODES, ""):
        if para.pictured or para.source.cell or para.section.turned:
            continue
        if not para.code and not _is_blank_line(para):
            continue
        lines = _lines(document, para)
        if lines != LINES:
            yield _fault(document, para, lines)
        if para.code in FLOW:
            yield from _spaced(document, para)


def _is_blank_line(para: Para) -> bool:
    """正文里空着的一段；定了行高的多半是有意的，不算。"""
    return not para.bare and para.source.place == BODY and para.pitch is None


def _spaced(document: Document, para: Para) -> Iterator[Fault]:
    """段后有空；或者正文接着正文，段前有空。"""
    before = document.paras[para.index - 1] if para.index else None
    follows = before is not None and before.code in FLOW and before.section is para.section
    wrong = [side for side in ("before", "after") if getattr(para.layout, side) > LEAST]
    if not follows and "before" in wrong:
        wrong.remove("before")
    if wrong:
        values: dict[str, str | None] = {}
        for side in wrong:
            values |= {f"spacing.{side}": "0", f"spacing.{side}Lines": "0",
                       f"spacing.{side}Autospacing": "0"}  # fmt: skip
        message = "正文的段前、段后另加了空，一面排不满 22 行，段前、段后应为零。"
        yield Fault(message, para, edits=(Edit(para.node, "pPr", values),))


def _lines(document: Document, para: Para) -> int | None:
    page = (para.section.profile() or document.profile).docx
    mm = document.rules.mm("paper_height") - page.top - page.bottom
    if para.pitch is None:
        return None
    return floor(mm * 1440 / 25.4 / max(para.pitch, 1) + SPARE)


def _fault(document: Document, para: Para, lines: int | None) -> Fault:
    pitch = document.profile.docx.pitch
    wanted = f"应为固定值{pitch / POINTS:g}磅"
    found = f"行距{(para.pitch or 0) / POINTS:g}磅，一面排{lines}行"
    values: dict[str, str | None] = {
        "spacing.line": str(pitch), "spacing.lineRule": "exact",
    }  # fmt: skip
    return Fault(
        f"{found if lines else '行距随字体变，每面行数不定'}，{wanted}，一面排{LINES}行。",
        para, edits=(Edit(para.node, "pPr", values),),
    )  # fmt: skip


def seen(document: SeenDocument) -> Iterator[Fault]:
    """从三行以上的正文段量行距。"""
    for para in document.seen:
        pitch = pitch_of(document, para) if para.code in FLOW and not para.in_table else None
        if pitch is None:
            continue
        room = document.rules.mm("text_height") - THREE * POINT
        lines = floor(room / max(pitch, 1) + 1 + SEEN_SPARE)
        if abs(lines - LINES) > ADJUSTED:
            message = f"行距约{pitch / POINT:.1f}磅，一面排{lines}行，应一面排{LINES}行。"
            yield Fault(message, para)


RULE = FormatRule(
    id="GR-01",
    name="lines-a-page",
    clause="5.2.3（一般）",
    check=check,
    seen=seen,
    level=Level.HINT,
)
