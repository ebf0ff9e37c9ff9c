"""白边和版心。

天头 37 毫米、订口 28 毫米，版心 156 毫米×225 毫米，误差 1 毫米。“对话框”写法照填这几个数；
“纸上量”写法把上下白边填小一点，印出来首行的字正好离纸边 37 毫米，两种都算对。
"""

from collections.abc import Iterator

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.sections import TWIPS_PER_MM, Section, margins_of
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.rows import full_pages
from sanban.engine.gongwen.profiles import Profile

SIDE_MM, RIGHT_MM = 1.8, 3.2
TOP_MM, FOOT_MM = (-2.2, 5.0), 3.5
"""首行的字框：“纸上量”写法在天头上下，“对话框”写法低 3 毫米多。"""
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


def seen(document: SeenDocument) -> Iterator[Fault]:
    """从写满的行量左右，从写满的面量上下；量不准的不说。"""
    mm, frame = document.rules.mm, document.frame
    left, right = mm("left"), mm("left") + mm("text_width")
    if frame.sure and abs(frame.left - left) > SIDE_MM:
        yield _off(1, "左白边", frame.left, left)
    elif frame.sure and abs(frame.right - right) > RIGHT_MM:
        wide = frame.right - frame.left
        message = f"版心宽约{wide:.0f}毫米，应为{mm('text_width'):g}毫米。"
        yield Fault(message, place="第1页")
    heads = ((number, rows[0].top) for number, rows in full_pages(document) if number > 1)
    for number, top in heads:
        if not TOP_MM[0] <= top - mm("top") <= TOP_MM[1]:
            yield _off(number, "上白边", top, mm("top"))
            break
    for number, rows in full_pages(document):
        bottom = rows[-1].bottom - mm("top") - mm("text_height")
        if bottom > FOOT_MM:
            message = f"正文排到了版心下边缘之下约{bottom:.0f}毫米，请看下白边。"
            yield Fault(message, place=f"第{number}页")
            break


def _off(page: int, what: str, found: float, wanted: float) -> Fault:
    return Fault(f"{what}约{found:.0f}毫米，应为{wanted:g}毫米。", place=f"第{page}页")


RULE = FormatRule(id="PG-02", name="wrong-margins", clause="5.2.1", check=check,
                  seen=seen)  # fmt: skip
