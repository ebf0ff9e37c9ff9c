"""不是问句，不用问号。

“请说明是否到位”“不知道怎么办”里有疑问的词，整句话却不是在问，句末用句号。
只看“请说明……是否”“不清楚……如何”这样一句到底、中间没有停顿的。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

ASKED = Pattern(
    rf"(?:请|须|应|应当|要|需|需要|不)(?:[{HAN}]{{0,6}}?)"
    r"(?:说明|核实|查明|汇报|报告|确认|检查|告知|明确|知道|清楚|了解)"
    rf"[{HAN}]{{0,20}}(?:是否|能否|如何|有无|为何|怎样|怎么|哪些|什么)[{HAN}]{{0,20}}(?P<mark>？)"
)
SECOND_PERSON = Pattern(r"[你您谁]|难道|是不是|[吗呢]？")


def check(text: Text) -> Iterator[Hit]:
    """从问号往回看这一小句。"""
    place = text.raw.find("？")
    while place >= 0:
        start = max(text.clauses.at(place - 1).start, place - 60) if place else 0
        clause = text.raw[start : place + 1]
        if ASKED.match(clause) and not SECOND_PERSON.search(clause):
            yield Hit(place, place + 1, "这一句不是在问，句末用句号。", ("。",), 0.8)
        place = text.raw.find("？", place + 1)


RULE = Rule(
    id="P22",
    name="question-mark-in-statement",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 A.2",
    check=check,
    wrong={"请说明是否到位？": "请说明是否到位。"},
    right=("请说明是否到位。", "是否到位？", "你不知道怎么办吗？"),
    needs="？",
)
