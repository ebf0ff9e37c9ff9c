"""补另一半标点补在哪里：先按停顿划定范围，再问语言模型哪个位置最通顺。"""

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from sanban.engine.text import Chooser, Pattern, Stray, before_the_stop
from sanban.engine.text.characters import CLOSING, OPENING

NEAR = 200
"""往前往后至多找这么多字。"""
BESIDE = 80
"""问语言模型时，两边各带多少字。"""
TIE = 0.5
"""涨得只差这么一点的，还照停顿来定。"""
STOPS = "。；！？\n\r"
STOP = {mark: Pattern(f"[{STOPS}{re.escape(mark)}]") for mark in (*OPENING, *CLOSING)}


def by_model(learnt: Path | None) -> Chooser:
    """用语言模型来定的；`learnt` 是本单位学的模型，没有给 None。"""

    def choose(raw: str, stray: Stray) -> int:
        places = _after(raw, stray) if stray.is_opening else _before(raw, stray)
        usual = before_the_stop(raw, stray)
        if _is_speech(raw, stray) or not places:
            return usual
        first = max(places[0] - BESIDE, 0)
        around = raw[first : places[-1] + BESIDE]
        mark = OPENING.get(stray.mark) or CLOSING[stray.mark]
        inside = [place - first for place in places]
        gains = _model(learnt).gain(around, inside, inside, [mark] * len(inside))
        best = int(gains.argmax())
        is_tie = usual in places and gains[best] - gains[places.index(usual)] < TIE
        return usual if is_tie else places[best]

    return choose


def _model(learnt: Path | None) -> Any:
    """用到了才装：装它要带上 numpy，起动不必等。"""
    return import_module("sanban.engine.language").load(learnt)


def _is_speech(raw: str, stray: Stray) -> bool:
    """引的是整段话：冒号后开的，或者句号后收的，到哪里为止看段落。"""
    before = raw[stray.start - 1 : stray.start]
    if stray.mark in "“‘「『":
        return before == "："
    return stray.mark in "”’」』" and before in ("。", "！", "？")


def _after(raw: str, stray: Stray) -> list[int]:
    """后一半可以在的位置：里面至少两个字（括号一个），到句末或者下一个同样的标点为止。"""
    limit = min(stray.limit, stray.start + NEAR)
    stop = STOP[stray.mark].search(raw, stray.start + 1, limit)
    least = 2 if stray.mark in "（(" else 3
    places = range(stray.start + 1, (stop.start() if stop else limit) + 1)
    return [place for place in _uncrossed(raw, places, OPENING) if place >= stray.start + least]


def _before(raw: str, stray: Stray) -> list[int]:
    """前一半可以在的位置：往回到上一句末尾或者上一个同样的标点。"""
    limit = max(stray.limit, stray.start - NEAR)
    stops = [one.end() for one in STOP[stray.mark].over(raw, limit, stray.start)]
    places = range(stray.start, (stops[-1] if stops else limit) - 1, -1)
    return [place for place in _uncrossed(raw, places, CLOSING) if place < stray.start - 1]


def _uncrossed(raw: str, places: range, deeper: Mapping[str, str]) -> list[int]:
    """挨个往外走，别的成对标点里面的不要，走出外面一层就停；别的标点也有落单的，不猜。"""
    found: list[int] = []
    stack: list[str] = []
    shallower = set(deeper.values())
    for place in places:
        if not stack:
            found.append(place)
        mark = raw[place : place + 1] if places.step > 0 else raw[place - 1 : place]
        if mark in deeper:
            stack.append(deeper[mark])
        elif mark in shallower and not stack:
            return found
        elif mark in shallower and stack.pop() != mark:
            return []
    return found
