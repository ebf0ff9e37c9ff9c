"""破折号占两个字的位置。

用两个英文连字符、一格的横线代替的，改成“——”。
两地、两端之间的一字线只占一格，夹在汉字中间的一格横线分不清是哪一种，不管；
段首只有一格的，是破折号少了一半。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

HYPHENS = Pattern(rf"--{{1,3}}(?=[{HAN}“《])")
BEFORE = Pattern(rf"[{HAN}”》，。\r\n]")
FAKES = "―─━－ー﹣"
FAKE = Pattern(rf"[{FAKES}]{{2,3}}")
AT_HEAD = Pattern(rf"[\r\n][ \t\u3000]*(?P<dash>[—–―─－-])(?=[{HAN}“《])")
FIRST = Pattern(rf"[ \t\u3000\ufeff]*(?P<dash>[—–―─－-])(?=[{HAN}“《])")
RIGHT = "——"
WIDEST = 200
"""分隔线不会超过的长度。"""


def check(text: Text) -> Iterator[Hit]:
    """句中的、段首的都找。"""
    for found in HYPHENS.over(text.raw):
        if found.start() and not BEFORE.match(text.raw, found.start() - 1):
            continue
        yield _hit(*found.span())
    has_fake = any(mark * 2 in text.raw for mark in FAKES)
    for found in FAKE.over(text.raw) if has_fake else ():
        if not _is_rule_line(text, found.start()):
            yield _hit(*found.span())
    first = FIRST.match(text.raw)
    for found in (*([first] if first else []), *AT_HEAD.over(text.raw)):
        yield _hit(*found.span("dash"))


def _is_rule_line(text: Text, place: int) -> bool:
    """整行都是横线的是分隔线。"""
    line = text.lines.at(place)
    if line.end - line.start > WIDEST:
        return False
    return not text.raw[line.start : line.end].strip("―─━－ー﹣ \u3000\t—-+|")


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, "破折号占两格，改为“——”。", (RIGHT,))


RULE = Rule(
    id="P14",
    name="odd-dash",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.10.2、5.1.4",
    check=check,
    wrong={
        "一个目标--满意": "一个目标——满意",
        "一个目标－－满意": "一个目标——满意",
        "—经济平稳运行。": "——经济平稳运行。",
    },
    right=("一个目标——满意", "兰州—西宁城市群", "————", "a--b", "──────"),
    needs="—–―─━－ー﹣-",
)
