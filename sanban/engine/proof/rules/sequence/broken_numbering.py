"""同一级的序号要连着，不缺号，不重号。

缺号、重号多是增删一段以后忘了往下改；别处再说“上述第三项”就对不上了。
从“一”另起一组不算，紧挨着两个“一”才算；缺的那个号夹在前面一段中间（没有分段）的也不算。

误报是在没有去过重的文稿上量的：公开语料去掉了重复的行，分项本来就不连着，量不了这一条。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Item, Text
from sanban.engine.text.numerals import CIRCLED, to_chinese

FAR = 5
"""一下差到这么多，多半是摘引，不是缺号。"""


def check(text: Text) -> Iterator[Hit]:
    """各级记着上一个号；到了上一级，下面各级重新数。"""
    last: dict[int, Item] = {}
    for item in text.items:
        level = item.level
        if not level:
            last.clear()
            continue
        before = last.get(level)
        for deeper in [other for other in last if other > level]:
            del last[deeper]
        last[level] = item
        if before and before.kind == item.kind and _is_broken(text, before, item):
            yield _hit(text, before, item)


def _is_broken(text: Text, before: Item, item: Item) -> bool:
    step = item.number - before.number
    if step == 1 or not -1 < step < FAR:
        return False
    if item.number == 1:
        return text.lines.index(item.start) == text.lines.index(before.start) + 1
    missing = range(before.number + 1, item.number)
    between = text.raw[before.end : item.start]
    return not any(_written(item, number) in between for number in missing)


def _written(item: Item, number: int) -> str:
    chinese, circled = to_chinese(number), CIRCLED[number - 1 : number]
    forms = {
        "chinese": f"{chinese}、",
        "in_brackets": f"（{chinese}）",
        "digits": f"{number}.",
        "in_round": f"（{number}）",
        "circled": circled,
    }
    return forms[item.kind]


def _hit(text: Text, before: Item, item: Item) -> Hit:
    right = _written(item, before.number + 1).rstrip("、.")
    earlier = text.raw[before.start : before.end]
    what = "重号" if item.number == before.number else "缺号"
    message = f"前面一项是“{earlier}”，这里{what}了，按顺序应为“{right}”。"
    return Hit(item.start, item.end, message, (right,), 0.85)


RULE = Rule(
    id="Q08",
    name="broken-numbering",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 9704—2012 7.3.3；GB/T 15834—2011 B.3.8",
    check=check,
    wrong={
        "一、学习\n三、执行": "一、学习\n二、执行",
        "（一）学习\n（一）执行": "（一）学习\n（二）执行",
        "1.学习\n3.执行": "1.学习\n2.执行",
    },
    right=(
        "一、学习\n（一）自学\n（二）领学\n二、执行\n（一）分解",
        "一、学习。二、执行。\n三、效能",
        "1.甲\n2.乙\n1.丙",
    ),
    needs="一二三四五六七八九123456789①",
)
