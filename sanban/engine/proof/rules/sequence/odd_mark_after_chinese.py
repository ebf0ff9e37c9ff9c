"""“一”“二”做序号，后面用顿号。

不带括号的汉字数字做序次语，后面用顿号；写成下脚点、逗号的都改过来。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """段首的“一”后面不是一个顿号。"""
    for item in text.items:
        if item.kind == "chinese" and item.mark not in ("、", ""):
            start, end = item.end, item.end + len(item.mark)
            yield Hit(start, end, "汉字序号后面用顿号，改为“、”。", ("、",))


RULE = Rule(
    id="Q01",
    name="odd-mark-after-chinese",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.2；GB/T 9704—2012 7.3.3",
    check=check,
    wrong={"一.总体要求": "一、总体要求", "二，工作目标": "二、工作目标"},
    right=("一、总体要求", "一年来，成绩很大", "1.总体要求"),
    needs="一二三四五六七八九十",
)
