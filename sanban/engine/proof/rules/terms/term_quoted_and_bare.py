"""带数目的缩略说法，有的加了引号，有的没有。

“三抓三促”“两个维护”一类数目缩略的专门说法，一篇里加引号的和不加的不宜混着用。
只看别处加过引号、这里没有加的，作提示；整行的小标题里不提。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

QUOTED = Pattern(rf"“(?P<term>[一二两三四五六七八九十][{HAN}]{{2,9}})”")
MOST = 200


def check(text: Text) -> Iterator[Hit]:
    """别处加了引号的，这里没有加。"""
    terms = dict.fromkeys(found["term"] for found in QUOTED.over(text.raw))
    for term in list(terms)[:MOST]:
        start = text.raw.find(term)
        while start >= 0:
            if _is_bare(text, start, start + len(term)):
                message = f"别处写作“{term}”，这里没有引号，全文宜一致。"
                yield Hit(start, start + len(term), message, (f"“{term}”",), 0.6)
            start = text.raw.find(term, start + len(term))


def _is_bare(text: Text, start: int, end: int) -> bool:
    return not text.pairs.quoted.covers(start) and not text.is_heading(text.lines.at(start))


RULE = Rule(
    id="T80",
    name="term-quoted-and-bare",
    level=Level.HINT,
    strength=Strength.PRACTICE,
    basis="全文前后一致",
    check=check,
    wrong={
        "开展“三抓三促”行动。各单位要把三抓三促行动抓实，做到件件有着落。": (
            "开展“三抓三促”行动。各单位要把“三抓三促”行动抓实，做到件件有着落。"
        ),
    },
    right=("开展“三抓三促”行动。把“三抓三促”行动抓实。",),
    needs="“",
)
