"""两个百分数相减，差的是百分点。

由5%上升到7%，是提高了2个百分点；说“提高2%”，意思成了在5%上再加它的2%。
只看算得出来的：起讫两个数都写了，差正好等于后面的数；“2个百分点”写成“2%个百分点”的也算。
"""

from collections.abc import Iterator
from decimal import Decimal

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.figures import ARABIC

CHANGE = Pattern(
    rf"%(?:上升|提高|提升|增长|增加|下降|降低|降|减少|回落)?[到至为](?P<new>{ARABIC})%"
    rf"[，,；]?[^，。；%0-9]{{0,6}}?(?:上升|提高|提升|增长|增加|下降|降低|减少|回落)了?(?P<change>{ARABIC})%"
)
OLD = Pattern(rf"{ARABIC}\Z")
DOUBLED = Pattern(r"%个百分点")


def check(text: Text) -> Iterator[Hit]:
    """先看算得出来的，再看“%个百分点”。"""
    for found in CHANGE.over(text.raw):
        old = OLD.search(text.raw, max(0, found.start() - 8), found.start())
        if old and abs(Decimal(found["new"]) - Decimal(old.group())) == Decimal(found["change"]):
            right = f"{found['change']}个百分点"
            message = f"两个百分数的差用百分点，改为“{right}”。"
            yield Hit(found.start("change"), found.end(), message, (right,))
    for found in DOUBLED.over(text.raw):
        yield Hit(*found.span(), "“%”和“百分点”重复，改为“个百分点”。", ("个百分点",))


RULE = Rule(
    id="N18",
    name="percent-for-percentage-points",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.1.1；统计用语的通例",
    check=check,
    wrong={
        "由5%上升到7%，提高2%。": "由5%上升到7%，提高2个百分点。",
        "同比提高2%个百分点": "同比提高2个百分点",
    },
    right=("由5%上升到7%，提高2个百分点。", "由100%提高到105%，同比增长6%。"),
    needs=("%",),
)
