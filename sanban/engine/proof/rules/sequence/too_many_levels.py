"""层次不超过四级。

“一、”“（一）”“1.”“（1）”四级已经够用；再往下读的人记不住自己在哪里，宜合并或者拆成几件。
标准说的是“依次可以用”四级，所以只作提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """四级都在上面，又出了第五级；一组里只说头一个。"""
    above: list[int] = []
    for item in text.items:
        while above and above[-1] >= item.level:
            above.pop()
        if item.level == 5 and above == [1, 2, 3, 4] and item.number == 1:
            message = "这里到了第五级，层次宜不超过四级，请合并或者改写。"
            yield Hit(item.start, item.end, message)
        above.append(item.level)


RULE = Rule(
    id="Q09",
    name="too-many-levels",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.3.3",
    check=check,
    wrong={"一、甲\n（一）乙\n1.丙\n（1）丁\n①戊": None},
    right=("一、甲\n（一）乙\n1.丙\n（1）丁", "（1）丁\n①戊"),
    fix="C",
    needs="①",
)
