"""拆开：一篇文字拆成一截一截，各带原序号、所在的小标题、写明的分工；一个字也不丢。"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from sanban.engine.tasks.moods import Mood, mood_of
from sanban.engine.tasks.progress import Place
from sanban.engine.tasks.signals import ACTION, ASK, is_measured
from sanban.engine.tasks.units import Duty, duties, is_duties
from sanban.engine.text import Paragraph, Pattern, Span, Text

BLANKS = " \t\u00a0\u3000\u200b\ufeff\r\n\u2028\u2029\x0b\x0c\x85"
LOOSE = BLANKS + "；;，,、"
RUN_IN, WHOLE = 40, 130
RUN_INS = (14, 24)
"""没有序号的，后面只有一句、不止一句。"""
A_LIST = 3
FIRSTLY = Pattern(rf"[{BLANKS}]*(?P<mark>第[一二三四五六七八九十]{{1,2}})[，、：,]")
ASKED = Pattern(rf"{ASK}|须|同意|[0-9一二三四五六七八九十]月|：")
SEMICOLON = Pattern("[；;]")
COLON = Pattern("[：:]")
NEAR, HEAD = 10, 6


@dataclass(frozen=True, slots=True)
class Piece:
    """拆出的一截：`kind` 是小标题、分工还是别的；`mood` 是所在的一节讲过去还是讲以后。"""

    span: Span
    number: str = ""
    heading: str = ""
    mood: Mood = ""
    kind: Literal["", "heading", "duty"] = ""
    duties: tuple[Duty, ...] = ()


def pieces(text: Text, *, year: int) -> list[Piece]:
    """拆开，按先后；`year` 之前的年份在小标题里，这一节就是讲过去。"""
    return _Walk(text, year).all()


class _Walk:
    """从头到尾走一遍。"""

    def __init__(self, text: Text, year: int) -> None:
        self.text, self.raw, self.year = text, text.raw, year
        self.place = Place()
        self.found: list[Piece] = []
        self.group = 0

    def all(self) -> list[Piece]:
        paragraphs = self.text.paragraphs
        for place, one in enumerate(paragraphs):
            after = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
            self.take(one, after)
        return self.found

    def take(self, one: Paragraph, after: Paragraph | None) -> None:
        """走一段。"""
        if one.item:
            self.place.enter(one.item, self.raw)
        body = trimmed(self.raw, Span(self.start_of(one), one.end))
        if body.start == body.end:
            return
        if is_duties(self.written(body)):
            self.assign(body)
        elif self.is_heading(one, body, after):
            self.head(body, is_numbered=one.item is not None)
        else:
            self.group = len(self.found)
            self.take_body(one, body)

    def start_of(self, one: Paragraph) -> int:
        """序号后面从哪里起；“第一，”也是序号。"""
        if one.item:
            return one.item.end + len(one.item.mark)
        found = FIRSTLY.match(self.raw, one.start)
        if found is None or found.end() >= one.end:
            return one.start
        self.place.enter_last(found["mark"])
        return found.end()

    def take_body(self, one: Paragraph, body: Span) -> None:
        """一段成句的话：先拿开段首的小标题，再拆。"""
        sentences = list(self.sentences(body))
        level = one.item.level if one.item else 0
        if level >= A_LIST and self.is_one(body, sentences):
            self.add(body)
            self.assign_inside(body)
            return
        if self.is_run_in(sentences, is_numbered=one.item is not None):
            self.head_run_in(sentences[0], is_numbered=one.item is not None)
            self.group = len(self.found)
            body = trimmed(self.raw, Span(sentences[0].end, body.end))
        self.split(body)

    def written(self, span: Span) -> str:
        return self.raw[span.start : span.end]

    def add(self, span: Span, number: str = "") -> None:
        """记下一截。"""
        span = trimmed(self.raw, span, LOOSE)
        if span.end > span.start:
            where = self.place
            number = where.number + number
            self.found.append(Piece(span, number, where.heading, where.mood))

    def head(self, span: Span, *, is_numbered: bool) -> None:
        """记下一个小标题。"""
        written = self.written(span).rstrip("。：:")
        self.found.append(Piece(span, self.place.number, self.place.heading, kind="heading"))
        self.place.head(written, mood_of(written, year=self.year), is_numbered=is_numbered)

    def head_run_in(self, span: Span, *, is_numbered: bool) -> None:
        """记下段首的小标题；没有序号的，不说明这一节讲过去还是以后。"""
        if is_numbered:
            self.head(span, is_numbered=True)
        else:
            self.found.append(Piece(span, self.place.number, self.place.heading, kind="heading"))
            self.place.heading = self.written(span).rstrip("。")

    def is_heading(self, one: Paragraph, body: Span, after: Paragraph | None) -> bool:
        """单独成行、没有句末点号的：有序号的，下面还有一层才是；没有序号的，不像交办的话才是。"""
        if not self.text.is_heading(Span(one.start, one.end)):
            return False
        if self.raw[body.end - 1] in "。！；：:":
            return _is_deeper(one, after) and not is_measured(self.raw, body)
        if one.item is None:
            return ASKED.search(self.raw, *body) is None
        if after is None or after.end - after.start < A_LIST:
            return False
        if after.item is None:
            return one.item.level < A_LIST or after.end - after.start > RUN_IN
        return _is_deeper(one, after)

    def is_run_in(self, sentences: list[Span], *, is_numbered: bool) -> bool:
        """段首那一句是小标题：短，没有数，没有交办的话，后面还有话。"""
        if len(sentences) < 2 or self.raw[sentences[0].end - 1] != "。":
            return False
        first, limit = sentences[0], RUN_IN if is_numbered else RUN_INS[len(sentences) > 2]
        if first.end - first.start > limit or is_measured(self.raw, first):
            return False
        acts = is_numbered or ACTION.search(self.raw, first.start, first.start + HEAD) is not None
        return acts and ASKED.search(self.raw, *first) is None

    def is_one(self, body: Span, sentences: list[Span]) -> bool:
        """分条的一条：小标题后面只有一句，或者不长、有数的不过一句，又没有一是二是，就是一件事。"""
        plain = [one for one in sentences if not is_duties(self.written(one))]
        tasks = plain[self.is_run_in(plain, is_numbered=True) :]
        measured = sum(is_measured(self.raw, one) for one in tasks)
        is_short = body.end - body.start <= WHOLE and measured <= 1
        return (is_short or len(tasks) <= 1) and len(self.ordinals(body)) < 2

    def ordinals(self, body: Span) -> list[Span]:
        """一截里的一是、二要。"""
        found = self.text.ordinals
        first, last = (bisect_left(found, place, key=attrgetter("start")) for place in body)
        return [Span(one.start, one.end) for one in found[first:last]]

    def sentences(self, body: Span) -> Iterator[Span]:
        """一截里的各句。"""
        cut = self.text.sentences
        for place in range(max(cut.index(body.start), 0), len(cut)):
            start, end = cut.spans[place]
            if start >= body.end:
                return
            one = trimmed(self.raw, Span(max(start, body.start), min(end, body.end)))
            if one.end > one.start:
                yield one

    def split(self, body: Span) -> None:
        """有一是二是的，一个一截；没有的，一句一截。"""
        marks = self.ordinals(body)
        if len(marks) < 2:
            self.split_sentences(body)
            return
        self.split_sentences(Span(body.start, marks[0].start))
        ends = [*(mark.start for mark in marks[1:]), body.end]
        rests = [Span(mark.end, end) for mark, end in zip(marks, ends, strict=True)]
        are_long = any(len(list(self.sentences(one))) > 1 for one in rests[:-1])
        for mark, rest in zip(marks, rests, strict=True):
            self.add_ordinal(mark, rest, is_whole=are_long or rest != rests[-1])

    def add_ordinal(self, mark: Span, rest: Span, *, is_whole: bool) -> None:
        """一是、二是后面的话；别的都只一句，最后一个也只到它那句完，再往后的另算。"""
        sentences = list(self.sentences(rest))
        if is_whole or len(sentences) < 2:
            self.add(rest, self.written(mark))
            self.assign_inside(rest)
            return
        self.add(sentences[0], self.written(mark))
        self.split_sentences(Span(sentences[0].end, rest.end))

    def split_sentences(self, body: Span) -> None:
        for one in self.sentences(body):
            if is_duties(self.written(one)):
                self.assign(one)
                continue
            for part in self.parts(one):
                self.add(part)
            self.assign_inside(one)

    def parts(self, sentence: Span) -> list[Span]:
        """分号隔开、各说一件事的，一件一截；冒号前引出下文的，另是一截。"""
        cuts = [one.end() for one in SEMICOLON.over(self.raw, *sentence)]
        cuts = [one for one in cuts if not self.text.pairs.bracketed.covers(one - 1)]
        if not cuts:
            return [sentence]
        colon = COLON.search(self.raw, sentence.start, cuts[0])
        start = colon.end() if colon else sentence.start
        edges = [start, *cuts, sentence.end]
        parts = [Span(*pair) for pair in pairwise(edges)]
        parts = [one for one in parts if trimmed(self.raw, one, LOOSE + "。").end > one.start]
        if len(parts) < 2 or not all(map(self.is_a_task, parts)):
            return [sentence]
        return [Span(sentence.start, start), *parts] if colon else parts

    def is_a_task(self, part: Span) -> bool:
        """分号隔开的一截，开头不远有动作，或者有数。"""
        start = trimmed(self.raw, part).start
        near = ACTION.search(self.raw, start, min(part.end, start + NEAR))
        return near is not None or is_measured(self.raw, part)

    def assign_inside(self, span: Span) -> None:
        """这一句自己写的分工，归它拆出来的各截。"""
        for place in range(len(self.found) - 1, -1, -1):
            one = self.found[place]
            if one.span.start < span.start or one.kind:
                break
            said = duties(self.raw, one.span)
            self.found[place] = replace(one, duties=(*one.duties, *said))

    def assign(self, span: Span) -> None:
        """单写的一句分工，归上一句分工以来的各截；紧挨着的那一截把它也算进去。"""
        said = duties(self.raw, span)
        for place in range(self.group, len(self.found)):
            one = self.found[place]
            self.found[place] = replace(one, duties=(*one.duties, *said))
        self.join(span)
        self.group = len(self.found)

    def join(self, span: Span) -> None:
        """分工的字并进紧挨着的前一截；隔了行的，自成一截。"""
        last = self.found[-1] if self.group < len(self.found) else None
        if last and not last.kind and "\n" not in self.raw[last.span.end : span.start]:
            self.found[-1] = replace(last, span=Span(last.span.start, span.end))
        else:
            self.found.append(Piece(span, self.place.number, self.place.heading, kind="duty"))


def trimmed(raw: str, span: Span, marks: str = BLANKS) -> Span:
    """去掉两头的空白。"""
    start, end = span
    while start < end and raw[start] in marks:
        start += 1
    while end > start and raw[end - 1] in marks:
        end -= 1
    return Span(start, end)


def _is_deeper(one: Paragraph, after: Paragraph | None) -> bool:
    """下一段的序号再低一级。"""
    return bool(one.item and after and after.item and after.item.level > one.item.level)
