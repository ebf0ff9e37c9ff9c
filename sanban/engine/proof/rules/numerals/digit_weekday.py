"""星期几用汉字。

“星期五”“周五”是定型的词，里面的数字用汉字。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

WEEKDAY = Pattern(
    r"[1-6](?:(?<=(?:星期|礼拜).)(?<![一两每个]星期.)(?![0-9.次天个])"
    r"|(?<=[每上下本（(]周.)(?=[上下晚早、，,。）)至到—召开]))"
)
NAMES = "〇一二三四五六"


def check(text: Text) -> Iterator[Hit]:
    """星期5、（周5）。"""
    for found in WEEKDAY.over(text.raw):
        right = NAMES[int(found.group())]
        yield Hit(*found.span(), f"星期几用汉字，改为“{right}”。", (right,))


RULE = Rule(
    id="N23",
    name="digit-weekday",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.2.3",
    check=check,
    wrong={"星期5上午": "星期五上午", "（周5）": "（周五）"},
    right=("星期五上午", "第5周", "一星期3次"),
    needs=("星期", "礼拜", "周"),
)
