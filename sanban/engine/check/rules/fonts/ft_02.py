"""字体设了却没有用上。

同一截字既写了中文字体，又挂着主题字体，Word 听主题的：设的是仿宋，看到、印出来的是等线或
宋体。常见于从网页、别的文件粘贴来的段落。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import HAN, inked, run_edits
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength
from sanban.engine.read.docx_styles import W

DROPPED: dict[str, str | None] = {"rFonts.eastAsiaTheme": None}


def check(document: Document) -> Iterator[Fault]:
    """直接写在字上的主题字体。"""
    for para in document.paras:
        wrong = [one for one in inked(para) if _leaks(one)]
        if wrong:
            yield _fault(para, wrong)


def _leaks(piece: Piece) -> bool:
    fonts = piece.run.find(f"{W}rPr/{W}rFonts")
    if fonts is None or not HAN.search(piece.text):
        return False
    named, theme = fonts.get(W + "eastAsia"), fonts.get(W + "eastAsiaTheme")
    return bool(named and theme) and named.split(";")[0] != piece.look.east


def _fault(para: Para, wrong: list[Piece]) -> Fault:
    fonts = wrong[0].run.find(f"{W}rPr/{W}rFonts")
    named, used = fonts.get(W + "eastAsia"), wrong[0].look.east
    return Fault(
        f"设的字体是{named}，实际用的是主题字体{used}，应去掉主题字体。",
        para, wrong[0].start, wrong[-1].end, edits=run_edits(wrong, DROPPED),
    )  # fmt: skip


RULE = FormatRule(
    id="FT-02", name="theme-font-leak", clause="5.2.2（一般）", check=check,
    level=Level.HINT, strength=Strength.STANDARD,
)  # fmt: skip
