"""电话号码、编号里用短横线“-”。

区号和号码之间是短横线，占半格；写成一字线、破折号、浪纹线，复制去拨打、去检索都对不上。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

PHONE = Pattern(r"0\d{2,3}(?P<dash>[—–―─－～~]{1,2})\d{7,8}(?!\d)")


def check(text: Text) -> Iterator[Hit]:
    """零开头的三四位区号，后面七八位号码。"""
    for found in PHONE.over(text.raw):
        if not text.raw[found.start() - 1 : found.start()].isdigit():
            yield Hit(*found.span("dash"), "电话号码里用短横线，改为“-”。", ("-",))


RULE = Rule(
    id="P17",
    name="long-dash-in-phone",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.13.3.1",
    check=check,
    wrong={"电话：0931—8800000": "电话：0931-8800000"},
    right=("电话：0931-8800000", "GB/T 9704—2012", "2021—2025年"),
    needs="—–―─－～~",
)
