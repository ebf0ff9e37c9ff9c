"""检查：文字、要素、格式一起查，按位置排好；一键改正，不改的写明理由。"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, FindingDecision, Outgoing, Way
from sanban.documents.services import guards
from sanban.documents.services.drafting.permits import check_editor
from sanban.documents.services.drafting.preview import BLANK, shown
from sanban.documents.services.drafting.versions import Saved, gongwen_of, keep, newest, version_of
from sanban.engine.check import check_format
from sanban.engine.fonts import NoFont
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.checks import check as check_elements
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.editing import Edit, can_edit, edited
from sanban.engine.gongwen.problems import REFUSE, Problem
from sanban.engine.gongwen.writing import Line, lines_of
from sanban.engine.proof import Finding, Level, Strength, check
from sanban.engine.render.docx import to_docx
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.people.models import Person

AROUND = 5
KEPT_SECONDS = 3600
SOURCES = {"text": "文字", "element": "要素", "format": "格式"}
LATER = ("发文字号", "签发人", "印发机关和印发日期", "份号")
"""到编号、签发、付印时才有的要素，拟稿时缺了不算毛病。"""
FORMAT_LATER = ("HD-", "IM-")
SHOWN = 5


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
        *(("element", one) for one in _elements(gongwen, outgoing)),
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


def mend(
    outgoing: Outgoing,
    keys: Sequence[str],
    *,
    base: int,
    by: Person,
    now: datetime,
    typed: Gongwen | None = None,
) -> DraftVersion:
    """一键改正：照各条的第一个改法改，存为新的一版。

    :param base: 页面上是第几版。
    :param typed: 页面上还没存的稿；给了就在它上面改，一并存下。
    :raises Refused: 不由此人改、一条也改不了、有人先存了（代号 late）。
    """
    check_editor(outgoing.matter, by)
    gongwen = typed or gongwen_of(version_of(outgoing.matter, base))
    wanted = set(keys)
    found = check_draft(gongwen, outgoing)
    chosen = [one.finding for one in found if one.key in wanted and one.can_mend]
    mended, count = edited(
        gongwen, [Edit(one.start, one.end, one.suggestions[0]) for one in chosen]
    )
    if not count:
        said = "这几处改不了：稿子可能刚改过。请刷新页面再看，或者在正文里自己改。"
        raise Refused(said, code="nothing-mended")
    saved = Saved(gongwen=mended, way=Way.MEND, reason=_mended(chosen), base=base)
    return keep(outgoing, saved, by=by, now=now)


def _mended(chosen: Sequence[Finding]) -> str:
    parts = [
        f"“{one.quote}”改为“{one.suggestions[0]}”" if one.suggestions[0] else f"删去“{one.quote}”"
        for one in chosen
    ]
    more = f"等 {len(parts)} 处" if len(parts) > SHOWN else ""
    return ("；".join(parts[:SHOWN]) + more)[:300]


def ignore(
    outgoing: Outgoing,
    key: str,
    *,
    reason: str,
    by: Person,
    now: datetime,
    typed: Gongwen | None = None,
) -> FindingDecision:
    """决定不改一条，写明理由；以后的各版都不再提。

    :param typed: 页面上还没存的稿；不给看最新的一版。
    :raises Refused: 不由此人改、没写理由、稿里没有这一条、别人已经决定了。
    """
    matter = outgoing.matter
    check_editor(matter, by)
    if not reason.strip():
        raise Refused("不改要写明理由，如“原文引用”“专有名词”。", code="no-reason")
    guards.check_typed([reason], by=by)
    rows = check_draft(typed, outgoing) if typed else checked_of(newest(matter))
    found = {one.key: one.finding for one in rows}.get(key)
    if found is None:
        raise Refused("这一条已经不在了，请刷新页面再看。", code="gone")
    return _decide(outgoing, (key, found, reason.strip()[:200]), by=by, now=now)


@transaction.atomic
def _decide(
    outgoing: Outgoing, what: tuple[str, Finding, str], *, by: Person, now: datetime
) -> FindingDecision:
    key, found, reason = what
    try:
        with transaction.atomic():
            row = FindingDecision.objects.create(
                matter=outgoing.matter,
                key=key,
                rule=found.rule,
                quote=found.quote[:200],
                reason=reason,
                by=by,
                made_at=now,
            )
    except IntegrityError as error:
        raise Refused("这一条已经决定不改了，请刷新页面再看。", code="decided") from error
    detail = f"{found.rule} 不改"
    audit.record("finding.ignore", by=by, target=outgoing.matter.target, detail=detail)
    return row


@transaction.atomic
def restore(outgoing: Outgoing, key: str, *, by: Person) -> None:
    """收回“不改”的决定，重新提出这一条。

    :raises Refused: 不由此人改。
    """
    check_editor(outgoing.matter, by)
    gone, _ = FindingDecision.objects.filter(matter=outgoing.matter, key=key).delete()
    if gone:
        audit.record("finding.restore", by=by, target=outgoing.matter.target)
