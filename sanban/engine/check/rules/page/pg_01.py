"""纸张用 A4。

公文用纸是 A4 型（210 毫米×297 毫米）；别的纸印出来，白边和行数全不对，也没法装订归档。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM
from sanban.engine.proof.rule import Level

NEAR_MM = 1


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


RULE = FormatRule(id="PG-01", name="paper-size", clause="5.1", check=check, level=Level.ERROR)
