"""往干净的公文里造错：一段造一处，记下错在哪里、原来是什么。"""

import random
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import permutations

from bench.model import Injected, Make, _char_maker, _twice, _without, _word_maker
from bench.pairs import _particles
from sanban.engine.language.confusions import NEAR, SAME, SHAPE
from sanban.engine.language.pairs.sets import PARTICLES

LEAST, MOST = 20, 400
WIDTHS = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
HAN = re.compile("[一-龥]")
GIVE_UP = 1 / 20_000
"""一段里没有要找的，多大可能从此不再造这个方向。"""
TRIES = 400_000


def makers(lines: list[str]) -> Iterator[tuple[str, Make]]:
    """各种错法，名字是目标表里的名字。"""
    often = Counter("".join(lines[::10]))
    yield "同音字", _char_maker(SAME, often)
    yield "音近字", _char_maker(NEAR, often)
    yield "同音词", _word_maker(often)
    yield "形近字", _char_maker(SHAPE, often)
    yield "后引号", _without(lambda char: char == "”")
    yield "半角标点", _halved
    yield "的地得", _particle_maker()
    yield "重字", _twice
    yield "漏字", _without(lambda char: HAN.match(char) is not None)
    yield "漏顿号", _without(lambda char: char == "、")


def injected(
    make: Make, held: list[str], count: int, *, fits: Callable[[str], bool] = bool
) -> list[Injected]:
    """造够 `count` 处；实在造不够的有多少算多少。"""
    chance = random.Random(20261121)
    pool = [text for text in held if LEAST <= len(text) <= MOST and fits(text)]
    made: dict[str, Injected] = {}
    for _ in range(TRIES if pool else 0):
        one = make(chance, chance.choice(pool))
        if one:
            made.setdefault(one.text, one)
        if len(made) >= count:
            break
    return list(made.values())


def _halved(chance: random.Random, text: str) -> Injected | None:
    places = [
        place
        for place, mark in enumerate(text[:-1])
        if mark in WIDTHS and HAN.match(text[place - 1]) and HAN.match(text[place + 1])
    ]
    if not places:
        return None
    start = chance.choice(places)
    wrong = WIDTHS[text[start]]
    return Injected(text[:start] + wrong + text[start + 1 :], start, start + 1, text[start])


def _particle_maker() -> Make:
    """的、地、得两两互换，六个方向轮流造；作助词的才换，语料里“得”少，造不够的有多少算多少。"""
    ways = deque(permutations(PARTICLES, 2))

    def make(chance: random.Random, text: str) -> Injected | None:
        right, wrong = ways[0]
        places = [start for start, one in _particles(text) if one == right] if right in text else []
        if not places:
            if len(ways) > 1 and chance.random() < GIVE_UP:
                ways.popleft()
            return None
        place = chance.choice(places)
        ways.rotate(-1)
        return Injected(text[:place] + wrong + text[place + 1 :], place, place + 1, right)

    return make
