"""引号、破折号、省略号用中文字体。

“”——……这几个符号中西文共用，没有提示，Word 就用西文字体排：引号变窄，破折号断开、偏低。
"""

import re
from collections.abc import Iterator

from sanban.engine.check.aspects import HAN, inked, run_edits
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Piece
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

SHARED = re.compile("[“”‘’—…]")
WEST = re.compile(r"[A-Za-z ]+")
HINTED: dict[str, str | None] = {"rFonts.hint": "eastAsia"}


def check(document: Document) -> Iterator[Fault]:
    """西文字体是纯西文的那几截。"""
    for para in document.paras:
        if para.code == "table":
            continue
        wrong = [one for one in inked(para) if _narrow(one)]
        if wrong:
            found = SHARED.search(wrong[0].text)
            at = wrong[0].start + (found.start() if found else 0)
            yield Fault(
                f"引号、破折号、省略号用的是西文字体{wrong[0].look.west}，应用中文字体。",
                para, at, at + 1, edits=run_edits(wrong, HINTED),
            )  # fmt: skip


def _narrow(piece: Piece) -> bool:
    look = piece.look
    western = bool(WEST.fullmatch(look.west)) and look.west.casefold() != look.east.casefold()
    return (
        western and not look.hinted and bool(SHARED.search(piece.text) and HAN.search(piece.text))
    )


RULE = FormatRule(
    id="FT-03", name="marks-in-latin-font", clause="公文版面的通行做法", check=check,
    level=Level.HINT, strength=Strength.PRACTICE,
)  # fmt: skip
