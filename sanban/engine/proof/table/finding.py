"""在原文里找表里的各条：挨着不该算的字样的不算，两个词碰巧连在一起的不算。"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sanban.engine.proof.rule import Hit
from sanban.engine.proof.table.entries import Entry, table
from sanban.engine.text import Pattern, Span, Text
from sanban.engine.words import cut_words

HALF_PAIRS = Pattern("[\ud800-\udfff]")
BLANKS = Pattern(r"\s")
SHORT = 3
"""这么多字以下的，看看是不是两个词碰巧连在一起。"""
AROUND = 8
_FOUND: WeakKeyDictionary[Text, tuple["Found", ...]] = WeakKeyDictionary()


class Found(NamedTuple):
    """找到的一处。"""

    start: int
    end: int
    entry: Entry


def found_of(text: Text, kind: str) -> Iterator[Found]:
    """这一篇里某一类的各处。"""
    known = _FOUND.get(text)
    if known is None:
        known = _FOUND[text] = tuple(_found(text.raw))
    return (one for one in known if one.entry.kind == kind)


def _found(raw: str) -> Iterator[Found]:
    entries = table()
    # 半个代理对交给自动机会出错，换成一个不相干的字，位置不变
    safe = HALF_PAIRS.compiled.sub("?", raw) if not _is_sound(raw) else raw
    for number, start, end in entries.matches(safe):
        entry = entries.entry(number)
        if not _is_guarded(raw, start, end, entry) and not _is_chance(safe, start, end):
            yield Found(start, end, entry)


def _is_sound(raw: str) -> bool:
    try:
        raw.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_guarded(raw: str, start: int, end: int, entry: Entry) -> bool:
    before = raw[max(0, start - AROUND) : start]
    if entry.before and before.endswith(entry.before):
        return True
    if entry.after and raw.startswith(entry.after, end):
        return True
    place = entry.right.find(entry.wrong)
    return place >= 0 and raw.startswith(entry.right, start - place)


def _is_chance(raw: str, start: int, end: int) -> bool:
    """短的才看是不是两个词碰巧连在一起。"""
    left = max(0, start - AROUND)
    return end - start <= SHORT and _meets(raw[left : end + AROUND], start - left, end - left)


@lru_cache(maxsize=1024)
def _meets(around: str, start: int, end: int) -> bool:
    """分词以后，有一个词从里面伸到外面去。"""
    place = 0
    for word in cut_words(BLANKS.compiled.sub(" ", around)):
        after = place + len(word)
        reaches_out = place < start or after > end
        if place < end and after > start and reaches_out:
            return True
        place = after
    return False


def hit_of(found: Found, message: str, confidence: float) -> Hit:
    """只圈住不一样的字；一个字也没有换的（多字、漏字）圈住整个词。"""
    wrong, right = found.entry.wrong, found.entry.right
    span, new = _difference(wrong, right)
    start, end = found.start + span.start, found.start + span.end
    return Hit(start, end, message.format(wrong=wrong, right=right), (new,), confidence)


def _difference(wrong: str, right: str) -> tuple[Span, str]:
    if len(wrong) != len(right):
        return Span(0, len(wrong)), right
    places = [place for place, char in enumerate(wrong) if char != right[place]]
    first, last = places[0], places[-1] + 1
    return Span(first, last), right[first:last]
