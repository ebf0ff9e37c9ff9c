"""同一个意思不说两遍。

目的是为了、旨在为了、截至三月底为止、超过一半以上、近三百多人、再次重申：前后说的是一回事，
删去一半。只收两半都在、中间没有点号的；“涉及到”“来自于”一类已经通行的不管。
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

NUMBER = "[0-9０-９一二三四五六七八九十百千万亿半.％%]"
GAP = "[^，。；：、！？\n“”]"
# fmt: off
#  必有的字    样子                                            改成
ROWS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("是为了",   "(?:目的|宗旨|用意|初衷)(?:就|也|都)?是为了",       lambda s: s[:-2]),
    ("旨在为了", "旨在为了",                                       lambda _: "旨在"),
    ("是因为",   "原因(?:就|也|主要)?是因为",                       lambda s: s[:-2]),
    ("为止",     f"截[至止]{GAP}{{2,16}}(?<!迄今)(?<!目前)为止(?!的)", lambda s: "截至" + s[2:-2]),
    ("以上",     f"(?:超过|高达|多达|突破){NUMBER}{{1,8}}[个名人户件家次元项条]?以上",
                                                                 lambda s: s[:-2]),
    ("近",       f"近{NUMBER}{{1,6}}(?:多|余)(?=[个名人户件家次万亿项条])",
                                                                 lambda s: s[:-1]),
    ("其中",     "的其中(?:一员|之一)",                             lambda s: "的" + s[3:]),
    ("重申",     "再次重申",                                       lambda _: "重申"),
    ("应邀",     "被应邀",                                         lambda _: "应邀"),
    ("凯旋",     "(?:胜利凯旋|凯旋归来|凯旋而归)",                    lambda _: "凯旋"),
    ("目睹",     "亲眼目睹",                                       lambda _: "目睹"),
    ("悬殊",     "悬殊(?:很|较|太)大",                              lambda _: "悬殊"),
    ("堪忧",     "令人堪忧",                                       lambda _: "令人担忧"),
    ("切忌",     "切忌(?:不要|不能|不可|勿)",                        lambda _: "切忌"),
    ("付诸",     "付诸于",                                         lambda _: "付诸"),
    ("不再",     f"(?:防止|避免|杜绝|以免){GAP}{{0,10}}不再(?=发生|出现|重演)",
                                                                 lambda s: s[:-2] + "再"),
    ("之所以",   f"之所以{GAP}{{2,20}}的原因(?=，?是)",              lambda s: s[:-3]),
)
# fmt: on


class _Row(NamedTuple):
    need: str
    pattern: Pattern
    shorter: Callable[[str], str]


def check(text: Text) -> Iterator[Hit]:
    """一行一行地找。"""
    for row in _rows():
        if row.need in text.raw:
            for found in row.pattern.over(text.raw):
                right = row.shorter(found.group())
                message = f"“{found.group()}”把一个意思说了两遍，改为“{right}”。"
                yield Hit(*found.span(), message, (right,), 0.85)


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_Row(need, Pattern(form), shorter) for need, form, shorter in ROWS)


RULE = Rule(
    id="G07",
    name="repeated-meaning",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="现代汉语词语搭配习惯",
    check=check,
    wrong={
        "目的是为了提高效率。": "目的是提高效率。",
        "截至3月底为止，": "截至3月底，",
        "超过50%以上的村": "超过50%的村",
        "近300多人参加。": "近300人参加。",
        "作为办公室的其中一员，": "作为办公室的一员，",
        "防止类似问题不再发生。": "防止类似问题再发生。",
    },
    right=(
        "目的是提高效率，是为了群众。",
        "到目前为止，",
        "近300人参加。",
        "其中一人受伤。",
        "超过50%。",
    ),
)
