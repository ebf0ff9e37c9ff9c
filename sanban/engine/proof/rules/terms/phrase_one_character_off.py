"""同一句话，别处是另一个字。

一篇里反复写的话，有一处差一个字，多半是那一处写错了。左右各四个字都一样才比；
两个字音同、音近或者形近，别处写过两次以上的，是警告；并列的口号里（左右有顿号、引号）差一个字，
别处写过三次以上的，是提示。数目、方位、层级本来就会变，不比。
"""

from collections.abc import Iterator

from sanban.engine.proof.likeness import WING, Variant, is_confusable, variants
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MANY = 3
MARKS = frozenset("、“”")
# 虚词换一个，意思照样通
EMPTY = frozenset("的地得和与及或在是对为以由向将把被也都应要可不各其该本此")


def check(text: Text) -> Iterator[Hit]:
    """少见的那一处，连同别处写过几次。"""
    for one in variants(text.raw):
        now = text.raw[one.place]
        if now in EMPTY or one.usual in EMPTY:
            continue
        is_alike = is_confusable(now, one.usual)
        if is_alike or _is_slogan(text.raw, one):
            right = f"{text.raw[one.place - WING : one.place]}{one.usual}"
            message = (
                f"别处 {one.times} 次都写“{right}”，这里是“{now}”，"
                f"{'宜' if is_alike else '如果是同一个意思，'}改为“{one.usual}”。"
            )
            level = None if is_alike else Level.HINT
            yield Hit(one.place, one.place + 1, message, (one.usual,), 0.7, level)


def _is_slogan(raw: str, one: Variant) -> bool:
    around = raw[one.place - WING : one.place + WING + 1]
    return one.times >= MANY and not MARKS.isdisjoint(around)


RULE = Rule(
    id="T81",
    name="phrase-one-character-off",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="全文前后一致",
    check=check,
    wrong={
        "推进信息收集网络体系建设。完善信息收集网络体系建设。验收信息收集网落体系建设。": (
            "推进信息收集网络体系建设。完善信息收集网络体系建设。验收信息收集网络体系建设。"
        ),
    },
    right=("建立第一批台账。建立第二批台账。建立第三批台账。",),
)
