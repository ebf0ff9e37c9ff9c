"""空话：一句里只有“加强”“尽快”“大幅”，没有数、没有日子、没有看得见的结果。"""

from collections.abc import Iterable

from sanban.engine.tasks.deadlines import deadlines
from sanban.engine.tasks.signals import PROOF, QUANTITY, RISING, SOON, VAGUE, is_measured
from sanban.engine.text import Pattern

NAMED = Pattern("《[^》]{2,60}》|“[^”]{2,40}”")


def is_solid(said: str) -> bool:
    """有数、说死了，或者点了名。"""
    return is_measured(said) or NAMED.search(said) is not None


def vague_words(said: Iterable[str], *, year: int) -> list[str]:
    """落空的那几句里的空话，不重复。"""
    empty = (one for one in said if not (is_solid(one) or PROOF.search(one) or _has_day(one, year)))
    return list(dict.fromkeys(word.group() for one in empty for word in VAGUE.over(one)))


def loose_time(said: Iterable[str], *, year: int) -> str:
    """“尽快”一类的词，同一句里没有日子；没有答空。"""
    found = (SOON.search(one) for one in said if not _has_day(one, year))
    return next((one.group() for one in found if one), "")


def rising(said: Iterable[str]) -> str:
    """“大幅”“明显”一类的词，同一句里没有数；没有答空。"""
    found = (RISING.search(one) for one in said if not QUANTITY.search(one))
    return next((one.group() for one in found if one), "")


def _has_day(said: str, year: int) -> bool:
    return any(True for _ in deadlines(said, year=year))
