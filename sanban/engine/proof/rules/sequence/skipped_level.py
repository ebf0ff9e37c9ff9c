"""序号的层次按“一、”“（一）”“1.”“（1）”往下排，不跳级。

上一级是“一、”，下一级用“（一）”；只有两级时“一、”下面用“1.”也可以。
标准说选定一层以后“应顺着序次语的层次向下行文”；“一、”直接到“1.”的不管，
只看跳到“（1）”和“①”的。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Item, Text
from sanban.engine.text.numerals import to_chinese


def check(text: Text) -> Iterator[Hit]:
    """从头数下来，记着上面各级。"""
    above: list[Item] = []
    for item in text.items:
        if not item.level:
            above.clear()
            continue
        while above and above[-1].level >= item.level:
            above.pop()
        if above and item.level >= 4 and above[-1].level <= 2 and item.level - above[-1].level > 1:
            yield _hit(text, item, above[-1].level + 1)
        above.append(item)


def _hit(text: Text, item: Item, level: int) -> Hit:
    right = f"（{to_chinese(item.number)}）" if level == 2 else f"{item.number}."
    wrong = text.raw[item.start : item.end]
    end = item.end + len(item.mark)
    return Hit(item.start, end, f"层次跳级了，“{wrong}”改为“{right}”。", (right,), 0.8)


RULE = Rule(
    id="Q07",
    name="skipped-level",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 B.3.8；GB/T 9704—2012 7.3.3",
    check=check,
    wrong={"一、总体要求\n（1）目标\n（2）任务": "一、总体要求\n（一）目标\n（二）任务"},
    right=("一、总体要求\n（一）目标\n1.学习\n（1）自学", "一、总体要求\n1.目标", "（1）目标"),
    needs="（(①",
)
