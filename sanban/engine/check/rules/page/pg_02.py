"""白边和版心。

天头 37 毫米、订口 28 毫米，版心 156 毫米×225 毫米，误差 1 毫米。“对话框”写法照填这几个数；
“纸上量”写法把上下白边填小一点，印出来首行的字正好离纸边 37 毫米，两种都算对。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM, Section, margins_of
from sanban.engine.gongwen.profiles import Profile

NAMES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}


def check(document: Document) -> Iterator[Fault]:
    """哪种写法都不合的，照最接近的一种说。"""
    for section in document.sections:
        if section.profile() is None:
            yield _fault(section, document.profile)


def _fault(section: Section, profile: Profile) -> Fault:
    off = section.off(profile)
    found = "、".join(
        f"{NAMES[side]}白边{section.margins[side] / TWIPS_PER_MM:.3g}毫米（应为{mm:g}）"
        for side, mm in off.items()
    )
    wanted = margins_of(profile, turned=section.turned)
    values = {f"pgMar.{side}": str(round(wanted[side] * TWIPS_PER_MM)) for side in wanted}
    return Fault(
        f"{found}，照“{profile.title}”的写法改。",
        place=f"第{section.number + 1}节页面", edits=(Edit(section.node, "", values),),
    )  # fmt: skip


RULE = FormatRule(id="PG-02", name="wrong-margins", clause="5.2.1", check=check)
