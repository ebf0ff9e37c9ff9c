"""比对用的键：来文字号、标题、来文单位各写法归成一种。"""

import re
import unicodedata
from functools import lru_cache

OPENING, CLOSING = "〔[【(｛{<《", "〕]】)｝}>》"
BRACKETS = {ord(one): "〔" for one in OPENING} | {ord(one): "〕" for one in CLOSING}
BLANKS = re.compile(r"[\s\u200b\ufeff]+")
SERIAL = re.compile(r"〕第?0*(\d+)号?$")
NOT_WORDS = re.compile(r"[^\w]+|_")
NUMERALS = re.compile(r"\d+|[〇零一二三四五六七八九十百千]+")


def _plain(words: str) -> str:
    return BLANKS.sub("", unicodedata.normalize("NFKC", words))


def number_key(number: str) -> str:
    """来文字号的键：全角半角、括号写法、空格、虚位、有没有“第”“号”都不计较。"""
    return SERIAL.sub(r"〕\1号", _plain(number).translate(BRACKETS)).casefold()[:100]


def title_key(title: str) -> str:
    """标题的键：只留文字和数字。"""
    return NOT_WORDS.sub("", _plain(title)).casefold()[:500]


def sender_key(name: str) -> str:
    """来文单位的键。"""
    return NOT_WORDS.sub("", _plain(name)).casefold()


def bigrams(key: str) -> frozenset[str]:
    """相邻两字的集合；只有一个字的就是它自己。"""
    return frozenset(key[n : n + 2] for n in range(max(1, len(key) - 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """两个集合的相似度（Dice），0 到 1。"""
    whole = len(one) + len(other)
    return 2 * len(one & other) / whole if whole else 0.0


@lru_cache(maxsize=8192)
def numerals(key: str) -> tuple[str, ...]:
    """标题里的数字：第三十六期与第三十七期是两份，不算重复；近来的两千件件件要看，看过的记着。"""
    return tuple(NUMERALS.findall(key))
