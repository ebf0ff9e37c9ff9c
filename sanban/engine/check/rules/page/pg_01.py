"""纸张用 A4。

公文用纸是 A4 型（210 毫米×297 毫米）；别的纸印出来，白边和行数全不对，也没法装订归档。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.proof.rule import Level

NEAR_MM, SHEET_NEAR_MM = 1, 2


def check(document: Document) -> Iterator[Fault]:
    """每一节的纸，横的竖的都认。"""
    mm = document.rules.mm
    upright = mm("paper_width"), mm("paper_height")
    for section in document.sections:
        wanted = upright[::-1] if section.turned else upright
        found = section.width / TWIPS_PER_MM, section.height / TWIPS_PER_MM
        if max(abs(one - other) for one, other in zip(found, wanted, strict=True)) > NEAR_MM:
            sizes = [str(round(one * TWIPS_PER_MM)) for one in wanted]
            values = {"pgSz.w": sizes[0], "pgSz.h": sizes[1], "pgSz.code": None}
            yield Fault(
                f"纸张是{found[0]:.0f}毫米×{found[1]:.0f}毫米，应为 A4"
                f"（{wanted[0]:.0f}毫米×{wanted[1]:.0f}毫米）。",
                place=f"第{section.number + 1}节页面", edits=(Edit(section.node, "", values),),
            )  # fmt: skip


def seen(document: SeenDocument) -> Iterator[Fault]:
    """每一面的纸；一样的只说一次。"""
    mm = document.rules.mm
    wanted = sorted((mm("paper_width"), mm("paper_height")))
    told: set[tuple[int, int]] = set()
    for number, sheet in enumerate(document.sheets, 1):
        found = sorted((sheet.width, sheet.height))
        size = round(found[0]), round(found[1])
        off = max(abs(one - other) for one, other in zip(found, wanted, strict=True))
        if off > SHEET_NEAR_MM and size not in told:
            told.add(size)
            message = (
                f"纸张是{size[0]}毫米×{size[1]}毫米，应为 A4"
                f"（{wanted[0]:.0f}毫米×{wanted[1]:.0f}毫米）。"
            )
            yield Fault(message, place=f"第{number}页")


RULE = FormatRule(
    id="PG-01", name="paper-size", clause="5.1", check=check, seen=seen, level=Level.ERROR
)
