"""“以及”“及”前面用逗号，不用顿号。

并列的各项用顿号，最后一项前面用“以及”“及”连接的，“以及”前面要停顿就用逗号，不停顿就不用标点。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(r"、(?P<word>以及|及(?![时格早第至]))")


def check(text: Text) -> Iterator[Hit]:
    """顿号紧接着“以及”“及”；段首序号后面的顿号不算。"""
    serials = {item.end for item in text.items}
    for found in MARK.over(text.raw):
        if found.start() in serials:
            continue
        word = found["word"]
        message = f"“{word}”前面不用顿号，改用逗号，或者不用标点。"
        yield Hit(*found.span(), message, (f"，{word}", word))


RULE = Rule(
    id="P37",
    name="comma-before-and",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.3",
    check=check,
    wrong={"财政、民政、以及有关乡镇": "财政、民政，以及有关乡镇"},
    right=("学习、及时反馈", "一、及早准备", "财政、民政以及有关乡镇", "财政、民政，以及有关乡镇"),
    needs=("、以及", "、及"),
)
