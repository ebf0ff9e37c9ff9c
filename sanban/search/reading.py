"""逐段去看：看得见的不多，一段段看有没有这些词，比翻遍常用词的索引快。

与索引同一个比法：变成比较用的样子以后，词在不在里面。整段去变太慢，先看几个字原样在不在：
原样在的一定有；连夹着空白标点的都没有、又没有会变成汉字的字的，一定没有；其余的才去变。
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice

from sanban.search.asking import Asked
from sanban.search.models import OWNER_BITS
from sanban.search.tokens import SEPARATOR, normalise

MOST_READ, AT_ONCE = 6000, 64
"""至多看几段，一批看几段。"""
PIECE_COST, LETTER_COST, ROW_COST = 5.0, 0.008, 0.15
"""看一段、看一个字、在索引里翻过一个两字词，各约几微秒。"""

IDEOGRAPHS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
"""常用的汉字：除了自己，只有 `COMPATIBLE` 里的字会变成它。"""
COMPATIBLE = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3038-\u303a\u3190-\u319f\u3200-\u33ff\uf900-\ufaff"
    "\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f]"
)
"""部首、带圈的、兼容的：会变成汉字，或者变成几个字里有汉字。"""
FULL = str.maketrans(",:;!?()", "，：；！？（）")
NUMBERED = str.maketrans("()", "〔〕")
Test = Callable[[str], bool]
Shown = tuple[int, int, str, str]
"""看得见的一段：编号、一共几段、短栏、文字。"""


def reader(asked: Asked) -> Test:
    """一段原文（短栏、分隔符、文字）里是不是词都有、不要的都没有。"""
    wanted = [_test(one) for one in asked.words]
    unwanted = [_test(one) for one in asked.unwanted]

    def has(text: str) -> bool:
        return all(one(text) for one in wanted) and not any(one(text) for one in unwanted)

    return has


def _test(word: str) -> Test:
    """一段里有没有这个词。"""
    forms = _forms(word)
    run = max(IDEOGRAPHS.findall(word), key=len, default="")
    loose = re.compile(r"\W*".join(run)).search

    def has(text: str) -> bool:
        if any(one in text for one in forms):
            return True
        if run and not loose(text) and not COMPATIBLE.search(text):
            return False
        return word in normalise(text)

    return has


def _forms(word: str) -> tuple[str, ...]:
    """一个词在原文里常见的几种写法：原样、标点全角、文号的括号。"""
    written = (word, word.translate(FULL), word.translate(FULL | NUMBERED))
    return tuple(dict.fromkeys(written))


def by_reading(asked: Asked, shown: Iterator[Shown], owners: int) -> list[int] | None:
    """看得见的各段里有这些词的，翻到有 `owners` 件为止；看了头一批觉得照索引更快的为空。

    :param shown: 看得见的各段，新的在前；要一段才取一段。
    """
    first = list(islice(shown, AT_ONCE))
    if first and not _is_worth(asked, first):
        return None
    has = reader(asked)
    read = ((pk, head + SEPARATOR + body) for pk, _, head, body in chain(first, shown))
    return until((pk for pk, text in read if has(text)), owners)


def until(pieces: Iterable[int], owners: int) -> list[int]:
    """各段取到有这么多件为止。"""
    found: list[int] = []
    known: set[int] = set()
    for one in pieces:
        found.append(one)
        known.add(one >> OWNER_BITS)
        if len(known) == owners:
            break
    return found


def _is_worth(asked: Asked, first: Sequence[Shown]) -> bool:
    """接着看下去比照索引快不快：照头一批里字有多少、最少见的两个字出现在几成里来估。"""
    newest, count = first[0][:2]
    if count > MOST_READ:
        return False
    texts = [head + SEPARATOR + body for _, _, head, body in first]
    letters = sum(map(len, texts)) / len(texts)
    pairs = {word[at : at + 2] for word in asked.words for at in range(max(1, len(word) - 1))}
    seen = min(_seen(_forms(one), texts) for one in pairs)
    rows = (newest >> OWNER_BITS) * (seen + 1) / (len(texts) + 1)
    left = (count - len(texts)) * (PIECE_COST + letters * LETTER_COST)
    return left <= rows * len(pairs) * ROW_COST


def _seen(forms: Sequence[str], texts: Collection[str]) -> int:
    return sum(any(one in text for one in forms) for text in texts)
