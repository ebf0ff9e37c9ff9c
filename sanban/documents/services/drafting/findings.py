"""检查：文字、要素、格式一起查，按位置排好；一键改正，不改的写明理由。"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache

from sanban.documents.models import DraftVersion, FindingDecision, Outgoing
from sanban.documents.services.drafting.preview import BLANK, shown
from sanban.documents.services.drafting.templates import BLANK as UNFILLED
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.check import check_format
from sanban.engine.fonts import NoFont
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.checks import check as check_elements
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.editing import Edit, can_edit
from sanban.engine.gongwen.problems import REFUSE, Problem
from sanban.engine.gongwen.writing import Line, lines_of
from sanban.engine.proof import Finding, Level, Strength, check
from sanban.engine.render.docx import to_docx
from sanban.engine.render.typesetting import TypesettingFailed

AROUND = 5
KEPT_SECONDS = 3600
SOURCES = {"text": "文字", "element": "要素", "format": "格式"}
LATER = ("发文字号", "签发人", "印发机关和印发日期", "份号")
"""到编号、签发、付印时才有的要素，拟稿时缺了不算毛病。"""
FORMAT_LATER = ("HD-", "IM-")


@dataclass(frozen=True, slots=True)
class Found:
    """一条检查结果。

    :param key: 认这一条的代号；前后的字挪了地方也不变。
    :param source: text 文字、element 要素、format 格式。
    :param can_mend: 能一键改正。
    :param decision: 已经决定不改的，是哪一条取舍。
    """

    finding: Finding
    key: str
    source: str
    can_mend: bool = False
    decision: FindingDecision | None = None


def findings_of(version: DraftVersion) -> tuple[Finding, ...]:
    """一版稿子的发现，位置按 `text_of` 数，没有确定位置的为 0；已经决定不改的不在内。"""
    return tuple(one.finding for one in checked_of(version) if one.decision is None)


def checked_of(version: DraftVersion) -> tuple[Found, ...]:
    """一版稿子的全部检查结果，按位置排好，连同已经决定不改的。"""
    name = f"findings:{settings.VERSION}:{version.matter_id}:{version.digest}"
    found: tuple[Found, ...] | None = cache.get(name)
    if found is None:
        rows = Outgoing.objects.select_related("prefix", "matter")
        found = check_draft(gongwen_of(version), rows.get(pk=version.matter_id))
        cache.set(name, found, KEPT_SECONDS)
    return with_decisions(version.matter_id, found)


def with_decisions(matter: int, found: Iterable[Found]) -> tuple[Found, ...]:
    """添上已经决定不改的；`matter` 是事项的编号。"""
    decisions = FindingDecision.objects.filter(matter=matter).select_related("by")
    decided = {row.key: row for row in decisions}
    return tuple(replace(one, decision=decided.get(one.key)) for one in found)


def check_draft(gongwen: Gongwen, outgoing: Outgoing) -> tuple[Found, ...]:
    """查一份公文，不管存没存。"""
    lines = lines_of(gongwen)
    text = "\n".join(line.text for line in lines)
    rows = [
        *(("text", one) for one in check(text)),
        *(("element", one) for one in (*_blanks(text), *_elements(gongwen, outgoing))),
        *(("format", one) for one in _formats(gongwen, outgoing, text)),
    ]
    rows = list(_once(rows))
    rows.sort(key=lambda row: (row[1].start, row[1].end, row[1].rule))
    return tuple(
        Found(one, key_of(one, text), source, _can_mend(one, (gongwen, lines)))
        for source, one in rows
    )


def _once(rows: Iterable[tuple[str, Finding]]) -> Iterator[tuple[str, Finding]]:
    """同一处几样检查都要改的，只说先说的那一句。"""
    taken: set[tuple[int, int]] = set()
    for source, one in rows:
        span = (one.start, one.end)
        if one.end and source == "format" and span in taken:
            continue
        taken.add(span)
        yield source, one


def _can_mend(one: Finding, where: tuple[Gongwen, Sequence[Line]]) -> bool:
    gongwen, lines = where
    if not one.suggestions or one.end <= one.start:
        return False
    return can_edit(lines, gongwen, Edit(one.start, one.end, one.suggestions[0]))


def _blanks(text: str) -> Iterator[Finding]:
    """底稿里还没有填的“××”。"""
    count, start = text.count(UNFILLED), text.find(UNFILLED)
    if count:
        message = f"底稿里还有 {count} 处“{UNFILLED}”没有填，这是第一处。"
        yield Finding(
            rule="底稿",
            name="还没有填",
            level=Level.ERROR,
            strength=Strength.PRACTICE,
            start=start,
            end=start + len(UNFILLED),
            place="正文",
            quote=UNFILLED,
            message=message,
            suggestions=(),
            fix="C",
            basis="",
            confidence=1.0,
        )


def _elements(gongwen: Gongwen, outgoing: Outgoing) -> Iterator[Finding]:
    for problem in check_elements(shown(gongwen, outgoing)):
        if problem.element not in LATER:
            yield _as_finding(problem)


def _as_finding(problem: Problem) -> Finding:
    refused = problem.level == REFUSE
    return Finding(
        rule="要素",
        name=problem.element,
        level=Level.ERROR if refused else Level.WARNING,
        strength=Strength.REGULATION if problem.clause.startswith("条例") else Strength.STANDARD,
        start=0,
        end=0,
        place=problem.element,
        quote="",
        message=problem.message,
        suggestions=(),
        fix="C",
        basis=problem.clause,
        confidence=1.0,
    )


def _formats(gongwen: Gongwen, outgoing: Outgoing, text: str) -> Iterator[Finding]:
    """排成 DOCX 再查一遍格式；引用的原文在全文里只有一处的，指到那一处。"""
    try:
        data = to_docx(_as_issued(gongwen, outgoing)).data
    except (NoFont, TypesettingFailed):
        return
    for one in check_format(data):
        if not one.rule.startswith(FORMAT_LATER):
            yield _placed(one, text)


def _as_issued(gongwen: Gongwen, outgoing: Outgoing) -> Gongwen:
    """查格式时先编一个号：空着的号会被认成标题。"""
    found = shown(gongwen, outgoing)
    number = found.first(of.DocNumber)
    if number is None or gongwen.first(of.DocNumber) is not None:
        return found
    written = of.DocNumber(text=str(number).replace(BLANK, "1"))
    kept = [written if one is number else one for one in found.elements]
    return replace(found, elements=tuple(kept))


def _placed(one: Finding, text: str) -> Finding:
    quote = one.quote
    if not quote or "……" in quote or text.count(quote) != 1:
        return replace(one, start=0, end=0, suggestions=())
    start = text.index(quote)
    return replace(one, start=start, end=start + len(quote))


def key_of(finding: Finding, text: str) -> str:
    """认一条发现的代号：规则、原文、同一段里前后几个字；段挪了地方不变。"""
    if finding.end <= finding.start:
        said = f"{finding.rule}|{finding.name}|{finding.message}"
    else:
        before = text[max(finding.start - AROUND, 0) : finding.start].rpartition("\n")[2]
        after = text[finding.end : finding.end + AROUND].partition("\n")[0]
        quote = text[finding.start : finding.end]
        said = "|".join((finding.rule, before, quote, after))
    return hashlib.sha256(said.encode()).hexdigest()
