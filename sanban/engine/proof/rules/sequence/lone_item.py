"""一级里只有一项，序号就没有用处。

分项是因为有几项；只有“（一）”没有“（二）”，多半是后面的漏了序号，或者本来不必分。
只看公文的“一、”“（一）”两级，只作提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Item, Text

LEVELS = (1, 2)


def check(text: Text) -> Iterator[Hit]:
    """头一项之后，到上一级为止，没有第二项。"""
    waiting: dict[int, Item] = {}
    for item in text.items:
        for level in [other for other in waiting if other > item.level]:
            yield from _hit(text, waiting.pop(level), item.start)
        if item.level in LEVELS:
            waiting.pop(item.level, None)
            if item.number == 1:
                waiting[item.level] = item
    for item in waiting.values():
        yield from _hit(text, item, len(text.raw))


def _hit(text: Text, item: Item, until: int) -> Iterator[Hit]:
    second = text.raw[item.start : item.end].replace("一", "二")
    if second not in text.raw[item.end : until]:
        message = f"这一级只有“{text.raw[item.start : item.end]}”一项，请核对是不是漏了后面的序号。"
        yield Hit(item.start, item.end, message, (), 0.6)


RULE = Rule(
    id="Q10",
    name="lone-item",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：分项至少两项",
    check=check,
    wrong={"一、学习\n（一）自学\n二、执行": None},
    right=("一、学习\n（一）自学\n（二）领学\n二、执行",),
    fix="C",
    needs=("一、", "（一）", "(一)"),
)
