"""小于一的数，小数点前面写 0。

“.5万元”前面的点容易印丢，印丢了就是“5万元”。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

NUMBER = Pattern(
    r"[.．](?<![0-9A-Za-z.．…）)、].)(?P<digits>[0-9]{1,4})(?=个?百分点|[万亿元%％倍吨亩]|公里|平方)"
)


def check(text: Text) -> Iterator[Hit]:
    """点前面没有数字，后面的数带单位。"""
    for found in NUMBER.over(text.raw):
        right = f"0.{found['digits']}"
        yield Hit(*found.span(), f"小数点前面的 0 不能省，改为“{right}”。", (right,))


RULE = Rule(
    id="N12",
    name="leading-zero-dropped",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.1.2",
    check=check,
    wrong={"补助.5万元": "补助0.5万元"},
    right=("补助0.5万元", "1.5万元", "附件.5"),
    needs=".．",
)
