"""拆开：一篇文字拆成一截一截，各带原序号、所在的小标题、写明的分工；一个字也不丢。"""

from dataclasses import dataclass, replace
from typing import Literal

from sanban.engine.tasks.moods import Mood, mood_of
from sanban.engine.tasks.progress import Place
from sanban.engine.tasks.shape import BLANKS, LOOSE, Shape, trimmed
from sanban.engine.tasks.units import Duty, duties, is_duties
from sanban.engine.text import Paragraph, Pattern, Span, Text

A_LIST = 3
FIRSTLY = Pattern(rf"[{BLANKS}]*(?P<mark>第[一二三四五六七八九十]{{1,2}})[，、：,]")

INLINE = Pattern(r"[0-9]{1,2}(?:[.．](?:(?![0-9])|(?=[0-9]{1,2}月))|、)|[（(][0-9]{1,2}[)）]|[①-⑳]")
"""写在句中的序号：“1.……；2.……”。"""


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
        self.shape = Shape(text)
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
        if is_duties(self.shape.written(body)):
            self.assign(body)
        elif self.shape.is_heading(one, body, after):
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
        sentences = list(self.shape.sentences(body))
        level = one.item.level if one.item else 0
        if level >= A_LIST and self.shape.is_one(body, sentences):
            self.add(body)
            self.assign_inside(body)
            return
        if self.shape.is_run_in(sentences, is_numbered=one.item is not None):
            self.head_run_in(sentences[0], is_numbered=one.item is not None)
            self.group = len(self.found)
            body = trimmed(self.raw, Span(sentences[0].end, body.end))
        self.split(body)

    def add(self, span: Span, number: str = "") -> None:
        """记下一截。"""
        span = trimmed(self.raw, span, LOOSE)
        mark = INLINE.compiled.match(self.raw, *span)
        if mark and mark.end() < span.end:
            number += mark.group()
            span = trimmed(self.raw, Span(mark.end(), span.end), LOOSE)
        if span.end > span.start:
            where = self.place
            number = where.number + number
            self.found.append(Piece(span, number, where.heading, where.mood))

    def head(self, span: Span, *, is_numbered: bool) -> None:
        """记下一个小标题。"""
        written = self.shape.written(span).rstrip("。：:")
        self.found.append(Piece(span, self.place.number, self.place.heading, kind="heading"))
        self.place.head(written, mood_of(written, year=self.year), is_numbered=is_numbered)

    def head_run_in(self, span: Span, *, is_numbered: bool) -> None:
        """记下段首的小标题；没有序号的，不说明这一节讲过去还是以后。"""
        if is_numbered:
            self.head(span, is_numbered=True)
        else:
            self.found.append(Piece(span, self.place.number, self.place.heading, kind="heading"))
            self.place.heading = self.shape.written(span).rstrip("。")

    def split(self, body: Span) -> None:
        """有一是二是的，一个一截；没有的，一句一截。"""
        marks = self.shape.ordinals(body)
        if len(marks) < 2:
            self.split_sentences(body)
            return
        self.split_sentences(Span(body.start, marks[0].start))
        ends = [*(mark.start for mark in marks[1:]), body.end]
        rests = [Span(mark.end, end) for mark, end in zip(marks, ends, strict=True)]
        are_long = any(len(list(self.shape.sentences(one))) > 1 for one in rests[:-1])
        for mark, rest in zip(marks, rests, strict=True):
            self.add_ordinal(mark, rest, is_whole=are_long or rest != rests[-1])

    def add_ordinal(self, mark: Span, rest: Span, *, is_whole: bool) -> None:
        """一是、二是后面的话；别的都只一句，最后一个也只到它那句完，再往后的另算。"""
        sentences = list(self.shape.sentences(rest))
        if is_whole or len(sentences) < 2:
            self.add(rest, self.shape.written(mark))
            self.assign_inside(rest)
            return
        self.add(sentences[0], self.shape.written(mark))
        self.split_sentences(Span(sentences[0].end, rest.end))

    def split_sentences(self, body: Span) -> None:
        for one in self.shape.sentences(body):
            if is_duties(self.shape.written(one)):
                self.assign(one)
                continue
            for part in self.shape.parts(one):
                self.add(part)
            self.assign_inside(one)

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
