"""相邻两个数字连用表示概数，用汉字，中间不用顿号。

“三四天”是大约的数，写成“三、四天”“3、4天”，就成了“第三天和第四天”。
只看后面跟着“天、个、次”一类量词、两个数相差一的；“第三、四个”、名次（二、三名）和段首的序号不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import to_chinese, to_int

UNITS = "天|个(?!别)|次|人(?!民)|倍|里|周|岁|遍|趟|米|家|户|分钟|小时|公里|项|件(?!事)"
DIGIT = "[1-9一二三四五六七八九]"
MARK = Pattern(rf"、(?<={DIGIT}、)(?P<next>{DIGIT})(?=十?(?:{UNITS}))")
BEFORE = "第、，.0123456789十百千万前后零〇点周"


def check(text: Text) -> Iterator[Hit]:
    """顿号两边的数字相差一，后面是量词。"""
    raw = text.raw
    for found in MARK.over(raw):
        start = found.start() - 1
        first, second = to_int(raw[start]), to_int(found["next"])
        alone = start > text.lines.at(start).start and raw[start - 1] not in BEFORE
        if first is not None and second == first + 1 and alone:
            right = to_chinese(first) + to_chinese(second)
            message = f"表示概数，用汉字，中间不用顿号，改为“{right}”。"
            yield Hit(start, found.end(), message, (right,))


RULE = Rule(
    id="N03",
    name="mark-in-approximate-number",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.2.1",
    check=check,
    wrong={"用了3、4天时间": "用了三四天时间", "来了三、四个人": "来了三四个人"},
    right=("用了三四天时间", "第三、四个项目", "三、四个方面的工作", "1、2、3个点位"),
    needs="、",
)
