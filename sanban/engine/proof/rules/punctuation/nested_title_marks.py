"""书名号里面再用书名号，里面用单书名号〈 〉。

转发、印发类的标题最容易错：文件名里套文件名，里层的书名号要换成单书名号；
再套一层又用双书名号。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pair, Text

INNER = {"《": "〈", "》": "〉"}


def check(text: Text) -> Iterator[Hit]:
    """双书名号直接在双书名号里面的，两半各算一处。"""
    around: list[Pair] = []
    for pair in text.pairs.pairs:
        if pair.kind not in ("书名号", "单书名号"):
            continue
        while around and around[-1].end <= pair.start:
            around.pop()
        if around and around[-1].kind == pair.kind == "书名号":
            yield from _halves(text.raw, pair)
        around.append(pair)


def _halves(raw: str, pair: Pair) -> Iterator[Hit]:
    for place in (pair.start, pair.end - 1):
        inner = INNER[raw[place]]
        message = f"书名号里面再用书名号要用单书名号，改为“{inner}”。"
        yield Hit(place, place + 1, message, (inner,))


RULE = Rule(
    id="P06",
    name="nested-title-marks",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.15.3.5",
    check=check,
    wrong={"《关于转发《办法》的通知》": "《关于转发〈办法〉的通知》"},
    right=(
        "《关于转发〈办法〉的通知》",
        "《关于修改〈实施《监督法》办法〉的决定》",
        "《条例》《细则》",
    ),
    needs="《",
)
