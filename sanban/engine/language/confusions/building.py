"""由三张文字的表造成数组：每个字的同音、音近、形近字，每个读音的同音词。"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from sanban.engine.language.confusions import FOLDER, NEAR, NO_SOUND, SAME, SHAPE
from sanban.engine.language.folding import Codes
from sanban.engine.language.modelfile import Array, write

READINGS = 2
"""一个字至多记几个读音。"""
# 平舌与翘舌、n 与 l，前鼻音与后鼻音；前一种当后一种看
INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


def build(path: Path) -> str:
    """造好，写成 `path`；返回校验和。"""
    rows = {name: group.split("|") for name, group in _rows("sounds.txt").items()}
    numbers = {name: number for number, name in enumerate(rows)}
    readings: dict[str, list[str]] = {}
    for name, groups in rows.items():
        for char in "".join(groups):
            readings.setdefault(char, []).append(name)
    arrays = {
        **_chars({name: often for name, (often, _) in rows.items()}, readings),
        **_sounds(readings, numbers),
        **_words(numbers),
    }
    return write(path, {"sounds": len(numbers)}, arrays)


def _rows(name: str) -> dict[str, str]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return dict(line.rsplit(" ", 1) for line in lines)


def _chars(syllables: dict[str, str], readings: dict[str, list[str]]) -> dict[str, Array]:
    beside = _beside(syllables)
    shapes = _rows("shapes.txt")
    chars = sorted(readings.keys() | shapes.keys())
    rows = []
    for char in chars:
        names = readings.get(char, [])
        row = dict.fromkeys("".join(beside[name] for name in names), NEAR)
        row.update(dict.fromkeys(shapes.get(char, ""), SHAPE))
        row.update(dict.fromkeys("".join(syllables[name] for name in names), SAME))
        row.pop(char, None)
        rows.append(row)
    kinds = chain.from_iterable(row.values() for row in rows)
    return {
        "chars": _codes(chars),
        "alike_sizes": np.array([len(row) for row in rows], dtype=np.uint16),
        "alike": _codes(chain.from_iterable(rows)),
        "kinds": np.fromiter(kinds, dtype=np.uint8),
    }


def _beside(syllables: dict[str, str]) -> dict[str, str]:
    """与每个音节相近的那些音节的字。"""
    alike: dict[str, list[str]] = {}
    for name in syllables:
        alike.setdefault(_blurred(name), []).append(name)
    return {
        name: "".join(syllables[other] for other in alike[_blurred(name)] if other != name)
        for name in syllables
    }


def _blurred(syllable: str) -> str:
    for spelt, plain in INITIALS:
        if syllable.startswith(spelt):
            syllable = plain + syllable[len(spelt) :]
            break
    for spelt, plain in FINALS:
        if syllable.endswith(spelt):
            return syllable[: -len(spelt)] + plain
    return syllable


def _sounds(readings: dict[str, list[str]], numbers: dict[str, int]) -> dict[str, Array]:
    chars = sorted(readings)
    sounds = np.full((len(chars), READINGS), NO_SOUND, dtype=np.uint16)
    for row, char in zip(sounds, chars, strict=True):
        names = readings[char][:READINGS]
        row[: len(names)] = [numbers[name] for name in names]
    return {"voiced": _codes(chars), "voices": sounds.ravel()}


def _words(numbers: dict[str, int]) -> dict[str, Array]:
    keyed = sorted(_keyed(numbers))
    return {
        "first_sounds": np.array([first for first, _, _ in keyed], dtype=np.uint16),
        "second_sounds": np.array([second for _, second, _ in keyed], dtype=np.uint16),
        "word_sizes": np.array([len(group) // 2 for _, _, group in keyed], dtype=np.uint16),
        "words": _codes(group for _, _, group in keyed),
    }


def _keyed(numbers: dict[str, int]) -> Iterator[tuple[int, int, str]]:
    for name, group in _rows("words.txt").items():
        first, second = name.split(" ")
        if first in numbers and second in numbers:
            yield numbers[first], numbers[second], group


def _codes(texts: Iterator[str] | list[str]) -> Codes:
    return np.frombuffer("".join(texts).encode("utf-16-le"), dtype=np.uint16)
