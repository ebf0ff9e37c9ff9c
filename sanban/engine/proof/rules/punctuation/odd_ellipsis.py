"""省略号是六个小圆点，占两个字的位置。

用三个英文点、一串句号、半个省略号代替的，都改成“……”。
整行只有省略号的（表示省去几段），十二个点也对；后面跟着页码的是目录的引线，不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

DOTS = Pattern(r"…+|\.{3,}|。{3,}|·{3,}|．{3,}|・{3,}|⋯+")
RIGHT = "……"
LEADER = Pattern(r"[\s.…·]*[\d(（]")
CHINESE = Pattern(rf"[{HAN}，。；：！？、”’）》]")


def check(text: Text) -> Iterator[Hit]:
    """样子不对、数目不对的都找出来。"""
    for found in DOTS.over(text.raw):
        if found.group() != RIGHT and not _is_other(text, found.start(), found.end()):
            yield Hit(*found.span(), "省略号是六个点、占两格，改为“……”。", (RIGHT,))


def _is_other(text: Text, start: int, end: int) -> bool:
    raw = text.raw
    if end - start > 12 or LEADER.match(raw, end):
        return True
    line = text.lines.at(start)
    if line.end - line.start < 40 and raw[line.start : line.end].strip() == raw[start:end]:
        return True
    around = raw[start - 1 : start] + raw[end : end + 1]
    return raw[start] not in "…⋯。" and CHINESE.search(around) is None


RULE = Rule(
    id="P13",
    name="odd-ellipsis",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.11.2、A.9.1",
    check=check,
    wrong={
        "有的人...": "有的人……",
        "有的人…没有来": "有的人……没有来",
        "还有不足。。。。。。": "还有不足……",
    },
    right=("有的人……", "…………", "第一章……………3", "wait..."),
    needs=("…", "...", "。。。", "···", "．．．", "・・・", "⋯"),
)
