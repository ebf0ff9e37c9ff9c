"""摘句：找到的词在哪几句里，在句里的哪里；只给位置，不给标记。"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sanban.search.asking import Asked, understand
from sanban.search.models import Passage
from sanban.search.tokens import FOLDED, SEPARATOR, normalise

Marks = tuple[tuple[int, int], ...]
PIECE = 32
BEFORE, LONGEST, MOST_QUOTES, MOST_MARKS = 24, 110, 3, 40
STOPS = "。！？；\n" + SEPARATOR
BLANKS = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c" + SEPARATOR, " "))
IN_HEAD, LONG = 20, 2000


@dataclass(frozen=True, slots=True)
class Quote:
    """摘出的一句；`marks` 是要标亮的各处，前闭后开，不重叠，依次排。"""

    text: str
    marks: Marks = ()


class _Places:
    """变过的文字里的位置，原文里在哪里；只细看用得着的那一截。"""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] = []
        self.plain = normalise(text)

    def original(self, place: int) -> int:
        """变过的第几个字，来自原文的第几个字。"""
        self._measure(place)
        part = bisect_right(self._ends, place)
        done = self._ends[part - 1] if part else 0
        for at in range(part * PIECE, len(self._text)):
            done += len(FOLDED[ord(self._text[at])])
            if done > place:
                return at
        return len(self._text)

    def _measure(self, place: int) -> None:
        """量到盖住这个位置的那一截为止。"""
        while not self._ends or self._ends[-1] <= place:
            at = len(self._ends) * PIECE
            if at >= len(self._text):
                return
            known = self._ends[-1] if self._ends else 0
            self._ends.append(known + len(normalise(self._text[at : at + PIECE])))

    def spans(self, word: str, most: int) -> list[tuple[int, int]]:
        """一个词在原文里的各处，至多几处。"""
        found: list[tuple[int, int]] = []
        at = self.plain.find(word)
        while at >= 0 and len(found) < most:
            found.append((self.original(at), self.original(at + len(word) - 1) + 1))
            at = self.plain.find(word, at + len(word))
        return found


def marks(text: str, words: str) -> Marks:
    """一行文字里要标亮的各处，给题目、单位名这些短的用；`words` 是人打的那一行。"""
    return _marks(text, understand(words).words)


def _marks(text: str, words: Sequence[str]) -> Marks:
    places = _Places(text)
    found = sorted(one for word in words for one in places.spans(word, MOST_MARKS))
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def has_all(head: str, asked: Asked) -> bool:
    """短栏里有没有全部的词。"""
    plain = normalise(head)
    return all(word in plain for word in asked.words)


def score(passage: Passage, asked: Asked) -> float:
    """贴不贴切：词出现得多的、在短栏里的、文字短的高。"""
    head, body = normalise(passage.head), normalise(passage.body)
    weight = LONG / (LONG + len(body))
    return sum(IN_HEAD * (word in head) + weight * body.count(word) for word in asked.words)


def quotes_of(passage: Passage, asked: Asked) -> tuple[Quote, ...]:
    """一段里摘出的几句：除题目外有词的短栏，和正文里每个词头一回出现的那一句。"""
    columns = [Quote(one, _marks(one, asked.words)) for one in passage.head.split(SEPARATOR)[1:]]
    found = [one for one in columns if one.marks] + _from_body(passage.body, asked.words)
    return tuple(found[:MOST_QUOTES])


def _from_body(body: str, words: Sequence[str]) -> list[Quote]:
    firsts = sorted(one for word in words for one in _first(body, word))
    quotes: list[Quote] = []
    shown = -1
    for start, end in firsts:
        if end > shown:
            first, shown = _window(body, start, end)
            quotes.append(_cut(body, first, shown, words))
    return quotes


def _first(body: str, word: str) -> list[tuple[int, int]]:
    """一个词头一回在哪里；原样就有的不必变，变要费时。"""
    at = body.find(word)
    return [(at, at + len(word))] if at >= 0 else _Places(body).spans(word, 1)


def _window(body: str, start: int, end: int) -> tuple[int, int]:
    """词的前后各留一点；前面遇到一句的头，就从那里起。"""
    first = max(0, start - BEFORE)
    stop = max(body.rfind(one, first, start) for one in STOPS)
    first = stop + 1 if stop >= 0 else first
    return first, min(len(body), max(end, first + LONGEST))


def _cut(body: str, first: int, last: int, words: Sequence[str]) -> Quote:
    text = body[first:last].translate(BLANKS)
    before = "…" if first and body[first - 1] not in STOPS else ""
    text = before + text.rstrip() + ("…" if last < len(body) else "")
    return Quote(text, _marks(text, words))
