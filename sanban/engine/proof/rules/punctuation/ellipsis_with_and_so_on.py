"""省略号和“等”“等等”不能同时用。

两个都表示列举没有完，用一个就够：后面还有话的留“等”，句子完了的写“等等。”。
"""

import re
from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

DOTS = r"(?:…{1,2}|\.{3,6}|。{3,6})"
AFTER = Pattern(rf"等等?{DOTS}[，。]?")
BEFORE = Pattern(rf"{DOTS}[、，]?等等?(?![级候待额值同于量差价高第])")
KEPT = re.compile("等等?")


def check(text: Text) -> Iterator[Hit]:
    """“等”在前、在后都找。"""
    for found in AFTER.over(text.raw):
        word = KEPT.match(found.group())
        assert word is not None
        ending = found.group()[-1] if found.group()[-1] in "，。" else "。"
        # 后面紧接着说的“等”不带句号
        right = word.group() + ("" if _goes_on(text.raw, found.end()) else ending)
        yield Hit(*found.span(), "省略号和“等”不能同时用，删去省略号。", (right,))
    for found in BEFORE.over(text.raw):
        right = "等等" if found.group().endswith("等等") else "等"
        start = found.start() - (text.raw[found.start() - 1 : found.start()] == "、")
        yield Hit(start, found.end(), "省略号和“等”不能同时用，删去省略号。", (right,))


def _goes_on(raw: str, place: int) -> bool:
    return raw[place : place + 1] in tuple("，。；、！？”）的方单部情问")


RULE = Rule(
    id="P12",
    name="ellipsis-with-and-so-on",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.9.2",
    check=check,
    wrong={
        "发改、财政、住建……等单位": "发改、财政、住建等单位",
        "还有不少不足等等……常常反省": "还有不少不足等等。常常反省",
        "学习、调研等等……": "学习、调研等等。",
    },
    right=("发改、财政、住建等单位", "发改、财政、住建……", "学习、调研，等等。"),
    needs=("…", "...", "。。。"),
)
