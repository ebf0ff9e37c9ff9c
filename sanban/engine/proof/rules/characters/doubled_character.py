"""字重了。

改稿时删得不净、按键连打，留下重复的一两个字。去掉一份通顺得多的才提；“为为”“事事”本来可以重。
两份各在一个词里的（移植｜植物、保管｜保管物），多半是两个词碰到一起，只作提示。

没有学过的干净公文上，警告每万字 0.05 处。
"""

from collections.abc import Iterator
from dataclasses import replace

from sanban.engine.language.trial import DOUBLED
from sanban.engine.proof.hearing import hit, meet, of_kind
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

FIRM = 1.5
"""把握到这么多的是警告，不到的是提示。"""
GAP = 4
"""两份之间至多夹几个空格。"""


def check(text: Text) -> Iterator[Hit]:
    """重了的一两个字，连同前一份一起圈住。"""
    for each in of_kind(text, DOUBLED):
        twice = text.raw[each.start : each.end]
        again = text.raw.find(twice, each.end, each.end + len(twice) + GAP)
        end = max(again, each.start) + len(twice)
        firm = None if meet(text.raw, each.end) else FIRM
        found = hit(text, each, f"“{twice}”重了，去掉一份。", firm=firm)
        yield replace(found, end=end, suggestions=(twice,))


RULE = Rule(
    id="C24",
    name="doubled-character",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="语言模型：公文里的通常写法",
    check=check,
    wrong={
        "依法履行安全生产监督管管理职责，支持有关部门开展工作。": (
            "依法履行安全生产监督管理职责，支持有关部门开展工作。"
        ),
    },
    right=(
        "成为为群众办事的窗口，做到事事有人管、人人有责任。",
        "各级人民政府应当加强对安全生产工作的领导。",
    ),
    by_model=True,
)
