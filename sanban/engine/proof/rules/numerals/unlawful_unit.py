"""计量单位用法定的。

国家实行法定计量单位；“公分”“公升”“立升”“市斤”“华里”已经不用，“平方”“立方”后面要有“米”。
“亩”“斤”在农村工作里还常用，“英寸”“英尺”说的多是外国的东西、屏幕的大小，不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

# fmt: off
UNITS = {
    "公分": "厘米", "公升": "升", "立升": "升", "平方": "平方米", "立方": "立方米",
    "市斤": "", "华里": "", "市尺": "", "里地": "",
}
# fmt: on
UNIT = Pattern(
    r"(?:公分|公升|立升|平方(?![公千毫厘分米英里根差程式])|立方(?![米厘分毫公体根])|市斤|华里|市尺|里地)"
    r"(?<=[0-9万亿余多]..)"
)


def check(text: Text) -> Iterator[Hit]:
    """数后面的旧单位、半截单位。"""
    for found in UNIT.over(text.raw):
        right = UNITS[found.group()]
        message = f"改用法定计量单位{f'“{right}”' if right else '，数也要换算'}。"
        yield Hit(*found.span(), message, (right,) if right else ())


RULE = Rule(
    id="N20",
    name="unlawful-unit",
    level=Level.WARNING,
    strength=Strength.REGULATION,
    basis="《中华人民共和国计量法》第三条；GB/T 9704—2012 第9章",
    check=check,
    wrong={"高120公分": "高120厘米", "面积80平方，": "面积80平方米，", "行程30华里": None},
    right=("高120厘米", "面积80平方米", "面积3万平方公里", "粮食产量1.37万亿斤"),
    needs=tuple(UNITS),
)
