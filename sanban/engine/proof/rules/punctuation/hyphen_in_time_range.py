"""时间起止用一字线“—”。

年、月、日、时刻起止之间用占一格的一字线，不用短横线；短横线用在号码、型号里。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

HYPHEN = Pattern(
    r"(?:(?:19|20)\d\d年?(?P<a>--?|－|–|─|~)(?=(?:19|20)\d\d年)"
    r"|\d月(?:\d{1,2}日)?(?P<b>--?|－|–|─|~)(?=\d{1,2}月)"
    r"|\d日(?P<c>--?|－|–|─|~)(?=\d{1,2}日)"
    r"|\d:\d\d(?P<d>--?|－|–|─|~)(?=\d{1,2}:\d\d)"
    r"|\d(?P<e>--?|－|–|─)(?=\d{1,2}[月日]))"
)
DATE = Pattern(r"\d{2,4}[-－–./]\d{0,2}\Z")


def check(text: Text) -> Iterator[Hit]:
    """两头都带年、月、日，或者都是年份、时刻。"""
    for found in HYPHEN.over(text.raw):
        name = found.lastgroup or "a"
        start, end = found.span(name)
        if not DATE.compiled.search(text.raw[max(0, start - 7) : start]) or name != "e":
            yield Hit(start, end, "时间起止用一字线，改为“—”。", ("—",))


RULE = Rule(
    id="P15",
    name="hyphen-in-time-range",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.13.3.2",
    check=check,
    wrong={
        "2021-2025年": "2021—2025年",
        "3月1日-5月31日": "3月1日—5月31日",
        "上午9:00-11:30": "上午9:00—11:30",
        "1-3月": "1—3月",
    },
    right=("2021—2025年", "2024-05-06", "0931-8800000", "3月至5月"),
    needs="-－–─~",
)
