"""顿号列举到末尾，“等”前面不用点号。

各项之间用顿号的，末一项后面直接写“等”“等等”，“等”前面不再用顿号。
“等级”“等待”“等价”一类的词开头是“等”，不算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

MARK = Pattern(r"、等(?![级候待额值同于量差价高第距边温压效分次式号身闲因腰])")


def check(text: Text) -> Iterator[Hit]:
    """顿号后面紧跟着“等”。"""
    for found in MARK.over(text.raw):
        yield Hit(*found.span(), "顿号列举，“等”前面不用顿号，删去。", ("等",))


RULE = Rule(
    id="P10",
    name="comma-before-and-so-on",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.1.2",
    check=check,
    wrong={
        "财政、民政、等部门": "财政、民政等部门",
        "财政、民政、等等。": "财政、民政等等。",
    },
    right=("财政、民政等部门", "公平、等价有偿", "密级、等级"),
    needs=("、等",),
)
