"""汉字写年份，中间的零用“〇”。

编号、年份用“〇”，计量用“零”；字母O、数字0、圆圈○都不是汉字，查找、转码时会丢。
“二零一零年”读音相同，也改成“〇”。旧文献里的圆圈○多是当年转码留下的，只提示；三处以上的，
只在头一处提一次，说清有几处。
"""

from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

CIRCLE = "○"
ZEROS = f"零{CIRCLE}OＯoｏ0０◯"
YEAR = Pattern(rf"年(?<=[一二][一二三四五六七八九〇{ZEROS}]{{3}}年)")
FIX = str.maketrans(dict.fromkeys(ZEROS, "〇"))
CHINESE = frozenset("一二三四五六七八九")
BEFORE = frozenset("一二三四五六七八九〇十百千万0123456789")


FEW = 3
"""圆圈至多一处一处地提这么多处。"""


def check(text: Text) -> Iterator[Hit]:
    """四个字的年份里有不是“〇”的零。"""
    hits = list(_years(text))
    circled = [hit for hit in hits if hit.level]
    if len(circled) > FEW:
        message = f"{circled[0].message}全文有{len(circled)}处，请一并改。"
        yield replace(circled[0], message=message, suggestions=())
        hits = [hit for hit in hits if not hit.level]
    yield from hits


def _years(text: Text) -> Iterator[Hit]:
    for found in YEAR.over(text.raw):
        start = found.start() - 4
        wrong = text.raw[start : found.start()]
        right = wrong.translate(FIX)
        known = sum(char in CHINESE for char in wrong) >= 2 or wrong.startswith("二零零")
        if right != wrong and known and text.raw[start - 1 : start] not in BEFORE:
            message = f"年份里的零用“〇”，改为“{right}”。"
            level = Level.HINT if CIRCLE in wrong else None
            yield Hit(start, found.start(), message, (right,), 0.9, level)


RULE = Rule(
    id="N09",
    name="odd-zero-in-year",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.2.5",
    check=check,
    wrong={"二O二四年": "二〇二四年", "二零二四年": "二〇二四年", "二0二四年": "二〇二四年"},
    right=("二〇二四年", "2024年", "一百零二年"),
    needs=ZEROS,
)
