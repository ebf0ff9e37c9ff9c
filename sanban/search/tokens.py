"""文字怎样算一样，怎样拆成两个字两个字的。

一个字一个字地变（全角半角、大小写、各种括号），空白、引号去掉；所以原文里截下的任何一截，
变过以后仍是变过的全文里的一截，搜得到的和逐字去比的一样。
"""

import unicodedata
from array import array
from collections.abc import Mapping
from operator import add

SEPARATOR = "\x1e"
"""短栏之间的分隔符：一个词不会跨过它。"""
BREAK = "\ufdd0"
"""分隔符变过以后的样子；别处不会有。"""
LARGEST = 0x7FFFFFFF
SAME = dict.fromkeys("〔[【〖{⟦〘〚", "(") | dict.fromkeys("〕]】〗}⟧〙〛", ")")
SAME |= dict.fromkeys("‐‑‒–—―−﹣", "-") | dict.fromkeys("•・∙⋅‧", "·")
DROPPED = frozenset("\"'“”‘’„‟「」『』`´\ufdd0")
GONE = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
SELECTORS = range(0xFE00, 0xFE10)
WIDE = 0xFEE0


class _Folding(dict[int, str]):
    """一个字变成什么；认过的记着。"""

    def __missing__(self, code: int) -> str:
        found = self[code] = _fold(chr(code))
        return found


class _Widening(dict[int, str]):
    """SQLite 的分词器拿西文标点当空白，变成全角就不当了。"""

    def __missing__(self, code: int) -> str:
        found = self[code] = chr(code + WIDE) if 0x20 < code < 0x7F else chr(code)
        return found


def _fold(char: str) -> str:
    if char == SEPARATOR:
        return BREAK
    plain = unicodedata.normalize("NFKC", char).casefold()
    plain = unicodedata.normalize("NFKC", plain)
    return "".join(SAME.get(one, one) for one in plain if not _goes(one))


def _goes(char: str) -> bool:
    if char in DROPPED or ord(char) in SELECTORS:
        return True
    return unicodedata.category(char) in GONE


FOLDED: Mapping[int, str] = _Folding()
"""一个字（编码）变成什么，没有几个字的几个字；查得快。"""
_widening = _Widening()


def normalise(text: str) -> str:
    """变成比较用的样子。"""
    return text.translate(FOLDED)


def joined(parts: list[str] | tuple[str, ...]) -> str:
    """几栏连成一段，空的不要。"""
    return SEPARATOR.join(one.strip() for one in parts if one.strip())


def pairs(text: str) -> str:
    """变过的文字拆成两个字两个字，空格隔开；末一个字后面补分隔符，所以每个字都打头一次。"""
    wide = text.translate(_widening)
    return " ".join(map(add, wide, wide[1:] + BREAK))


def phrase(word: str) -> str:
    """一个词（两个字以上）拆成两个字两个字。"""
    wide = word.translate(_widening)
    return " ".join(map(add, wide, wide[1:]))


def wide(text: str) -> str:
    """西文标点变成全角。"""
    return text.translate(_widening)


def codes(text: str) -> list[int]:
    """变过的文字里有哪些两个字，各是一个 32 位整数，不重。"""
    units = array("H", text.encode("utf-16-le"))
    return [one - LARGEST - 1 for one in {a << 16 | b for a, b in zip(units, units[1:])}]  # noqa: B905, RUF007


def single_codes(text: str) -> list[int]:
    """变过的文字里有哪些单字，各是一个整数。"""
    return [one - LARGEST - 1 for one in set(array("H", text.encode("utf-16-le")))]
