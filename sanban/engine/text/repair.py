"""补另一半标点补在哪里：默认补在本小段话说完之前，语言模型来了可以换掉。"""

from collections.abc import Callable

from sanban.engine.text.characters import KIND, OPENING
from sanban.engine.text.pairs import Stray
from sanban.engine.text.pattern import Pattern

Chooser = Callable[[str, Stray], int]
"""给原文和落单的一半，答另一半该插在哪个位置之前。"""

FAR = 200
"""一对标点之间不大会超过的字数。"""
STOP = Pattern(r"[。！？；\n\r]|[二三四五六七八九]是(?!否)")
SHORT = Pattern(r"[，。！？；：\n\r]")


def before_the_stop(raw: str, stray: Stray) -> int:
    """缺后一半的：补在句末点号、下一个“几是”、同种前一半之前；缺前一半的：补在本小句开头。"""
    return _closing(raw, stray) if stray.is_opening else _opening(raw, stray)


def _closing(raw: str, stray: Stray) -> int:
    limit = min(stray.limit, stray.start + FAR)
    stops = SHORT if KIND[stray.mark] == "括号" else STOP
    end = stops.search(raw, stray.start + 1, limit)
    again = raw.find(stray.mark, stray.start + 1, limit)
    places = [limit, *([end.start()] if end else []), *([again] if again > 0 else [])]
    return max(stray.start + 1, min(places))


def _opening(raw: str, stray: Stray) -> int:
    limit = max(stray.limit, stray.start - FAR)
    tail = raw[limit : stray.start]
    cut = max(tail.rfind(mark) for mark in (*"，。！？；：、", stray.mark, *OPENING.values()))
    return limit + cut + 1
