"""“1.1”“1.1.1”做章节号，末尾不用标点。

阿拉伯数字和下脚点结合表示章节关系的，中间用点，末尾不用任何点号，空一格接标题。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """段首的“1.1”后面还有点号。"""
    for item in text.items:
        if item.kind == "decimal" and item.mark:
            number = text.raw[item.start : item.end]
            end = item.end + len(item.mark)
            yield Hit(item.end - 1, end, f"章节号“{number}”末尾不用标点，删去。", (number[-1],))


RULE = Rule(
    id="Q13",
    name="mark-after-decimal",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.5",
    check=check,
    wrong={"1.1.、停顿": "1.1停顿", "2.3.1、范围": "2.3.1范围"},
    right=("1.1 停顿", "1.5亿元", "2.时间"),
    needs=".．",
)
