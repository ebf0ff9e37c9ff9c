"""中文里的括号用全角。

括号里有汉字，或者紧跟在汉字后面的，两半都写全角（ ）；半角括号窄，夹在汉字中间看着偏，
也常常一半宽一半窄。括号里外都是外文、数字的（如公式、型号）不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pair, Pattern, Text
from sanban.engine.text.characters import HAN

CHINESE = Pattern(rf"[{HAN}，。；：、“”《》]")
HAN_BEFORE = Pattern(rf"[{HAN}”》]")
FULL = {"(": "（", ")": "）"}


def check(text: Text) -> Iterator[Hit]:
    """成对的一起看，两半各算一处；落单的归 P04。"""
    for pair in text.pairs.pairs:
        if pair.kind == "括号" and _is_chinese(text.raw, pair):
            yield from _halves(text.raw, pair)


def _is_chinese(raw: str, pair: Pair) -> bool:
    if raw[pair.start] != raw[pair.end - 1] and raw[pair.start] + raw[pair.end - 1] != "()":
        return raw[pair.start] == "(" or raw[pair.end - 1] == ")"
    before = HAN_BEFORE.match(raw, pair.start - 1) if pair.start else None
    return before is not None or CHINESE.search(raw, *pair.inside) is not None


def _halves(raw: str, pair: Pair) -> Iterator[Hit]:
    for place in (pair.start, pair.end - 1):
        if raw[place] in FULL:
            full = FULL[raw[place]]
            message = f"中文里的括号用全角，改为“{full}”。"
            yield Hit(place, place + 1, message, (full,))


RULE = Rule(
    id="P03",
    name="halfwidth-parentheses",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.9.2、5.1.3",
    check=check,
    wrong={
        "县委(扩大)会议": "县委（扩大）会议",
        "《若干规定(试行)》": "《若干规定（试行）》",
        "各科室（局)负责人": "各科室（局）负责人",
        "增长率(5%)": "增长率（5%）",
    },
    right=("县委（扩大）会议", "f(x)=2x", "A(2)", "1)时间"),
    needs="()",
)
