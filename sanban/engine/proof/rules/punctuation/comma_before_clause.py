"""分句前面用逗号，不用顿号。

顿号只隔开并列的词语；后面是“使其”“从而”“进而”“还是”领起的分句，前面要用逗号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(r"、(?:使[其之得]|从而|进而|因此|因而|以便|以期|致使|以致|还是)")


def check(text: Text) -> Iterator[Hit]:
    """顿号紧接着领起分句的词。"""
    for found in MARK.over(text.raw):
        word = found.group()[1:]
        place = found.start()
        yield Hit(place, place + 1, f"“{word}”领起分句，前面的顿号改为逗号。", ("，",), 0.85)


RULE = Rule(
    id="P41",
    name="comma-before-clause",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.4.3.1、4.5.3.1",
    check=check,
    wrong={"注重资料的收集、编撰、使其真实可信": "注重资料的收集、编撰，使其真实可信"},
    right=("注重收集、编撰，使其真实可信", "收集、使用、管理"),
    needs=("、使", "、从", "、进", "、因", "、以", "、致", "、还"),
)
