"""纪要的出席、请假、列席名单：标签黑体，名单仿宋，左空二字。

一般用三号黑体在正文下空一行左空二字排“出席”二字，后标全角冒号，冒号后用三号仿宋标单位、
姓名，回行时与冒号后的首字对齐。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import HAN, fits_face, inked, run_edits, said, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.fonts.roles import ROLES
from sanban.engine.proof.rule import Level

COLONS = "：:"
NEAR = 0.6


def check(document: Document) -> Iterator[Fault]:
    """名单各行。"""
    yield from wrong_size(document, ["attendance"])
    for para in document.of("attendance"):
        colon = next((place for place, char in enumerate(para.text) if char in COLONS), 0)
        yield from _face(document, para, (0, colon), "attendance_label")
        yield from _face(document, para, (colon + 1, len(para.text)), "attendance")
        side = document.rules.styles["attendance_label"].left
        if abs(para.layout.start - side) > NEAR:
            yield Fault(f"名单的标签应左空{said(side)}字，回行与冒号后的首字对齐。", para)


def _face(document: Document, para: Para, where: tuple[int, int], code: str) -> Iterator[Fault]:
    face = document.rules.styles[code].face
    wrong = [
        one for one in inked(para)
        if where[0] <= one.start < where[1] and HAN.search(one.text)
        and not fits_face(document, one.look.east, face)
    ]  # fmt: skip
    if wrong:
        name = document.rules.fonts.get(face) or ROLES[face].office_name
        values: dict[str, str | None] = {"rFonts.eastAsia": name, "rFonts.eastAsiaTheme": None}
        yield Fault(
            f"名单里这几个字用的是{wrong[0].look.east}，应为{ROLES[face].label}。",
            para, wrong[0].start, wrong[-1].end, edits=run_edits(wrong, values),
        )  # fmt: skip


RULE = FormatRule(id="MI-02", name="minutes-list", clause="10.3（一般）", check=check,
                  level=Level.HINT)  # fmt: skip
