"""段尾、空行里不留看不见的空白。

不间断空格、零宽空格是从网页上带来的，看不见，排版时却占地方、撑出空行；删去。
普通的空格不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

BLANK = Pattern(r"[\u00a0\u200b](?<![\u00a0\u200b].)[ \u00a0\u200b\u3000]{0,60}(?=[\r\n]|\Z)")
ZERO = Pattern(r"\u200b+")
BEFORE = " \u00a0\u200b\u3000\r\n"


def check(text: Text) -> Iterator[Hit]:
    """行末的不间断空格，任何地方的零宽空格；连着的几行算一处。"""
    last = -1
    for found in BLANK.over(text.raw):
        if last >= 0 and not text.raw[last : found.start()].strip(BEFORE):
            last = found.end()
            continue
        last = found.end()
        yield Hit(*found.span(), "段尾有看不见的空白，删去。", ("",))
    for found in ZERO.over(text.raw):
        if text.raw[found.end() : found.end() + 1] not in ("", "\r", "\n", "\u00a0", " "):
            yield Hit(*found.span(), "这里有看不见的零宽空格，删去。", ("",))


RULE = Rule(
    id="S04",
    name="leftover-blanks",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：不留多余的空白",
    check=check,
    wrong={"开创工作新局面。\u00a0\u00a0\n结束": "开创工作新局面。\n结束", "县\u200b委": "县委"},
    right=("开创工作新局面。\n结束", "开创工作新局面。  \n", "\u3000\u3000各乡镇"),
    fix="A",
    needs="\u00a0\u200b",
)
