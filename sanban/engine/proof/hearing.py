"""听：语言模型觉得哪里接得不像；一篇只听一遍，各条规则分着用。

一块一块地听，省内存。引号、书名号里面是别人的话，不听；全文一再这样写的当是本地的叫法，不听；
人名、地名不听。
"""

from bisect import bisect_right
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from sanban.engine.language import load
from sanban.engine.language.suspicion import Suspect, suspicions
from sanban.engine.proof.rule import Hit, Level
from sanban.engine.text import Span, Text
from sanban.engine.words import place_words, tag_words

BLOCK = 10_000
"""一块大约多少字。"""
HABIT = 3
"""连同左右各两个字，全文这样写了几处，就当是本地的叫法。"""
NEAR = 100_000
"""前后这么多字里数，免得长文字越数越慢。"""
AROUND = 12
"""看是不是人名、地名，看前后多少个字。"""
SURE = 1.5
"""这样拿得准的，不怕是人名、地名。"""
NAMES = frozenset({"nr", "nrfg", "nrt", "ns"})
IN_WORD = 3.0
"""原字本来成词的，把握还要多这么多才是警告。"""
LISTING = frozenset("、，。；：（）和及与或等")
_HEARD: WeakKeyDictionary[Text, tuple[Suspect, ...]] = WeakKeyDictionary()


def heard(text: Text) -> tuple[Suspect, ...]:
    """这一篇里语言模型疑心的各处，按先后排。抛 `sanban.engine.language.Unusable`。"""
    known = _HEARD.get(text)
    if known is None:
        known = _HEARD[text] = tuple(_listened(text))
    return known


def of_kind(text: Text, kind: int) -> Iterator[Suspect]:
    """其中一种缘由的。"""
    return (each for each in heard(text) if each.kind == kind)


def blocks(text: Text, size: int = BLOCK) -> Iterator[Span]:
    """切成块：尽量切在段与段之间，段太长就切在句子之间，再不行就硬切。"""
    start, length = 0, len(text.raw)
    ends = [line.end for line in text.lines]
    stops = [one.end for one in text.sentences]
    while start < length:
        end = _cut((ends, stops), start, min(start + size, length), length)
        yield Span(start, end)
        start = end


def _cut(cuts: tuple[list[int], ...], start: int, limit: int, length: int) -> int:
    if limit >= length:
        return length
    for ends in cuts:
        place = bisect_right(ends, limit) - 1
        if place >= 0 and ends[place] > start:
            return ends[place]
    return limit


def _listened(text: Text) -> Iterator[Suspect]:
    model = load(text.learnt)
    for block in blocks(text):
        for each in suspicions(text.raw[block.start : block.end], model):
            moved = _moved(each, block.start)
            if not _spared(text, moved):
                yield moved


def _moved(each: Suspect, by: int) -> Suspect:
    start, end = each.start + by, each.end + by
    return Suspect(start, end, each.suggestion, each.gain, each.kind, each.margin)


def _spared(text: Text, each: Suspect) -> bool:
    """别人的话、本地的叫法、人名地名，都不提。"""
    pairs = text.pairs
    if pairs.quoted.covers(each.start) or pairs.titled.covers(each.start):
        return True
    around = text.raw[max(each.start - 2, 0) : each.end + 2]
    near = max(each.start - NEAR, 0), each.end + NEAR
    if len(around) >= 3 and text.raw.count(around, *near) >= HABIT:
        return True
    return each.margin < SURE and each.start < each.end and _is_name(text.raw, each)


def _is_name(raw: str, each: Suspect) -> bool:
    first = max(each.start - AROUND, 0)
    at = each.start - first
    for word, tag in tag_words(_whole(raw[first : each.end + AROUND])):
        if at < len(word):
            return tag in NAMES and len(word) > 1
        at -= len(word)
    return False


def hit(text: Text, each: Suspect, message: str, *, firm: float | None = None) -> Hit:
    """变成规则找到的一处；把握不到 `firm` 的只作提示，不给就全是提示。漏了的圈住两边的字。"""
    start, end, new = each.start, each.end, each.suggestion
    if start == end:
        start, end = max(start - 1, 0), min(end + 1, len(text.raw))
        new = f"{text.raw[start : each.start]}{new}{text.raw[each.end : end]}"
    sure = round(min(0.5 + each.margin / 8, 0.95), 2)
    return Hit(start, end, message, (new,), sure, _level(text, each, firm))


def _level(text: Text, each: Suspect, firm: float | None) -> Level | None:
    if firm is None:
        return Level.HINT
    # 换一个字的，原来就成词的，两种写法多半都有，要更有把握
    if each.end - each.start == 1 and each.suggestion and len(_word(text.raw, each)) > 1:
        firm += IN_WORD
    return None if each.margin >= firm else Level.HINT


def is_listed(raw: str, each: Suspect) -> bool:
    """整个是顿号隔开的一项：两边没有别的字可看。"""
    around = raw[each.start - 1 : each.start], raw[each.end : each.end + 1]
    return set(around) <= LISTING and "、" in around


def meet(raw: str, place: int) -> bool:
    """`place` 两边是两个词的交界，两个词都不止一个字。"""
    first = max(place - AROUND, 0)
    words = place_words(_whole(raw[first : place + AROUND]))
    beside = [stop - start for _, start, stop in words if place - first in (start, stop)]
    return len(beside) > 1 and min(beside) > 1


def is_word_for_word(raw: str, each: Suspect) -> bool:
    """原来成词，改了也成词：两个词多半都有，拿不准。"""
    return min(len(_word(raw, each)), len(right_word(raw, each))) > 1


def right_word(raw: str, each: Suspect) -> str:
    """改好以后，改的字所在的词。"""
    return _word(raw, each, each.suggestion)


def _word(raw: str, each: Suspect, middle: str = "") -> str:
    """`middle`（不给就是原字）所在的词；几个字分在几个词里的，连起来。"""
    middle = middle or raw[each.start : each.end]
    before = _whole(raw[max(each.start - AROUND, 0) : each.start])
    after = _whole(raw[each.end : each.end + AROUND])
    last = len(before) + len(middle)
    words = place_words(f"{before}{middle}{after}")
    return "".join(word for word, start, stop in words if start < last and stop > len(before))


def _whole(written: str) -> str:
    """落单的半个字，分词的库不收。"""
    return written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
