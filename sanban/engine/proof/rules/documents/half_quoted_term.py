"""同一个专门叫法，全文一个写法。

“三抓三促”有引号，后面又写三抓三促没有引号，像是两件事；少数的跟着多数的改。
只看“三抓三促”“一网通办”这样带数目的四字叫法，加引号的不少于两处、不加的更少时，说不加的；
书名号里的不管，成语和带数目的常用语（五湖四海）不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

NUMBER = "[一两二三四五六七八九十]"
QUOTED = Pattern(rf"“(?P<term>{NUMBER}[一-龥](?:{NUMBER}|不)[一-龥]|{NUMBER}个[一-龥]{{2,4}})”")


def check(text: Text) -> Iterator[Hit]:
    """一个叫法一个叫法地数。"""
    terms = dict.fromkeys(one["term"] for one in QUOTED.over(text.raw))
    for term in terms:
        quoted = text.raw.count(f"“{term}”")
        bare = list(_bare(text, term))
        if quoted >= 2 and 0 < len(bare) < quoted:
            message = f"全文多写“{term}”（有引号），这里也加引号。"
            for start in bare:
                yield Hit(start, start + len(term), message, (f"“{term}”",), 0.75)


def _bare(text: Text, term: str) -> Iterator[int]:
    start = text.raw.find(term)
    while start >= 0:
        inside = text.pairs.quoted.covers(start) or text.pairs.titled.covers(start)
        if not inside and text.raw[start - 1 : start] not in ("『", "‘"):
            yield start
        start = text.raw.find(term, start + 1)


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
