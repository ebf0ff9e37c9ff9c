"""中文里的括号用全角。

括号挨着汉字的，前后两半都写全角（ ）；半角括号窄，夹在汉字中间看着偏，前后又常常不成对。
括号里全是外文、数字，前后也没有汉字的（如公式、型号），不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

OPEN = Pattern(rf"\((?:(?<=[{HAN}”》]\()|(?=[{HAN}“《]))")
CLOSE = Pattern(rf"\)(?:(?<=[{HAN}”》]\))|(?=[{HAN}“《，。；]))")
FULL = {"(": "（", ")": "）"}


def check(text: Text) -> Iterator[Hit]:
    """成对的一起找，一半一处。"""
    for pattern in (OPEN, CLOSE):
        for found in pattern.over(text.raw):
            full = FULL[found.group()]
            yield Hit(*found.span(), f"中文里的括号用全角，改为“{full}”。", (full,))


RULE = Rule(
    id="P03",
    name="halfwidth-parentheses",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.9.1、5.1.5",
    check=check,
    wrong={
        "县委(扩大)会议": "县委（扩大）会议",
        "《若干规定(试行)》": "《若干规定（试行）》",
    },
    right=("县委（扩大）会议", "f(x)=2x", "型号A(2)"),
    needs="()",
)
