"""“（一）”后面不用标点。

带括号的序次语，括号本身就是标点，后面不再用顿号、逗号、下脚点。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """段首的“（一）”后面跟着点号。"""
    for item in text.items:
        if (
            item.kind == "in_brackets"
            and item.mark
            and text.raw[item.end + 1 : item.end + 2] not in ("（", "(")
        ):
            number = text.raw[item.start : item.end]
            end = item.end + len(item.mark)
            yield Hit(item.end - 1, end, f"“{number}”后面不用标点，删去。", (number[-1],))


RULE = Rule(
    id="Q02",
    name="mark-after-brackets",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.4",
    check=check,
    wrong={"（一）、目标": "（一）目标", "（二）．措施": "（二）措施"},
    right=("（一）目标", "（一）、（二）两项规定的情形"),
    needs="）)",
)
