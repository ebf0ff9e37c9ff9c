"""公文里从来这样写的话，差一个字。

法律法规和政府工作报告里写过几十次、从来不换字不漏字的八字串，文中差中间一个字：换了、漏了的是警告，
添了的是提示。说明里给出学过的文字里写过几次，作为凭据。书名号里的照原文，不提。
"""

from collections.abc import Iterator

from sanban.engine.proof.formulations import ADDED, CHANGED, MIDDLE, Deviation, deviations
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Span, Text


def check(text: Text) -> Iterator[Hit]:
    """一处只说一次；换了字的圈住那个字，漏了的圈住两边的，添了的圈住添的。"""
    told: set[Span] = set()
    for one in deviations(text.raw):
        span, new = _changed(one)
        if span in told or text.pairs.titled.covers(span.start):
            continue
        told.add(span)
        message = (
            f"公文里通常写“{one.right}”（学过的文字里 {one.times} 次，没有这样写的），"
            f"这里是“{text.raw[one.start : one.end]}”，请核对。"
        )
        yield Hit(*span, message, (new,), 0.85, Level.HINT if one.kind == ADDED else None)


def _changed(one: Deviation) -> tuple[Span, str]:
    """换掉哪几个字，换成什么。"""
    middle = one.start + MIDDLE
    if one.kind == CHANGED:
        return Span(middle, middle + 1), one.right[MIDDLE]
    if one.kind == ADDED:
        return Span(middle, middle + 2), one.right[MIDDLE]
    return Span(middle - 1, middle + 1), one.right[MIDDLE - 1 : MIDDLE + 2]


RULE = Rule(
    id="T83",
    name="fixed-formulation-off",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="法律法规、政府工作报告里的通常写法",
    check=check,
    wrong={
        "依照中华人民和国法律的规定": "依照中华人民共和国法律的规定",
    },
    right=("依照中华人民共和国法律的规定",),
    by_model=True,
)
