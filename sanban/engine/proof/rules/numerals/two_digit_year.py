"""年份写四位数字。

“23年工作总结”过些年就不知道是哪个世纪的哪一年；归档以后更要紧。
“30年工作经验”是多少年，不是哪一年，所以只看 15 到 35，后面是“年度”“年底”“年3月”“年工作总结”一类的。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

YEAR = Pattern(
    r"年(?<=[0-9]{2}年)(?=度(?!假)|底|初|末|[上下]半年|[0-9]{1,2}月(?!的?时间)|第[一二三四]季度"
    r"|(?:工作)?(?:总结|计划|要点|报告|方案|任务清单))"
)
BEFORE = "0123456789.．，近约满达第前后过共经〔[（(两/-—～~余"
FIRST, LAST = 15, 35


def check(text: Text) -> Iterator[Hit]:
    """前面再没有数字的两位数，后面是“年度”“年底”一类。"""
    for found in YEAR.over(text.raw):
        start = found.start() - 2
        number = text.raw[start : start + 2]
        alone = start == 0 or text.raw[start - 1] not in BEFORE
        if alone and FIRST <= int(number) <= LAST:
            message = f"年份写四位数字，改为“20{number}”。"
            yield Hit(start, start + 2, message, (f"20{number}",))


RULE = Rule(
    id="N08",
    name="two-digit-year",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.1.4",
    check=check,
    wrong={"23年工作总结": "2023年工作总结", "自24年3月起": "自2024年3月起"},
    right=("2023年工作总结", "从事文秘30年工作扎实", "近20年度数据", "满18年3月的", "12年底"),
    needs=("年",),
)
