"""表示概数的词不重复。

“约”已经说明是大概的数，后面不再用“左右”；“多”“余”同“左右”也不连用，“近”同“余”“多”意思相反
（“近十多年来”说的是时间远近，不管）。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

FIGURE = r"[0-9一二三四五六七八九十百千万亿.．]{1,12}"
UNIT = rf"(?!左右|上下)[{HAN}%％]"
AFTER = Pattern(
    rf"[约多余](?:(?<=约)(?<![条公制节契协密婚合预特]约){FIGURE}|(?<=[0-9十百千万亿].))"
    rf"(?:{UNIT}){{0,4}}?(?P<extra>左右|上下)(?!级|游|联|两|结|功|班|下|求|为)"
)
NEAR = Pattern(
    r"近[0-9一二三四五六七八九十百千万亿]{1,10}(?P<extra>[余多])(?=[万亿]?(?![年天]|个月)[一-龥])"
)
RULES = ((AFTER, ("左右", "上下")), (NEAR, ("近",)))


def check(text: Text) -> Iterator[Hit]:
    """约……左右，……多……左右，近……余。"""
    for pattern, needs in RULES:
        if any(need in text.raw for need in needs):
            for found in pattern.over(text.raw):
                yield _hit(*found.span(), *found.span("extra"), text.raw)


def _hit(start: int, end: int, extra: int, after: int, raw: str) -> Hit:
    right = raw[start:extra] + raw[after:end]
    message = f"表示概数的词重复，留一个就够，改为“{right}”。"
    return Hit(start, end, message, (right,), 0.85)


RULE = Rule(
    id="N04",
    name="doubled-approximation",
    level=Level.ERROR,
    strength=Strength.STANDARD,
    basis="GB/T 15835—2011 5.2.1",
    check=check,
    wrong={
        "约20人左右": "约20人",
        "用了30多天左右": "用了30多天",
        "走访近300余户": "走访近300户",
    },
    right=("约20人", "20人左右", "近300户", "多数人左右为难", "最近三年多来"),
    needs=("左右", "上下", "近"),
)
