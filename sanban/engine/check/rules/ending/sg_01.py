"""署名和成文日期的位置。

加盖印章的：日期一般右空四字，署名以日期为准居中排在上一行；不加盖印章的：署名右空二字，
日期首字比署名首字右移二字。两种排法都算对；联合行文、签名章用表格摆的不查。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import indent
from sanban.engine.check.dates import plain_date
from sanban.engine.check.document import Document
from sanban.engine.check.looks import width
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.gongwen.styles import CHARS
from sanban.engine.proof.rule import Level

NEAR = 1.1
SHIFT = 2
LEAST = 1.5


def check(document: Document) -> Iterator[Fault]:
    """署名和日期上下两行的，看它们的左右。"""
    dates = [para for para in document.of("issue_date") if _plain(para)]
    signs = [para for para in document.of("issuer_signature") if _plain(para)]
    for date in dates:
        organ = next((para for para in reversed(signs) if para.index < date.index), None)
        wrong = list(_date(document, date))
        yield from wrong
        if organ is not None and len(signs) == 1 and date.index == organ.index + 1 and not wrong:
            yield from _organ(document, organ, date)


def _plain(para: Para) -> bool:
    hand = para.text[:1].isspace() or para.text[-1:].isspace()
    return not (para.source.cell or hand or para.layout.frame or para.in_attachment)


def _start(para: Para) -> float | None:
    """首字离版心左边几字。"""
    layout = para.layout
    if layout.align == "right":
        return CHARS - layout.right - width(para.bare)
    if layout.align == "center":
        return (CHARS + layout.left - layout.right - width(para.bare)) / 2
    return layout.start


def _date(document: Document, date: Para) -> Iterator[Fault]:
    start = _start(date) or 0
    right = CHARS - start - width(date.bare)
    if not LEAST <= right <= CHARS / 2:
        right_of = document.rules.styles["issue_date"].right
        yield Fault(
            f"成文日期应排在右边，一般右空四字，现在右空{right:.3g}字。",
            date, edits=_moved(date, right_of),
        )  # fmt: skip


def _organ(document: Document, organ: Para, date: Para) -> Iterator[Fault]:
    left, day = _start(organ), _start(date)
    # 日期的写法不对，改了长短会变，先不比
    if left is None or day is None or plain_date(date.bare) not in ("", date.bare):
        return
    centres = left + width(organ.bare) / 2, day + width(date.bare) / 2
    sealed = abs(centres[0] - centres[1]) <= NEAR
    unsealed = abs(day - left - SHIFT) <= NEAR
    if sealed or unsealed:
        return
    right = max(CHARS - day - width(date.bare), 0)
    if not LEAST <= right <= CHARS / 2:
        right = document.rules.styles["issue_date"].right
    own = right + (width(date.bare) - width(organ.bare)) / 2
    yield Fault(
        "发文机关署名应以成文日期为准居中（盖章的），或者日期比署名右移二字（不盖章的）。",
        organ, edits=_moved(organ, max(own, 0)),
    )  # fmt: skip


def _moved(para: Para, right: float) -> tuple[Edit, ...]:
    return indent(para, right=right), Edit(para.node, "pPr", {"jc": "right"})


RULE = FormatRule(
    id="SG-01", name="sign-off-place", clause="7.3.5（一般）", check=check, seen=check,
    level=Level.HINT,
)  # fmt: skip
