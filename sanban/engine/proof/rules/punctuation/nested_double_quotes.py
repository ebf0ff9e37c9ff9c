"""引号里面再用引号，外面用双引号，里面用单引号。

里外都用双引号，读到第二个后引号就分不清引的是哪一层。三层时最里层再用双引号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pair, Text

INNER = {"“": "‘", "”": "’"}


def check(text: Text) -> Iterator[Hit]:
    """双引号直接在双引号里面的，两半各算一处。"""
    around: list[Pair] = []
    for pair in text.pairs.pairs:
        if pair.kind not in ("引号", "单引号"):
            continue
        while around and around[-1].end <= pair.start:
            around.pop()
        if around and around[-1].kind == pair.kind == "引号":
            yield from _halves(text.raw, pair)
        around.append(pair)


def _halves(raw: str, pair: Pair) -> Iterator[Hit]:
    for place in (pair.start, pair.end - 1):
        if raw[place] in INNER:
            inner = INNER[raw[place]]
            message = f"引号里面再用引号要用单引号，改为“{inner}”。"
            yield Hit(place, place + 1, message, (inner,))


RULE = Rule(
    id="P05",
    name="nested-double-quotes",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.8.3.4",
    check=check,
    wrong={"“他说“马上办”。”": "“他说‘马上办’。”"},
    right=("“他说‘马上办’。”", "“马上办”和“钉钉子”"),
    needs="“",
)
