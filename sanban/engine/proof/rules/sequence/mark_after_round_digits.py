"""“（1）”后面不用标点。

带括号的阿拉伯数字做序次语，括号本身就是标点，后面不再用顿号、下脚点；带圈的数字也一样。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """段首的“（1）”“①”后面跟着点号。"""
    for item in text.items:
        if item.kind in ("in_round", "circled") and item.mark:
            end = item.end + len(item.mark)
            if text.raw[end : end + 1] in tuple("（(①②③④⑤⑥⑦⑧⑨"):
                continue
            number = text.raw[item.start : item.end]
            yield Hit(item.end - 1, end, f"“{number}”后面不用标点，删去。", (number[-1],))


RULE = Rule(
    id="Q04",
    name="mark-after-round-digits",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.4",
    check=check,
    wrong={"（1）．地点": "（1）地点", "①、地点": "①地点"},
    right=("（1）地点", "①地点", "（1）、（2）两项"),
    needs="）)①②③④⑤⑥⑦⑧⑨",
)
