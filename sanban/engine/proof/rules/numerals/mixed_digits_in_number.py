"""一个数里不混用汉字数字和阿拉伯数字，“万”“亿”除外。

“3千5百人”应写成 3500 人，或者三千五百人；“1百余件”应写成 100 余件。
“千克”“千瓦”是单位，不算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import UNITS

ITEMS = "[个件名户次元人条家项年天页亩吨册起处场期]"
NUMBER = Pattern(
    r"[十百千](?<=[0-9].)(?:(?:[0-9][百十]|[0-9](?![0-9]))*"
    r"(?![克米瓦卡帕伏赫安字古兆焦禧分强佳里一-九人斤])"
    rf"(?=[多余万亿]|{ITEMS})|(?<!十)(?:[0-9][百十]?)+(?=[多余]|{ITEMS}))"
)
BEFORE = frozenset("0123456789.．，,第")


def check(text: Text) -> Iterator[Hit]:
    """一个阿拉伯数字后面跟着“千”“百”“十”。"""
    for found in NUMBER.over(text.raw):
        start = found.start() - 1
        written = text.raw[start : found.end()]
        if text.raw[start - 1 : start] not in BEFORE or start == 0:
            right = str(_value(written))
            message = f"一个数里不混用两种数字，改为“{right}”。"
            yield Hit(start, found.end(), message, (right,))


def _value(written: str) -> int:
    total, digit, last = 0, 0, 10
    for char in written:
        if char in UNITS:
            last = UNITS[char]
            total += digit * last
            digit = 0
        else:
            digit = int(char)
    return total + digit * max(last // 10, 1)


RULE = Rule(
    id="N13",
    name="mixed-digits-in-number",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.3",
    check=check,
    wrong={"3千5百人": "3500人", "1百余件": "100余件", "2千多户": "2000多户"},
    right=("3500人", "100余件", "5千克", "3千瓦", "1.5万人"),
    needs="十百千",
)
