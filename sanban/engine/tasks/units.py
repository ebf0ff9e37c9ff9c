"""单位：名单里的单位在文中哪里出现，牵头、责任、配合的单位是哪几个；只取文中写着的字。"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from sanban.engine.text import Pattern, Span

Orgs = Sequence[tuple[int, tuple[str, ...]]]
"""单位名单：编号，和它的全称、简称。"""
ROLE = (
    "牵头|责任|配合|协办|协同|主办|承办|参与|参加|落实|实施|主责|督导|督办|包抓|分管|挂包"
    "|联系(?!人|电话)"
)
BRACKETED = Pattern(
    "[（(][^（）()]{2,80}(?:牵头|配合|负责|承办|协办|局|委|办|政府|街道|乡|镇|中心|室|部)[）)]。?\\Z"
)
LABEL = Pattern(
    rf"(?P<kind>(?:第[一二三]|主要|具体)?(?:{ROLE})"
    r"(?:县?领导|单位|部门|科室|乡镇|人|站所)?)[ \u3000]*[：:]"
)
NAMES = Pattern(r"[^；;。）)\n\r（(]*")
BY = Pattern(
    r"由(?P<names>[^，。；：（）\n\r由]{2,40}?)(?P<kind>牵头|负责(?!人)|主办|承办|配合|协助)"
    r"|(?:(?<=[，；。：:（(）)请是要\s])|\A)(?P<names2>[^，。；：（）\n\r由请]{2,40}?)(?P<kind2>牵头|配合|协助|协办)"
    r"(?!单位|部门|领导|人|乡镇|科室|[ \u3000]*[：:])"
)
APART = Pattern(r"[、，,]|和|及|与|会同|[ \u3000]+")
TAIL = Pattern(
    r"(?:等(?:有关|相关)?(?:部门|单位|乡镇|县直部门|方面)?|做好|积极|密切|具体|共同|主动)+\Z"
)
LEADS = ("牵头", "主办", "承办", "主责", "责任单位", "责任部门", "负责")
ASSISTS = ("配合", "协办", "协助", "参与", "参加", "协同", "责任单位", "责任部门")
PEOPLE = ("领导", "人")


@dataclass(frozen=True, slots=True)
class Duty:
    """文中写明的一样分工：`kind` 是文中的说法（牵头单位、配合），`names` 是写着的各个名字。"""

    kind: str
    names: tuple[str, ...]

    @property
    def is_person(self) -> bool:
        """说的是人，不是单位。"""
        return self.kind.endswith(PEOPLE)


@dataclass(frozen=True, slots=True)
class Mention:
    """一处单位：哪里、写作什么、可能是名单里的哪几个。"""

    span: Span
    name: str
    ids: tuple[int, ...]


class Mentions:
    """全文里的各处单位，扫一遍，按位置取。"""

    def __init__(self, raw: str, orgs: Orgs) -> None:
        """:param orgs: 名单；一个名字几个单位都有的，都算。"""
        self._raw = raw
        self._ids: dict[str, tuple[int, ...]] = {}
        for pk, names in orgs:
            for name in filter(str.strip, names):
                self._ids[name] = (*self._ids.get(name, ()), pk)

    @cached_property
    def all(self) -> tuple[Mention, ...]:
        """各处，先后排好，长的名字先认。"""
        return tuple(self._all())

    def _all(self) -> Iterator[Mention]:
        names = [name for name in self._ids if _whole(name) == name]
        if not names:
            return
        found = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
        for which, start, end in found.find_matches_as_indexes(_whole(self._raw)):
            yield Mention(Span(start, end), names[which], self._ids[names[which]])

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self.all]

    def of(self, span: Span, said: tuple[Duty, ...]) -> tuple[Mention, ...]:
        """一截里的各处，连同给它写明的分工里的。"""
        names = dict.fromkeys(name for duty in said for name in duty.names)
        more = [Mention(span, name, self._ids[name]) for name in names if name in self._ids]
        return (*self.inside(span), *more)

    def inside(self, span: Span) -> tuple[Mention, ...]:
        """一截里的各处。"""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return tuple(one for one in self.all[first:last] if one.span.end <= span.end)


def _whole(raw: str) -> str:
    """落单的半个字换成问号，字数不变。"""
    return raw.encode(errors="replace").decode()


def is_duties(written: str) -> bool:
    """整句都是“牵头单位：……”，或者整句括起来的“（某局牵头）”，没有别的。"""
    written = written.strip()
    return bool(BRACKETED.match(written) or LABEL.match(written.lstrip(" \u3000（(【")))


def duties(raw: str, span: Span) -> tuple[Duty, ...]:
    """一截里写明的分工，按先后；括号里的、单独写的“牵头单位：”都算，“由……牵头”也算。"""
    return (*_labelled(raw, span), *_said(raw, span))


def _labelled(raw: str, span: Span) -> Iterator[Duty]:
    labels = list(LABEL.over(raw, *span))
    for place, label in enumerate(labels):
        limit = labels[place + 1].start() if place + 1 < len(labels) else span.end
        names = NAMES.search(raw, label.end(), limit)
        found = _apart(names.group() if names else "", by_word=label["kind"].endswith("领导"))
        if found:
            yield Duty(label["kind"], found)


def _said(raw: str, span: Span) -> Iterator[Duty]:
    for found in BY.over(raw, *span):
        names = _apart(found["names"] or found["names2"])
        if names:
            yield Duty(found["kind"] or found["kind2"], names)


def _apart(written: str, *, by_word: bool = False) -> tuple[str, ...]:
    parts = (TAIL.compiled.sub("", one.strip()) for one in APART.compiled.split(written))
    return tuple(part for part in parts if len(part) >= 2 and (by_word or "的" not in part))
