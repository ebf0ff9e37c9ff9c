"""一句话里不套用冒号。

冒号管到句末，一句里套两个冒号，读的人分不清哪个管哪个；前一个改成逗号。
引号里的不算，分项列举、带栏名的（时间：……；地点：……）不算。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

SAID = "(?:指出|强调|要求|提出|认为|明确|决定|表示|指明)"
NESTED = Pattern(rf"：(?<={SAID}.)(?P<second>[{HAN}、，]{{1,40}}：)(?![“‘\r\n\d])(?=[{HAN}])")


def check(text: Text) -> Iterator[Hit]:
    """“指出：”一类后面，没有断句又来一个冒号。"""
    for found in NESTED.over(text.raw):
        place = found.start()
        message = "一句话里套用了两个冒号，前一个改为逗号。"
        yield Hit(place, place + 1, message, ("，",), 0.8)


RULE = Rule(
    id="P23",
    name="colon-inside-colon",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.7.3.5",
    check=check,
    wrong={"会议指出：要做到：快、准。": "会议指出，要做到：快、准。"},
    right=("会议指出，要做到：快、准。", "时间：上午；地点：会议室", "他说：“记住：要快。”"),
    needs="：",
)
