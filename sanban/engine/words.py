"""分词：词典大，装进来要 0.1 秒，头一次用到才装。"""

from functools import cache
from importlib import import_module
from typing import Any


def cut_words(text: str) -> list[str]:
    """切成词，连起来就是原文；原文里不能有落单的半个字，下同。"""
    words: list[str] = _library().cut(text)
    return words


def tag_words(text: str) -> list[tuple[str, str]]:
    """切成词，各带词性。"""
    words: list[tuple[str, str]] = _library().tag(text)
    return words


def place_words(text: str) -> list[tuple[str, int, int]]:
    """只照词典切，不猜词典里没有的词；各带起讫。"""
    words: list[tuple[str, int, int]] = _library().tokenize(text, "default", False)
    return words


@cache
def _library() -> Any:
    return import_module("rjieba")
