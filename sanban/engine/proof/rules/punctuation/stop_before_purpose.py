"""“为……打下基础”不单独成句。

“为……奠定基础”“为……创造条件”说的是前面那件事的目的，没有自己的主语，接在前面一句后面，
用逗号；前面用句号断开，后面就成了半句话。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

PURPOSE = Pattern(
    rf"。为(?!了|此)[{HAN}“”、]{{2,40}}(?:(?:打下|奠定|夯实)(?:了?[{HAN}]{{0,6}})基础"
    rf"|创造[{HAN}]{{0,6}}条件|提供[{HAN}]{{0,6}}保障|营造[{HAN}]{{0,8}}(?:环境|氛围))(?=[。；])"
)


def check(text: Text) -> Iterator[Hit]:
    """句号之后，一口气到句末只有“为……基础”。"""
    for found in PURPOSE.over(text.raw):
        place = found.start()
        message = "后面的“为……”没有主语，不单独成句，句号改为逗号。"
        yield Hit(place, place + 1, message, ("，",), 0.8)


RULE = Rule(
    id="P40",
    name="stop-before-purpose",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.1.3.1",
    check=check,
    wrong={
        "建立电子档案。为今后的工作打下基础。": "建立电子档案，为今后的工作打下基础。",
    },
    right=("建立电子档案，为今后的工作打下基础。", "为此，要打牢基础。"),
    needs=("。为",),
)
