"""上行文标注签发人。

请示、报告要标注签发人姓名，居右空一字，与发文字号同一行；“签发人”三字用仿宋，姓名用楷体。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import HAN, fits_face, inked, run_edits
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.fonts.roles import ROLES
from sanban.engine.gongwen.kinds import GENERAL
from sanban.engine.proof.rule import Strength

LABEL = "签发人"


def check(document: Document) -> Iterator[Fault]:
    """该有的有没有，姓名的字体。"""
    signers = document.having("signer_name")
    if document.named.goes_up and document.format == GENERAL and not signers:
        number = next(iter(document.having("doc_number")), None)
        if number is not None and document.first("issuer_mark"):
            yield Fault("上行文要标注签发人，请在发文字号同一行居右空一字写上。", number)
    for para in signers:
        yield from _names(document, para)


def _names(document: Document, para: Para) -> Iterator[Fault]:
    face = document.rules.styles["signer_name"].face
    place = para.text.find(LABEL)
    after = place + len(LABEL) + 1 if place >= 0 else 0
    wrong = [
        one for one in inked(para)
        if one.start >= after and HAN.search(one.text)
        and not fits_face(document, one.look.east, face)
    ]  # fmt: skip
    if wrong:
        name = document.rules.fonts.get(face) or ROLES[face].office_name
        values = {"rFonts.eastAsia": name, "rFonts.eastAsiaTheme": None}
        yield Fault(
            f"签发人的姓名用的是{wrong[0].look.east}，应为{ROLES[face].label}。",
            para, wrong[0].start, wrong[-1].end, edits=run_edits(wrong, values),
        )  # fmt: skip


RULE = FormatRule(
    id="HD-07", name="signer",
    clause="《党政机关公文处理工作条例》第九条；GB/T 9704—2012 7.2.6",
    check=check, seen=check, strength=Strength.REGULATION,
)  # fmt: skip
