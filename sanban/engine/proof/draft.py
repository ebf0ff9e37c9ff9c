"""公文稿的要素：从纯文本的行认出标题、主送、附件说明、署名、日期、抄送，给文件一族的规则用。

认不准就不认：没有认出来的要素，靠它的规则不吭声。
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sanban.engine.text import Pattern, Span, Text

KINDS = (
    "决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"  # 条例第八条的十五种
)
TITLE_END = Pattern(rf"(?P<kind>{KINDS})(?:（[^（）]{{2,8}}）)?\Z")
ABOUT = "关于"
ORGANS = (
    "政府|委员会|部门|单位|办事处|办公室|委|局|厅|部|院|中心"
    "|公司|党组|团体|乡镇|街道|处|站|社|校|会"
)
ADDRESSEE = Pattern(rf"(?:.*[，、])?[^，。；：]{{0,30}}(?:{ORGANS})(?:（[^（）]+）)?[：:]?\Z")
NUMBER = Pattern(r"[〔\[［（(【]\s*[0-9]{2,4}\s*[〕\]］）)】]\s*第?[0-9]+\s*号")
DATE = Pattern(r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")
PRINTED = Pattern(rf"{DATE.source}印发")
NOTE = Pattern(r"附[ \u3000]*件[：:]")
PAGE = Pattern(r"附[ \u3000]*件[ \u3000]*(?P<number>[0-9]{1,2})?[：:]?\Z")
COPY = Pattern(r"抄[ \u3000]*送[：:]")
HEAD_LINES, TITLE_LINES, LONGEST = 14, 3, 60


@dataclass(frozen=True, eq=False)
class Draft:
    """一篇文稿里认出的要素；区间都已去掉两头的空白。"""

    text: Text

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """各行，去掉两头的空白，空行不在内。"""
        return tuple(self._trimmed(self.text.lines.spans))

    @cached_property
    def head(self) -> tuple[Span, ...]:
        """开头的几行，标题、主送都在里面。"""
        return tuple(self._trimmed(self.text.lines.spans[: 2 * HEAD_LINES]))

    def _trimmed(self, spans: tuple[Span, ...]) -> Iterator[Span]:
        for start, end in spans:
            written = self.text.raw[start:end]
            left = len(written) - len(written.lstrip())
            if left < len(written):
                yield Span(start + left, start + len(written.rstrip()))

    def written(self, span: Span) -> str:
        """这一段写的字。"""
        return self.text.raw[span.start : span.end]

    @cached_property
    def _title_lines(self) -> tuple[int, int] | None:
        """标题从第几行到第几行（不含）；认不出答 None。"""
        for place, line in enumerate(self.head[:HEAD_LINES]):
            written = self.written(line)
            if len(written) <= LONGEST and TITLE_END.search(written):
                first = self._title_start(place)
                whole = "".join(self.written(one) for one in self.head[first : place + 1])
                if ABOUT in whole:
                    return first, place + 1
        return None

    def _title_start(self, last: int) -> int:
        for place in range(last, max(-1, last - TITLE_LINES), -1):
            if ABOUT in self.written(self.head[place]):
                return place
        return last

    @cached_property
    def title(self) -> Span | None:
        """标题，几行的连成一段；前面有署机关的那一行不在内。"""
        if self._title_lines is None:
            return None
        first, end = self._title_lines
        return Span(self.head[first].start, self.head[end - 1].end)

    @cached_property
    def kind(self) -> str:
        """标题末尾的文种；没有标题答空。"""
        found = TITLE_END.search(self.written(self.title)) if self.title else None
        return found["kind"] if found else ""

    @cached_property
    def addressees(self) -> Span | None:
        """主送机关那一行，紧跟在标题后面，带冒号；没有写冒号的，要下一行像正文。"""
        if self._title_lines is None or len(self.head) <= self._title_lines[1]:
            return None
        line = self.head[self._title_lines[1]]
        written = self.written(line)
        is_one = len(written) <= 200 and ADDRESSEE.match(written)
        return line if is_one and (written[-1] in "：:" or self._has_body(line)) else None

    def _has_body(self, line: Span) -> bool:
        after = self.head.index(line) + 1
        return after < len(self.head) and self.written(self.head[after])[-1] in "。：；"

    @cached_property
    def notes(self) -> tuple[Span, ...]:
        """附件说明的各行：“附件：”那一行，和接着的“2.……”。"""
        if NOTE.search(self.text.raw) is None:
            return ()
        for place, line in enumerate(self.lines):
            if NOTE.match(self.written(line)) and not PAGE.match(self.written(line)):
                return (line, *self._numbered(place + 1))
        return ()

    def _numbered(self, place: int) -> Iterator[Span]:
        number = 2
        while place < len(self.lines) and _starts_with(self.written(self.lines[place]), number):
            yield self.lines[place]
            place, number = place + 1, number + 1

    @cached_property
    def pages(self) -> tuple[Span, ...]:
        """各个附件开头单独成行的“附件1”。"""
        return tuple(line for line in self.lines if PAGE.match(self.written(line)))

    @cached_property
    def issued(self) -> Span | None:
        """成文日期：单独成行的日期里最先的一个，在标题以后。"""
        after = self.title.end if self.title else 0
        for line in self.lines:
            found = DATE.match(self.text.raw, line.start)
            if line.start >= after and found and found.end() == line.end:
                return line
        return None

    @cached_property
    def copies(self) -> Span | None:
        """抄送那一行。"""
        lines = (line for line in reversed(self.lines) if COPY.match(self.written(line)))
        return next(lines, None)


def _starts_with(written: str, number: int) -> bool:
    return written.startswith(tuple(f"{number}{mark}" for mark in ".．、"))


@lru_cache(maxsize=1)
def draft(text: Text) -> Draft:
    """认一遍，几条规则一起用。"""
    return Draft(text)
