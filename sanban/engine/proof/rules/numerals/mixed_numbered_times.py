"""同样的“第几次”，全文一个写法。

前面写“第一次会议”，后面写“第2次会议”，像是两套编号；少数的跟着多数的改。
只看同一个量词、二十以内的；编号多的（第108次）用阿拉伯数字，不在内。
"""

from collections import defaultdict
from collections.abc import Iterator
from re import Match

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.numerals import to_chinese, to_int

WRITTEN = Pattern(
    r"第(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?P<unit>次|批|轮|期|季度|阶段|小组|组|届|名)"
)
SMALL = 20


def check(text: Text) -> Iterator[Hit]:
    """按量词分开数，两种写法都有的，说少的那种。"""
    forms: dict[str, tuple[list[Match[str]], list[Match[str]]]] = defaultdict(lambda: ([], []))
    for found in WRITTEN.over(text.raw):
        number = to_int(found["number"])
        if (
            number is not None
            and 0 < number <= SMALL
            and not text.pairs.titled.covers(found.start())
        ):
            forms[found["unit"]][found["number"].isascii()].append(found)
    for chinese, arabic in forms.values():
        if chinese and arabic:
            yield from map(_hit, arabic if len(arabic) <= len(chinese) else chinese)


def _hit(found: Match[str]) -> Hit:
    number = to_int(found["number"]) or 0
    right = to_chinese(number) if found["number"].isascii() else str(number)
    message = f"“第几{found['unit']}”全文一个写法，这里改为“第{right}{found['unit']}”。"
    return Hit(*found.span("number"), message, (right,), 0.7)


RULE = Rule(
    id="N27",
    name="mixed-numbered-times",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 4.3",
    check=check,
    wrong={"第一次会议和第2次会议": "第一次会议和第二次会议"},
    right=("第一次会议和第二次会议", "第1次会议和第2次会议", "第一次会议和第108次会议"),
    needs=("第",),
)
