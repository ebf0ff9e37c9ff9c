"""汉字和数字之间不空格。

排版软件会自己在汉字和数字之间让出一点距离，再敲空格就太宽，检索、统计时也对不上。
只看夹在中间的一个空格；对齐用的几个空格、序号后面的空格不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

SPACE = Pattern(rf" (?:(?<=[{HAN}] )(?=\d)|(?<=\d )(?=[{HAN}]))")
ITEM = Pattern(
    r"[ \t\u3000]*(?:[\d.（）()]{1,6}|附?[图表件]\d{0,2}"
    r"|第?[一二三四五六七八九十百]{1,4}[章节条编]?)\Z"
)


def check(text: Text) -> Iterator[Hit]:
    """一边是汉字，一边是数字。"""
    for found in SPACE.over(text.raw):
        start, place = text.lines.at(found.start()).start, found.start()
        if place - start > 8 or not ITEM.match(text.raw[start:place]):
            yield Hit(*found.span(), "汉字和数字之间不空格，删去。", ("",), 0.8)


RULE = Rule(
    id="P33",
    name="space-beside-digits",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="机关通行的排法：汉字和数字之间不另敲空格",
    check=check,
    wrong={"共 12 件": "共12件"},
    right=("共12件", "1 总体要求", "表1 督办台账", "第一章 2024年", "合计    12"),
    needs=" ",
)
