"""引出分项的话末尾用冒号。

“通知如下”“情况如下”后面就是各项，用冒号领起；用了句号，各项就没有着落。
后面不是分项、只是另起一段的不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

INTRO = Pattern(r"(?:如下|如次)(?P<mark>[。，；])(?=[ \t\u3000]*(?:[\r\n]|\Z))")


def check(text: Text) -> Iterator[Hit]:
    """行末是“如下”，下一段是分项。"""
    for found in INTRO.over(text.raw):
        after = text.paragraph_at(found.end() + 1)
        place = text.lines.index(found.start()) + 1
        following = text.paragraphs[place] if place < len(text.paragraphs) else None
        if after is None or following is None or (following.item and following.item.level):
            yield Hit(*found.span("mark"), "引出分项的话末尾用冒号，改为“：”。", ("：",), 0.85)


RULE = Rule(
    id="P35",
    name="stop-before-list",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.7.3.1",
    check=check,
    wrong={
        "现通知如下。": "现通知如下：",
        "现将有关事项通知如下。\n一、总体要求": "现将有关事项通知如下：\n一、总体要求",
    },
    right=("现通知如下：\n一、总体要求", "情况如下。\n今年以来，成绩很大。"),
    needs=("如下", "如次"),
)
