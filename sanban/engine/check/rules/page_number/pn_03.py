"""页码的字：四号半角宋体阿拉伯数字。

页码一般用四号半角宋体阿拉伯数字，两边的一字线也是；默认的五号西文字体太小，装订后看不清。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import fits_face, inked, run_edits, size_name
from sanban.engine.check.document import Document
from sanban.engine.check.numbering import page_numbers
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.numbers import DIGITS
from sanban.engine.fonts.roles import ROLES
from sanban.engine.proof.rule import Level

SEEN_NEAR = 0.6


def check(document: Document) -> Iterator[Fault]:
    """页码那一段的字号和字体。"""
    style = document.rules.styles["page_no"]
    name, half = ROLES[style.face].office_name, str(round(style.pt * 2))
    values: dict[str, str | None] = {
        "sz": half, "szCs": half, "rFonts.ascii": name, "rFonts.hAnsi": name,
        "rFonts.eastAsia": name, "rFonts.asciiTheme": None, "rFonts.hAnsiTheme": None,
        "rFonts.eastAsiaTheme": None,
    }  # fmt: skip
    for one in page_numbers(document) if document.has_head else ():
        wrong = [
            piece for piece in inked(one.para)
            if abs(piece.look.size - style.pt) > 0.3
            or not fits_face(document, piece.look.west, style.face)
        ]  # fmt: skip
        if wrong:
            look = wrong[0].look
            message = f"页码用的是{size_name(look.size)}{look.west}，应为四号宋体。"
            yield Fault(message, one.para, edits=run_edits(wrong, values))


def seen(document: SeenDocument) -> Iterator[Fault]:
    """页码的字号和字体；一字线的字体不看。"""
    style = document.rules.styles["page_no"]
    for para in document.footers if document.has_head else ():
        wrong = [
            piece for piece in para.pieces
            if abs(piece.look.size - style.pt) > SEEN_NEAR
            or (DIGITS.search(piece.text) and not fits_face(document, piece.look.west, style.face))
        ]  # fmt: skip
        if wrong:
            look = wrong[0].look
            message = f"页码用的是{size_name(round(look.size * 2) / 2)}{look.west}，应为四号宋体。"
            yield Fault(message, para)


RULE = FormatRule(id="PN-03", name="page-number-font", clause="7.5（一般）", check=check, seen=seen,
                  level=Level.HINT)  # fmt: skip
