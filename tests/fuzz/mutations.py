"""改法：一步一个小函数，收字节、一个随机数发生器，给出改过的字节。

每一步只由步名和种子数决定，所以报出来的“几步”可以照样再做一遍。
"""

from random import Random

from hypothesis import strategies as st

from tests.fuzz.packages import PACKAGE
from tests.fuzz.steps import (
    BYTES,
    FIGURES,
    MARKUP,
    Step,
    encoding,
    number,
    odd_character,
    other_number,
)

STEPS: dict[str, tuple[Step, ...]] = {
    "package": PACKAGE,
    "pdf": (*(number,) * 4, *(other_number,) * 4, *BYTES),
    "bytes": BYTES,
    "text": (*BYTES, encoding, odd_character),
    "markup": (*MARKUP, *BYTES),
    "figures": (*FIGURES, *BYTES),
}


def recipes(family: str) -> st.SearchStrategy[list[tuple[str, int]]]:
    """一份改法：一到三步，各步的名字和种子数。"""
    names = list(dict.fromkeys(one.__name__ for one in STEPS[family]))
    weights = [one.__name__ for one in STEPS[family]]
    step = st.tuples(st.sampled_from(weights or names), st.integers(0, 2**32 - 1))
    return st.lists(step, min_size=1, max_size=3)


def mutated(data: bytes, family: str, recipe: list[tuple[str, int]]) -> bytes:
    """照改法改。"""
    known = {one.__name__: one for one in STEPS[family]}
    for name, seed in recipe:
        if data:
            data = known[name](data, Random(seed))
    return data
