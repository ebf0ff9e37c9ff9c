"""分项加起来要等于总数。

“共10件，其中A 4件、B 5件”，读的人第一个要算；加不上，数就不可信。
只看“共……，其中……”一句里，各项同一个单位的：加起来比总数大的，是警告
（各项可能有交叉的，如党员、女同志，不算）；比总数小，可能没有列全，句中又没有“等”的，只提示。
"""

from collections.abc import Iterator
from decimal import Decimal

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.figures import ARABIC
from sanban.engine.text.spans import Span

UNIT = "件|个|人|名|项|户|份|次|条|家|场|期|篇|起|台|辆|元|万元|亿元|亩|吨|公里"
AMONG = Pattern("其中")
TOTAL = Pattern(
    rf"共(?:计|有|办理|收到|受理|排查|发现|开展|报送|编发|印发|召开|组织|安排|投入)?"
    rf"[^，。；0-9]{{0,10}}?(?P<total>{ARABIC})(?P<unit>{UNIT})"
    rf"[^，。；：0-9]{{0,8}}[，：,（(]?\Z"
)
PART = Pattern(rf"(?P<part>{ARABIC})(?P<unit>{UNIT})")
OTHER = Pattern(rf"[0-9](?!(?:[0-9.]*)(?:{UNIT}))")
CROSSING = (
    "党员",
    "女",
    "少数民族",
    "青年",
    "困难",
    "以上",
    "以下",
    "新增",
    "同比",
    "增长",
    "未",
    "已",
)
BEFORE, AFTER = 40, 300


def check(text: Text) -> Iterator[Hit]:
    """一处“其中”看一次。"""
    for among in AMONG.over(text.raw):
        span = text.sentences.at(among.start())
        total = TOTAL.search(text.raw, max(span.start, among.start() - BEFORE), among.start())
        if total is None:
            continue
        limit = min(span.end, among.end() + AFTER)
        rest = text.raw[among.end() : limit].partition("；")[0]
        parts = _parts(rest, total["unit"])
        if len(parts) >= 2:
            number = Decimal(total["total"])
            yield from _hits(Span(total.start("total"), among.start()), number, parts, rest)


def _parts(rest: str, unit: str) -> list[Decimal]:
    """各项的数；夹了别的单位的答空。"""
    found = list(PART.over(rest))
    if any(one["unit"] != unit for one in found) or any(word in rest for word in CROSSING):
        return []
    return [Decimal(one["part"]) for one in found]


def _hits(place: Span, total: Decimal, parts: list[Decimal], rest: str) -> Iterator[Hit]:
    made = sum(parts)
    sums = "+".join(str(part) for part in parts)
    message = f"分项加起来是{sums}={made}，和总数{total}对不上，请核对。"
    if made > total:
        yield Hit(place.start, place.end, message, (), 0.8)
    elif made < total and "等" not in rest:
        yield Hit(place.start, place.end, message, (), 0.5, Level.HINT)


RULE = Rule(
    id="N19",
    name="sum-does-not-add-up",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：分项之和等于总数",
    check=check,
    wrong={
        "共10件，其中督办4件、转办7件。": None,
        "全年共办理10件，其中督办4件、转办5件。": None,
    },
    right=(
        "共10件，其中督办4件、转办6件。",
        "共有党员10人，其中女同志4人、35岁以下8人。",
        "共10件，其中督办4件。",
    ),
    fix="C",
    needs=("其中",),
)
