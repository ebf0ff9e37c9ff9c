"""同一个专门叫法，全文一个写法。

“三抓三促”有引号，后面又写三抓三促没有引号，像是两件事；少数的跟着多数的改。
只看“三抓三促”“一网通办”这样带数目的四字叫法，加引号的不少于两处、不加的更少时，说不加的；
书名号里的不管，成语和带数目的常用语（五湖四海）不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

NUMBER = "[一两二三四五六七八九十]"
TERM = Pattern(rf"{NUMBER}(?:[一-龥](?:{NUMBER}|不)[一-龥]|个[一-龥]{{2,4}}(?=”))")


def check(text: Text) -> Iterator[Hit]:
    """一个叫法一个叫法地数。"""
    places: dict[str, tuple[list[int], list[int]]] = {}
    for found in TERM.over(text.raw):
        quoted, bare = places.setdefault(found.group(), ([], []))
        is_quoted = text.raw[found.start() - 1] == "“" and text.raw.startswith("”", found.end())
        (quoted if is_quoted else bare).append(found.start())
    for term, (quoted, bare) in places.items():
        alone = [start for start in bare if len(quoted) >= 2 and _is_bare(text, start)]
        if len(alone) < len(quoted):
            message = f"全文多写“{term}”（有引号），这里也加引号。"
            for start in alone:
                yield Hit(start, start + len(term), message, (f"“{term}”",), 0.75)


def _is_bare(text: Text, start: int) -> bool:
    inside = text.pairs.quoted.covers(start) or text.pairs.titled.covers(start)
    return not inside and text.raw[start - 1 : start] not in ("『", "‘")


RULE = Rule(
    id="D19",
    name="half-quoted-term",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：同一叫法全文一致",
    check=check,
    wrong={
        "“三抓三促”好。“三抓三促”实。三抓三促行动": "“三抓三促”好。“三抓三促”实。“三抓三促”行动"
    },
    right=("“三抓三促”行动、“三抓三促”活动", "三抓三促行动、“三抓三促”活动"),
    needs="“",
)
