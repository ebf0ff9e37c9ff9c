"""信函的红色双线：长 170 毫米，居中。

上双线在标志下 4 毫米，上粗下细；下双线离下页边 20 毫米，上细下粗。
"""

from collections.abc import Iterator
from typing import Any

from sanban.engine.check.document import Document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.check.seen.document import SeenDocument
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.render.ink import EMU_PER_MM

THIN_MM, NEAR_MM, SHORTEST_MM = 3.0, 2.0, 100.0


def check(document: Document) -> Iterator[Fault]:
    """薄薄一条的图形就是线。"""
    if document.format != LETTER:
        return
    wanted = document.rules.mm("letter_rule_width")
    mark = document.first("issuer_mark")
    for root in document.traced.roots.values():
        for extent in root.iter("{*}extent"):
            wide, high = _mm(extent, "cx"), _mm(extent, "cy")
            if high < THIN_MM and wide > SHORTEST_MM and abs(wide - wanted) > NEAR_MM:
                yield Fault(f"信函的红线长{wide:.0f}毫米，应为{wanted:g}毫米。", mark)
                return


def _mm(node: Any, name: str) -> float:
    return float(node.get(name, "0")) / EMU_PER_MM


def seen(document: SeenDocument) -> Iterator[Fault]:
    """首面上下的红线，有几条、多长。"""
    if document.format != LETTER:
        return
    wanted, mark = document.rules.mm("letter_rule_width"), document.first("issuer_mark")
    lines = [one.box for one in document.lines(1, red=True) if one.box.width > SHORTEST_MM]
    middle = document.sheets[0].height / 2
    for where, pair in (
        ("上", [box for box in lines if box.top < middle]),
        ("下", [box for box in lines if box.top > middle]),
    ):
        short = [box for box in pair if abs(box.width - wanted) > NEAR_MM]
        if not pair:
            yield Fault(f"信函首页{where}面没有红色双线，应画一条，长{wanted:g}毫米。", mark)
        elif short:
            message = f"信函{where}面的红线长{short[0].width:.0f}毫米，应为{wanted:g}毫米。"
            yield Fault(message, mark)


RULE = FormatRule(id="LT-02", name="letter-rules", clause="10.1", check=check, seen=seen, fix="C")
