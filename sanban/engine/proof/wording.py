"""易混的字词：一篇只判别一遍，几条语法规则合用。"""

from functools import lru_cache

from sanban.engine.language.pairs import Choice, chooser
from sanban.engine.text import Text
from sanban.engine.words import tag_words


def choices(text: Text) -> tuple[Choice, ...]:
    """判别说该换的各处，按先后。"""
    return _choices(text.raw)


@lru_cache(maxsize=1)
def _choices(raw: str) -> tuple[Choice, ...]:
    return tuple(chooser().choices(raw))


def tag_before(raw: str, end: int, reach: int = 6) -> tuple[str, str]:
    """`end` 前面的一个词和词性；没有字的是两个空串。"""
    parts = tag_words(raw[max(0, end - reach) : end])
    return parts[-1] if parts else ("", "")


def tags_after(raw: str, start: int, reach: int = 8) -> list[tuple[str, str]]:
    """`start` 后面的几个词和词性。"""
    return list(tag_words(raw[start : start + reach]))
