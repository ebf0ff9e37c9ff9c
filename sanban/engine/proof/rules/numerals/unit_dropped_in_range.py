"""起讫两个数，前面的“万”“亿”不能省。

“3～5万元”可以读成 3 元到 5 万元；省了会有两种读法的，前一个数也要带单位。
前一个数大的（“90～1亿元”）省了就更不对，也算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.figures import ARABIC, DASHES, tail

LAST = Pattern(rf"[{DASHES}](?P<last>{ARABIC})(?P<unit>[万亿])")
FIRST = Pattern(rf"(?<![0-9.．a-zA-Z年月第{DASHES}])(?P<first>{ARABIC})\Z")


def check(text: Text) -> Iterator[Hit]:
    """横线前面是光身的数，后面的数带“万”“亿”。"""
    for found in LAST.over(text.raw):
        before = FIRST.search(tail(text.raw, found.start()))
        if before and float(before["first"]) < float(found["last"]):
            start = found.start() - len(before["first"])
            right = f"{before['first']}{found['unit']}{found.group()}"
            message = f"前一个数也要带“{found['unit']}”，改为“{right}”。"
            yield Hit(start, found.end(), message, (right,))


RULE = Rule(
    id="N11",
    name="unit-dropped-in-range",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.1.3",
    check=check,
    wrong={"补助3～5万元": "补助3万～5万元"},
    right=("补助3万～5万元", "2021—2025年投入5亿元", "0931-8万"),
    needs=("万", "亿"),
)
