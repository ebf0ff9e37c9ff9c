"""单子：几处改动，第几段原来是什么、改成什么，数字在前。"""

from collections.abc import Iterator

from sanban.engine.compare.changes import Category, Change, Comparison

ORDINALS = "一二三"
LONGEST = 120
NO_CHANGE = "没有不同。"
SCOPE = "段首段尾的空白、空段不比；修订按全部接受来看，批注不比。"


def summary(comparison: Comparison) -> str:
    """写成单子，每处一行。"""
    lines = [f"旧稿：{comparison.old_name}", f"新稿：{comparison.new_name}"]
    lines += [f"结果：{totals(comparison)}", *_categories(comparison), ""]
    return "\n".join([*lines, *notes(comparison)]) + "\n"


def totals(comparison: Comparison) -> str:
    """一句话：共几处，各类几处。"""
    if comparison.same:
        return NO_CHANGE
    counts = ((one, len(comparison.of(one))) for one in Category)
    told = "，".join(f"{one} {count} 处" for one, count in counts if count)
    return f"共 {len(comparison.changes)} 处改动：{told}。"


def notes(comparison: Comparison) -> list[str]:
    """比的时候要知道的事。"""
    return [f"说明：{note}" for note in (*comparison.notes, SCOPE)]


def clipped(text: str) -> str:
    """太长的只留头尾。"""
    text = text.replace("\n", "／").replace("\t", "　")
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}……{text[-half:]}"


def around(change: Change) -> str:
    """在哪几个字中间；整段的答空。"""
    sides = (("前文", change.before), ("后文", change.after))
    return "，".join(f"{name}“{clipped(text)}”" for name, text in sides if text.strip())


def _categories(comparison: Comparison) -> Iterator[str]:
    found = [(one, comparison.of(one)) for one in Category if comparison.of(one)]
    for ordinal, (category, changes) in zip(ORDINALS, found, strict=False):
        yield f"\n{ordinal}、{category}"
        for number, change in enumerate(changes, 1):
            beside = around(change)
            where = f"（{beside}）" if beside else ""
            yield f"{number}. {change.place}：{clipped(change.sentence)}{where}。"
