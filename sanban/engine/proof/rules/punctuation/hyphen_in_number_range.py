"""数值范围用浪纹线“～”。

两个数之间表示“从多少到多少”，用浪纹线（也可以用一字线），不用短横线；短横线容易看成减号、编号。
只看后面带单位的。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

UNITS = (
    "[%％‰人万亿元个件名户家天项次米吨亩岁度℃倍处条份辆台套只头座间所倍]"
    "|公里|公斤|千克|厘米|毫米|小时|分钟|工作日|平方|立方|周|km|kg|mm|cm|MB|GB"
)
RANGE = Pattern(rf"[-－–](?<=[\d%％℃万亿元].)(?=(?P<last>\d+(?:\.\d+)?)(?:余|多)?(?:{UNITS}))")
FIRST = Pattern(r"(?<![\d.A-Za-z第号〕-])(\d+(?:\.\d+)?)[%％℃万亿元]?\Z")


def check(text: Text) -> Iterator[Hit]:
    """前一个数小，后一个数大，后面带单位。"""
    for found in RANGE.over(text.raw):
        head = text.raw[max(0, found.start() - 16) : found.start()]
        first = FIRST.compiled.search(head)
        if first and float(first[1]) <= float(found["last"]):
            yield Hit(*found.span(), "数值范围用浪纹线，改为“～”。", ("～",), 0.85)


RULE = Rule(
    id="P16",
    name="hyphen-in-number-range",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.13.3.3",
    check=check,
    wrong={"每组10-15人": "每组10～15人", "增长3%-5%": "增长3%～5%"},
    right=("每组10～15人", "A4-80克", "0931-8800000", "2024-05-06", "第3-5条"),
    needs="-－–",
)
