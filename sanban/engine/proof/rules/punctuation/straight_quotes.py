"""中文里的引号用弯引号“ ”和‘ ’。

直引号 " 和 ' 不分前后，排出来宽窄也不对；汉字语境里一律改成弯引号。
一行里成对的按先后分前引号、后引号；落单的看它前面有没有没合上的前引号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Span, Text
from sanban.engine.text.characters import HAN

MARK = Pattern(r"[\"“”]|(?<![0-9A-Za-z])'|'(?![0-9A-Za-z])")
CHINESE = Pattern(rf"[{HAN}，。；：！？、“”（）《》]")
CURLY = {'"': ("“", "”"), "'": ("‘", "’")}


def check(text: Text) -> Iterator[Hit]:
    """一行一行看。"""
    for mark in CURLY:
        place = text.raw.find(mark)
        while place >= 0:
            line = text.lines.at(place)
            if CHINESE.search(text.raw, *line):
                yield from _line(text.raw, line, mark)
            place = text.raw.find(mark, max(line.end, place + 1))


def _line(raw: str, line: Span, wanted: str) -> Iterator[Hit]:
    opened = False
    opening, closing = CURLY[wanted]
    for found in MARK.over(raw, *line):
        place, mark = found.start(), found.group()
        if mark == wanted and not _is_inch(raw, place, opened=opened):
            right = closing if opened else opening
            yield Hit(place, place + 1, f"中文里的引号用弯引号，改为“{right}”。", (right,))
        if mark in (wanted, opening, closing):
            opened = mark == opening or (mark == wanted and not opened)


def _is_inch(raw: str, place: int, *, opened: bool) -> bool:
    return not opened and raw[place - 1 : place].isdigit()


RULE = Rule(
    id="P02",
    name="straight-quotes",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.8.2",
    check=check,
    wrong={
        '"三抓三促"行动': "“三抓三促”行动",
        "他说“好\"，又说'行'。": "他说“好”，又说‘行’。",
    },
    right=("“三抓三促”行动", 'print("hello")', "It's a test", '屏幕24"'),
    needs="\"'",
)
