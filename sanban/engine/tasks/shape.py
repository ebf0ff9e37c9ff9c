"""样子：一段是不是小标题、是不是一件事，一句能不能从分号断开。"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from sanban.engine.tasks.signals import ACTION, ASK, TOLD, is_measured
from sanban.engine.tasks.units import is_duties
from sanban.engine.text import Paragraph, Pattern, Span, Text

BLANKS = " \t\u00a0\u3000\u200b\ufeff\r\n\u2028\u2029\x0b\x0c\x85"
LOOSE = BLANKS + "；;，,、—–·•◆●■□▪*"
RUN_IN, WHOLE = 40, 130
RUN_INS = (14, 24)
"""没有序号的，后面只有一句、不止一句。"""
A_LIST, LEAST = 3, 3
ASKED = Pattern(rf"{ASK}|须|同意|[0-9一二三四五六七八九十]月|：")
DOC_END = Pattern(
    "(?:通知|意见|方案|报告|清单|纪要|讲话|决定|办法|计划|要点|通报|请示|函)(?:（[^（）]{2,8}）)?\\Z"
)
SEMICOLON = Pattern("[；;]")
COLON = Pattern("[：:]")
NEAR, HEAD = 10, 6


@dataclass(frozen=True)
class Shape:
    """一篇文字，问它某一段、某一句的样子。"""

    text: Text

    @property
    def raw(self) -> str:
        """原文。"""
        return self.text.raw

    def is_heading(self, one: Paragraph, body: Span, after: Paragraph | None) -> bool:
        """单独成行、没有句末点号的：有序号的，下面还有一层才是；没有序号的，不像交办的话才是。"""
        if not self.text.is_heading(Span(one.start, one.end)):
            return False
        if self.raw[body.end - 1] in "。！；：:":
            return _is_deeper(one, after) and not is_measured(self.raw, body)
        if one.item is None:
            return self.is_title(body)
        if after is None or after.end - after.start < LEAST:
            return False
        if after.item is None:
            return one.item.level < A_LIST or after.end - after.start > RUN_IN
        return _is_deeper(one, after)

    def is_title(self, body: Span) -> bool:
        """没有序号、没有句末点号的一行：文件的标题，或者没有数、没有交办的话。"""
        if DOC_END.search(self.raw, *body):
            return True
        return ASKED.search(self.raw, *body) is None and not is_measured(self.raw, body)

    def is_run_in(self, sentences: list[Span], *, is_numbered: bool) -> bool:
        """段首那一句是小标题：短，没有数，没有交办的话，后面还有话。"""
        if len(sentences) < 2 or self.raw[sentences[0].end - 1] != "。":
            return False
        if TOLD.match(self.raw, sentences[0].start):
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
        """分号隔开的一截，开头不远有动作，或者有数，或者说了要做。"""
        start = trimmed(self.raw, part).start
        near = ACTION.search(self.raw, start, min(part.end, start + NEAR))
        return (
            near is not None or is_measured(self.raw, part) or bool(ASKED.search(self.raw, *part))
        )

    def written(self, span: Span) -> str:
        """一截的字。"""
        return self.raw[span.start : span.end]


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
