"""“一是”“二是”后面不用标点。

“一是”“二是”是句子的一部分，直接连着后面的话，中间不停顿。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MARKS = "、，：,:"


def check(text: Text) -> Iterator[Hit]:
    """“一是”“二要”后面跟着点号。"""
    for one in text.ordinals:
        if text.raw[one.end : one.end + 1] in tuple(MARKS):
            word = text.raw[one.start : one.end]
            message = f"“{word}”后面不用标点，删去。"
            yield Hit(one.end - 1, one.end + 1, message, (one.form,))


RULE = Rule(
    id="Q06",
    name="mark-after-ordinal",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.7",
    check=check,
    wrong={"一是、抓学习；二是：抓执行。": "一是抓学习；二是抓执行。"},
    right=("一是抓学习；二是抓执行。",),
    needs=tuple(f"{form}{mark}" for form in "是要" for mark in MARKS),
)
