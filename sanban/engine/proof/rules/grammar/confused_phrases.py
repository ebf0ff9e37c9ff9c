"""固定搭配里用混的字词。

权利义务、国家权力机关、反应灵敏、截至目前、征文启事……这些搭配里该用哪个词是定了的，训练的
文字里少见、判别学不出来的也收在这里。“截止”表示停止，“截至”表示到某时为止，后面跟时间的用
“截至”。写错的一方在干净公文里都没有。错词表（C01）说过的，这里不再说。
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.table import found_of
from sanban.engine.text import Cut, Pattern, Span, Text

FILE = Path(__file__).with_suffix(".txt")


class _Row(NamedTuple):
    wrong: str
    right: str
    guard: Pattern


def check(text: Text) -> Iterator[Hit]:
    """搭配里用混了的。"""
    told = Cut(tuple(Span(one.start, one.end) for one in found_of(text, "wrong")))
    for wrong, right, guard in _rows():
        place = text.raw.find(wrong)
        while place >= 0:
            end = place + len(wrong)
            said = told.covers(place) or told.covers(end - 1)
            if not said and guard.match(text.raw, place):
                message = f"这里的“{wrong}”是“{right}”之误，改为“{right}”。"
                yield Hit(place, end, message, (right,), 0.9)
            place = text.raw.find(wrong, end)


@cache
def _rows() -> tuple[_Row, ...]:
    lines = FILE.read_text("utf-8").splitlines()
    return tuple(_row(*line.split("\t")) for line in lines if not line.startswith("#"))


def _row(wrong: str, right: str, before: str, after: str) -> _Row:
    ahead = "" if after == "-" else f"(?={after})"
    behind = "" if before == "-" else "|".join(_behind(before, len(wrong)))
    return _Row(wrong, right, Pattern(f"{wrong}{ahead}(?:{behind})"))


def _behind(before: str, size: int) -> Iterator[str]:
    """前面的条件写在后面回看，各自的长短不同，一个一个写。"""
    return (f"(?<={word}{'.' * size})" for word in before.split("|"))


RULE = Rule(
    id="G05",
    name="confused-phrases",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》各该条",
    check=check,
    wrong={
        "截止2024年3月底，已完成12件。": "截至2024年3月底，已完成12件。",
        "国家权利机关。": "国家权力机关。",
        "在次强调，": "再次强调，",
        "落实终生责任追究。": "落实终身责任追究。",
    },
    right=(
        "报名截止日期为3月1日。",
        "截至目前，",
        "应急反应机制。",
        "合法权利。",
        "有这么多事情，正在次第开展。",
    ),
)
