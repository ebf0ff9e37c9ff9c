"""同一个专门叫法，全文一个写法。

“三抓三促”有引号，后面又写三抓三促没有引号，像是两件事，少数的跟着多数的改。“三抓三促”“一网通办”
这样带数目的四字叫法，加引号的不少于两处、不加的更少时，是警告；别的带数目的说法（“两个维护”“五个
振兴行动”），别处加过引号、这里没有，只提示，整行的小标题里不提。
引号里的同一句话，一处中间有顿号、逗号，一处没有，或者标点不同，也宜统一：跟着写得多的；一样多的，
跟着有标点的。书名号里的不管，成语和带数目的常用语（五湖四海）不管。
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

NUMBER = "[一两二三四五六七八九十]"
TERM = Pattern(rf"{NUMBER}(?:[一-龥](?:{NUMBER}|不)[一-龥]|个[一-龥]{{2,4}})")
QUOTED = Pattern(rf"“(?P<term>{NUMBER}[{HAN}]{{2,9}})”")
WRITTEN = Pattern(rf"“(?P<term>[{HAN}、，]{{6,24}})”")
PAUSES = str.maketrans("", "", "、，")
MOST = 200
"""至多看这么多个叫法。"""


def check(text: Text) -> Iterator[Hit]:
    """先看引号加没加，再看引号里的标点。"""
    told: set[int] = set()
    for hit in (*_firm(text), *_bare(text)):
        if hit.start not in told:
            told.add(hit.start)
            yield hit
    yield from _marked(text)


def _firm(text: Text) -> Iterator[Hit]:
    """四字的叫法，一个一个地数。"""
    quoted = Counter(found["term"] for found in QUOTED.over(text.raw))
    for term, count in quoted.items():
        if count >= 2 and TERM.compiled.fullmatch(term):
            alone = [start for start in _places(text.raw, term) if _is_bare(text, start)]
            if len(alone) < count:
                message = f"全文多写“{term}”（有引号），这里也加引号。"
                for start in alone:
                    yield Hit(start, start + len(term), message, (f"“{term}”",), 0.75)


def _places(raw: str, term: str) -> Iterator[int]:
    start = raw.find(term)
    while start >= 0:
        yield start
        start = raw.find(term, start + len(term))


def _bare(text: Text) -> Iterator[Hit]:
    """别处加了引号、这里没有加的，长的先说。"""
    terms = dict.fromkeys(found["term"] for found in QUOTED.over(text.raw))
    for term in sorted(list(terms)[:MOST], key=len, reverse=True):
        message = f"别处写作“{term}”，这里没有引号，全文宜一致。"
        for start in _places(text.raw, term):
            if _is_bare(text, start) and not text.is_heading(text.lines.at(start)):
                right = (f"“{term}”",)
                yield Hit(start, start + len(term), message, right, 0.6, Level.HINT)


def _is_bare(text: Text, start: int) -> bool:
    inside = text.pairs.quoted.covers(start) or text.pairs.titled.covers(start)
    return not inside and text.raw[start - 1 : start] not in ("『", "‘")


def _marked(text: Text) -> Iterator[Hit]:
    """引号里字一样、标点不一样的。"""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    every = [(found.start("term"), found["term"]) for found in WRITTEN.over(text.raw)]
    for _, term in every:
        forms[term.translate(PAUSES)][term] += 1
    for start, term in every:
        counts = forms[term.translate(PAUSES)]
        usual = max(counts, key=lambda one: (counts[one], len(one), one))
        if usual != term:
            message = f"别处写作“{usual}”，这里的标点不一样，全文宜一致。"
            yield Hit(start, start + len(term), message, (usual,), 0.75)


RULE = Rule(
    id="D19",
    name="half-quoted-term",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：同一叫法全文一致",
    check=check,
    wrong={
        "“三抓三促”好。“三抓三促”实。三抓三促行动": "“三抓三促”好。“三抓三促”实。“三抓三促”行动",
        "开展“三抓三促”行动。各单位要把三抓三促行动抓实，做到件件有着落。": (
            "开展“三抓三促”行动。各单位要把“三抓三促”行动抓实，做到件件有着落。"
        ),
        "按照“创新创优提质提效”的要求，做到“创新创优、提质提效”。": (
            "按照“创新创优、提质提效”的要求，做到“创新创优、提质提效”。"
        ),
    },
    right=(
        "“三抓三促”行动、“三抓三促”活动",
        "三抓三促行动、三抓三促活动",
        "开展“三抓三促”行动。把“三抓三促”行动抓实。",
        "做到“创新创优、提质提效”。",
    ),
    needs="“",
)
