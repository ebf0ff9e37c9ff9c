"""从一篇长文里拆出要办的事：政府工作报告、讲话、纪要、批示，一件一条，交人来定。

只摘原文，不添一个字；不列的也一条一条摆出来，说为什么，人可以再加回去。
"""

from dataclasses import dataclass
from datetime import date

from sanban.engine.tasks.deadlines import due_in
from sanban.engine.tasks.judging import Facts, why_not
from sanban.engine.tasks.pieces import Piece, pieces
from sanban.engine.tasks.signals import quantities
from sanban.engine.tasks.titles import title_of
from sanban.engine.tasks.units import ASSISTS, LEADS, Duty, Mentions, Orgs
from sanban.engine.text import Text


@dataclass(frozen=True, slots=True)
class Proposed:
    """一条可以立项的事；各项都是原文里的字，没有的为空。

    :param number: 原序号，如“三、（二）1.”“二、一是”。
    :param heading: 所在的小标题。
    :param text: 原句，就是全文的 [start, end)。
    :param title: 题目，至多四十字。
    :param quantities: 带单位的数。
    :param due: 最晚的时限，没有写年份的按给的年份推。
    :param orgs: 名单里的单位，照文中的写法；`org_ids` 是可能的编号，按先后。
    :param kind_of_lead: 写明的分工，照文中的说法，如“牵头单位”“配合”。
    """

    number: str
    heading: str
    text: str
    start: int
    end: int
    title: str
    quantities: tuple[str, ...]
    due: date | None
    orgs: tuple[str, ...]
    org_ids: tuple[int, ...]
    kind_of_lead: tuple[Duty, ...]

    @property
    def lead(self) -> str:
        """写明的牵头单位，文中第一个；没有写明答空。"""
        return next(iter(_named(self.kind_of_lead, LEADS)), "")

    @property
    def assists(self) -> tuple[str, ...]:
        """写明的配合、责任单位，牵头的不在内。"""
        names = _named(self.kind_of_lead, (*LEADS, *ASSISTS))
        return tuple(name for name in names if name != self.lead)


@dataclass(frozen=True, slots=True)
class Skipped:
    """没有列的一截：`code` 见 `judging.REASONS`，`reason` 一句话说为什么。"""

    number: str
    text: str
    start: int
    end: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """拆的结果：建议列的，和没有列的，各按原文先后。"""

    proposed: tuple[Proposed, ...]
    skipped: tuple[Skipped, ...]


def break_down(text: str, *, year: int, orgs: Orgs = ()) -> Breakdown:
    """把一篇长文拆成一条一条要办的事。

    :param year: 这篇说的是哪一年的工作，用来推时限、认往年的成绩。
    :param orgs: 单位名单：（编号，（全称、简称……））。
    """
    mentions = Mentions(text, orgs)
    proposed: list[Proposed] = []
    skipped: list[Skipped] = []
    for piece in pieces(Text(text), year=year):
        facts = _facts(text, piece, mentions, year)
        reason = why_not(facts)
        if reason is None:
            proposed.append(_proposed(text, piece, mentions, year))
        else:
            start, end = piece.span
            skipped.append(Skipped(piece.number, text[start:end], start, end, *reason))
    return Breakdown(tuple(proposed), tuple(skipped))


def _facts(raw: str, piece: Piece, mentions: Mentions, year: int) -> Facts:
    return Facts(
        raw=raw,
        span=piece.span,
        mood=piece.mood,
        due=due_in(raw, year=year, span=piece.span),
        has_org=bool(piece.duties or mentions.inside(piece.span)),
        kind=piece.kind,
    )


def _proposed(raw: str, piece: Piece, mentions: Mentions, year: int) -> Proposed:
    start, end = piece.span
    found = mentions.of(piece.span, piece.duties)
    return Proposed(
        number=piece.number,
        heading=piece.heading,
        text=raw[start:end],
        start=start,
        end=end,
        title=raw[slice(*title_of(raw, piece.span, year=year))],
        quantities=tuple(raw[slice(*one)] for one in quantities(raw, piece.span)),
        due=due_in(raw, year=year, span=piece.span),
        orgs=tuple(dict.fromkeys(one.name for one in found)),
        org_ids=tuple(dict.fromkeys(pk for one in found for pk in one.ids)),
        kind_of_lead=piece.duties,
    )


def _named(duties: tuple[Duty, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """写明的单位，照 `kinds` 的次序，不重复。"""
    plain = [one for one in duties if not one.is_person]
    ranked = [one for kind in kinds for one in plain if one.kind.startswith(kind)]
    return tuple(dict.fromkeys(name for one in ranked for name in one.names))
