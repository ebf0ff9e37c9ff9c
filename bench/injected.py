"""往干净的公文里造错：一段造一处，记下错在哪里、原来是什么。"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator

import rjieba

from bench.model import Injected, Make, _char_maker, _twice, _without, _word_maker
from sanban.engine.language.confusions import NEAR, SAME, SHAPE

LEAST, MOST = 20, 400
WIDTHS = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
HAN = re.compile("[一-龥]")
AFTER_ADVERB = {"地": "uv", "得": "ud"}
"""状语、补语的标记，分词的词性。"""
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
    yield "的地得", _particle
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


def _particle(chance: random.Random, text: str) -> Injected | None:
    """地、得写成的（按词性是助词的）。"""
    if "地" not in text and "得" not in text:
        return None
    start, places = 0, []
    for word, tag in rjieba.tag(text):
        if AFTER_ADVERB.get(word) == tag:
            places.append(start)
        start += len(word)
    if not places:
        return None
    place = chance.choice(places)
    return Injected(text[:place] + "的" + text[place + 1 :], place, place + 1, text[place])
