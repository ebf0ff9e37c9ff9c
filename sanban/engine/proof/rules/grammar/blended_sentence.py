"""两种句式不合成一句。

“本着……的原则”和“以……为原则”、“根据……”和“……显示”、“深受……”和“为……所”，各用一种；两种
套在一起，句子不通。“通过……使……”没有主语也是一种，公文里太常见，只在同一小句里说“从而”的
提示。删哪一半要看文意，只说不改的不给改法。
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

GAP = "[^，。；：、！？\n“”]"
# fmt: off
#  必有的字    样子                                       一种          另一种
ROWS = (
    ("为原则", f"本着{GAP}{{2,20}}为原则",                "本着……的原则", "以……为原则"),
    ("为中心", f"围绕以{GAP}{{2,16}}为(?:中心|核心|重点)", "围绕……", "以……为中心"),
    ("所",     f"(?:深受|受到){GAP}{{2,16}}所(?:影响|喜爱|欢迎|感动|鼓舞|重视|关注)",
                                                         "受到……", "为……所……"),
    ("为主",   f"(?:主要|大多|大多数|大部分)是以{GAP}{{2,16}}为主", "大多是……", "以……为主"),
    ("的原因", f"(?:由于|因为){GAP}{{2,24}}的(?:原因所致|缘故(?:造成|导致|引起))",
                                                         "由于……", "是……的原因"),
    ("起见",   f"是为了{GAP}{{2,16}}起见",                "是为了……", "为……起见"),
    ("出发点", "出发点是为了",                            "出发点是……", "是为了……"),
    ("关键",   f"关键在于{GAP}{{2,20}}(?:是关键|起决定作用|的关键)", "关键在于……", "……是关键"),
    ("显示",   f"根据{GAP}{{2,20}}(?:统计|数据|结果|调查)(?:显示|表明)", "根据……", "……显示"),
    ("从而",   f"(?<=[，。；：\n])通过{GAP}{{2,30}}从而",  "通过……", "……从而"),
)
# fmt: on


class _Row(NamedTuple):
    need: str
    pattern: Pattern
    one: str
    other: str


def check(text: Text) -> Iterator[Hit]:
    """一行一行地找。"""
    for row in _rows():
        if row.need in text.raw:
            for found in row.pattern.over(text.raw):
                yield Hit(*found.span(), f"“{row.one}”和“{row.other}”套用了，只用一种。", (), 0.7)


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_Row(need, Pattern(form), one, other) for need, form, one, other in ROWS)


RULE = Rule(
    id="G08",
    name="blended-sentence",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="现代汉语语法：句式不杂糅",
    check=check,
    wrong={
        "本着公平公正为原则，": None,
        "大多数是以种植玉米为主。": None,
        "出发点是为了方便群众。": None,
        "停工是由于天气的原因所致。": None,
    },
    right=("本着公平公正的原则，", "以种植玉米为主。", "由于天气原因，停工三天。"),
    fix="C",
)
