"""分项的最后一项用句号收尾。

前面各项用分号，最后一项说完了，要用句号；还留着分号，像是后面丢了一项。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Paragraph, Pattern, Span, Text

LAST = Pattern(r"；(?=[ \t\u3000]*(?:[\r\n]|\Z))")


def check(text: Text) -> Iterator[Hit]:
    """以分号收尾，后面没有了，或者后面是一个新的小标题、新的一组。"""
    for found in LAST.over(text.raw):
        place = text.lines.index(found.start())
        here, *after = text.paragraphs[place : place + 2]
        if not here.in_table and _is_last(text, here, after[0] if after else None):
            yield Hit(*found.span(), "最后一项用句号收尾，改为“。”。", ("。",), 0.85)


def _is_last(text: Text, here: Paragraph, following: Paragraph | None) -> bool:
    if following is None:
        return True
    if here.item is None or following.item is None:
        return False
    mine, other = here.item, following.item
    if other.level == 1 < mine.level:
        return text.is_heading(Span(following.start, following.end))
    return other.kind == mine.kind and other.number == 1 < mine.number


RULE = Rule(
    id="P25",
    name="semicolon-at-end",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.1.3、4.6.3",
    check=check,
    wrong={
        "一是抓学习；二是抓执行；三是抓督查；": "一是抓学习；二是抓执行；三是抓督查。",
        "（一）学习；\n（二）执行；\n二、保障": "（一）学习；\n（二）执行。\n二、保障",
    },
    right=("（一）学习；\n（二）执行。", "要做到：\n（一）学习；\n1.自学；\n（二）执行。"),
    needs="；",
)
