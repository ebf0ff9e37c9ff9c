"""并列到一半，逗号该是顿号。

“公安、交通运输，城市管理等部门”，前后是一样的词，只有一处用了逗号，多半是顺手打的。
挨着顿号的逗号，看左右几项的长短、头尾的词和词性、隔开它们的标点，与公文里学来的样子比；
很像顿号的才提。括号、引号里几项对齐的由 P38 查。

没有学过的干净公文上每万字不到 0.05 处。
"""

from collections.abc import Iterator

from sanban.engine.language.pauses import misused
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MESSAGE = "前后都是并列的词语，这里的逗号像是该用顿号，改为“、”。"


def check(text: Text) -> Iterator[Hit]:
    """该是顿号的逗号。"""
    for one in misused(text.raw):
        yield Hit(one.start, one.start + 1, MESSAGE, ("、",), min(0.7 + one.margin / 8, 0.9))


RULE = Rule(
    id="P43",
    name="comma-inside-list",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.5.3.1",
    check=check,
    by_model=True,
    wrong={
        "落实发展改革、财政、民政，教育等部门的责任。": (
            "落实发展改革、财政、民政、教育等部门的责任。"
        ),
        "协调公安、交通运输，城市管理等部门。": "协调公安、交通运输、城市管理等部门。",
    },
    right=(
        "努力做到工作领先、服务率先、业绩争先、形象创优。",
        "坚持党的领导、人民当家作主、依法治国有机统一，推进各项工作。",
        "加强学习、改进作风，全面落实各项部署。",
    ),
    needs="、",
)
