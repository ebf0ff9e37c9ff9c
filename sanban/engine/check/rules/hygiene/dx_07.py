"""中文标成了别的语言。

标成日文、韩文、英文的中文，会换成别的字形，避头尾、拼写检查也照那种语言来。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import HAN, run_edits
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Piece
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength
from sanban.engine.read.docx_styles import W

CHINESE = "zh"


def check(document: Document) -> Iterator[Fault]:
    """直接写在字上的语言。"""
    for para in document.paras:
        wrong = [one for one in para.pieces if one.run is not None and _foreign(one)]
        if wrong:
            yield Fault(
                "这里的中文标成了别的语言，应标成中文。", para, wrong[0].start, wrong[-1].end,
                edits=run_edits(wrong, {"lang.eastAsia": "zh-CN"}),
            )  # fmt: skip


def _foreign(piece: Piece) -> bool:
    lang = piece.run.find(f"{W}rPr/{W}lang")
    east = "" if lang is None else lang.get(W + "eastAsia", "")
    return bool(east) and not east.startswith(CHINESE) and HAN.search(piece.text) is not None


RULE = FormatRule(id="DX-07", name="wrong-language", clause="电子文件的通行做法", check=check,
                  level=Level.HINT, strength=Strength.PRACTICE, always=True)  # fmt: skip
