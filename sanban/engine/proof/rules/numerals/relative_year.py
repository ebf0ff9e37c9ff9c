"""制度里不说“今年”“去年”。

制度要用好几年，过了年再看，“今年3月”就不知道是哪年；写明2024年3月。
只看分条的制度。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

YEAR = Pattern("(?:今年|去年|明年|本月底|上个月|下个月)(?![内度龄份])")
ARTICLES = 5


def check(text: Text) -> Iterator[Hit]:
    """分了五条以上的。"""
    if sum(item.kind == "article" for item in text.items) < ARTICLES:
        return
    for found in YEAR.over(text.raw):
        yield Hit(*found.span(), f"制度里不说“{found.group()}”，写明是哪一年哪一月。", (), 0.7)


RULE = Rule(
    id="N22",
    name="relative-year",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：正文写明确的时间",
    check=check,
    wrong={"第一条甲。\n第二条乙。\n第三条丙。\n第四条丁。\n第五条今年3月起施行。\n": None},
    right=("今年3月起施行。", "第一条甲。\n第二条今年。\n第三条丙。"),
    fix="C",
    needs=("今年", "去年", "明年", "本月底", "上个月", "下个月"),
)
