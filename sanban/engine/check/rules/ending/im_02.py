"""版记在公文最后一面的最下面。

版记排在公文最后一面，末条分隔线与最后一面版心的下边缘重合；要排出版面才看得出。
"""

from collections.abc import Iterator

from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.check.seen.numbers import is_turned
from sanban.engine.check.seen.paras import SeenPara

CODES = ("cc_recipient", "print_line")
NEAR_MM, ROOM_MM = 4.5, 6.0


def seen(document: SeenDocument) -> Iterator[Fault]:
    """版记末行在第几面，下边的线（没有线的看字）离版心下边缘多远。"""
    paras = document.seen_of(*CODES)
    if not paras or is_turned(document, paras[-1]):
        return
    last = paras[-1]
    if last.rows[-1].page != len(document.sheets):
        pages = len(document.sheets)
        message = f"版记在第{last.page}页，应排在最后一面（第{pages}页）的最下面。"
        yield Fault(message, last)
        return
    mm = document.rules.mm
    gap = mm("top") + mm("text_height") - _bottom(document, last)
    if abs(gap) > NEAR_MM:
        where = "之上" if gap > 0 else "之下"
        message = f"版记的末条分隔线在版心下边缘{where}约{abs(gap):.0f}毫米，应与下边缘重合。"
        yield Fault(message, last)


def _bottom(document: SeenDocument, last: SeenPara) -> float:
    """末条线；没有线的（信函）按字的下边缘加半行空。"""
    text = last.rows[-1].bottom
    lines = [one.box.bottom for one in document.lines(last.rows[-1].page, red=False)]
    below = [line for line in lines if text < line < text + ROOM_MM]
    return max(below, default=text + NEAR_MM / 2)


RULE = FormatRule(id="IM-02", name="imprint-place", clause="7.4.1", seen=seen, laid=True, fix="C")
