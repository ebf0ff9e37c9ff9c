"""用印：盖章前查形式要件，干净了或者主任写明理由放行，才登记用印。"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from sanban.core.errors import Refused
from sanban.documents.models import FindingDecision, Outgoing, SealUse
from sanban.documents.services.drafting.findings import key_of
from sanban.documents.services.frozen import gongwen_of
from sanban.documents.services.issuing.attempt import Attempt, names_of, newest_of, of_matter
from sanban.documents.services.issuing.printing import (
    are_current,
    finals_of,
    is_sealed,
    verify_finals,
)
from sanban.documents.services.issuing.rechecking import read_file
from sanban.documents.services.issuing.signing import signed_people
from sanban.documents.services.register import check_office
from sanban.engine.check.running import joined
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import SignOff
from sanban.engine.proof import Finding, Level, check
from sanban.engine.read import read
from sanban.engine.text import Span, Text
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.matters.services import Entry
from sanban.people.models import Person, RoleCode

SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SealOrder:
    """一次用印要填的几项。

    :param seal_name: 印章的名称，如“演示县人民政府印章”。
    :param approved_by: 批准人，不填是签发的人；`handled_by` 经办人，不填是起草的人。
    :param waive_reason: 形式要件没有过，主任放行的理由。
    """

    seal_name: str
    copies: int = 1
    approved_by: str = ""
    handled_by: str = ""
    waive_reason: str = ""


def seal_check(outgoing: Outgoing, *, by: Person | None = None) -> tuple[Finding, ...]:
    """形式要件审核：定稿 DOCX 的文字和格式，`checked` 的各条；没有为空。

    :raises Refused: 还没有做定稿；定稿被人动过。
    """
    row = finals_of(outgoing).get("docx")
    if row is None:
        raise Refused("定稿还没有做，请先“做定稿”，再查形式要件。", code="no-finals")
    return checked(read_file(row, by=by), row.name, outgoing)


def checked(data: bytes, name: str, outgoing: Outgoing) -> tuple[Finding, ...]:
    """一份定稿的发现：提示以上的，除去签发以前或者由主任写明理由不改的。"""
    physical = read(data, name)
    cells = tuple(Span(one.start, one.end) for one in physical.paragraphs if one.cell)
    found = joined(data, name, check(Text(physical.text, cells)))
    decided = set(_decisions(outgoing).values_list("key", flat=True))
    kept = (one for one in found if one.level is not Level.HINT and one.confidence)
    return tuple(one for one in kept if key_of(one, physical.text) not in decided)


def _decisions(outgoing: Outgoing) -> QuerySet[FindingDecision]:
    """算数的“不改”：签发以前定的；签发以后，只有主任定的才算。"""
    directors = Person.objects.with_role(RoleCode.DIRECTOR, org=outgoing.matter.org)
    counted = Q(by__in=directors)
    if outgoing.signed_at is not None:
        counted |= Q(made_at__lte=outgoing.signed_at)
    return FindingDecision.objects.filter(counted, matter=outgoing.matter)


def use_seal(outgoing: Outgoing, order: SealOrder, *, by: Person, now: datetime) -> SealUse:
    """登记一次用印：章与署名相符，定稿是最新的，形式要件过了或者主任放行。

    :raises Refused: 不是文书或主任；没填印章；印章与署名不符；定稿不是最新的；
        形式要件没有过又没有放行；放行的不是主任；带密级标志。
    """
    guards.check_typed([order.seal_name, order.waive_reason], by=by)
    fresh = of_matter(outgoing.matter)
    check_office(fresh.matter, by)
    if not are_current(fresh, by=by):
        said = "定稿还没有做，或者做好以后稿子又改过，请先“做定稿”再用印。"
        raise Refused(said, code="no-finals")
    verify_finals(fresh, by=by)
    organ = _organ(fresh, order, by)
    findings = seal_check(fresh, by=by)
    _check_waived(fresh.matter, findings, order.waive_reason, by)
    with transaction.atomic():
        matter = matters.running(fresh.matter)
        entry = Entry("use_seal", "用印", order.waive_reason, f"盖{organ}印章", is_work=False)
        matters.write(matter, entry, by=by, now=now)
        return _registered(fresh, order, findings, by=by, now=now)


def _organ(outgoing: Outgoing, order: SealOrder, by: Person) -> str:
    """盖的是哪个署名机关的章。"""
    organs = organs_of(_gongwen(outgoing, by))
    found = next((one for one in organs if one in order.seal_name), "")
    if not order.seal_name.strip():
        raise Refused("请选要盖的印章。", code="no-seal")
    if not found:
        said = f"印章要与署名机关一致（GB/T 9704—2012 7.3.5）：署名的是{'、'.join(organs)}。"
        raise Refused(said, code="wrong-seal")
    return found


def _gongwen(outgoing: Outgoing, by: Person | None) -> Gongwen:
    return gongwen_of(newest_of(outgoing.matter), by=by)


def organs_of(gongwen: Gongwen) -> tuple[str, ...]:
    """要盖章的署名机关，主办在前；不盖章的为空。"""
    signed = gongwen.first(SignOff)
    if signed is None or not is_sealed(gongwen):
        return ()
    return tuple(one.organ for one in signed.organs if one.organ)


def _check_waived(matter: Matter, findings: Iterable[Finding], reason: str, by: Person) -> None:
    said = [one.message for one in findings]
    if not said:
        return
    if not reason.strip():
        shown = "；".join(said[:SHOWN])
        text = f"形式要件还有 {len(said)} 处没有过：{shown}。请改好，或者由主任写明理由放行。"
        raise Refused(text, code="form-not-clean")
    if not matters.has_role(by, matter, (RoleCode.DIRECTOR,)):
        raise Refused("形式要件没有过而要放行的，由主任办理并写明理由。", code="not-director")


def _registered(
    outgoing: Outgoing,
    order: SealOrder,
    findings: tuple[Finding, ...],
    *,
    by: Person,
    now: datetime,
) -> SealUse:
    matter = outgoing.matter
    return SealUse.objects.create(
        matter=matter,
        org=matter.org,
        seal_name=order.seal_name.strip()[:100],
        subject=matter.title,
        doc_number=str(outgoing.number or ""),
        copies=order.copies,
        approved_by=(order.approved_by or names_of(signed_people(matter)))[:40],
        handled_by=(order.handled_by or matter.drafter.name)[:40],
        by=by,
        used_at=now,
        findings=json.dumps([one.as_json() for one in findings], ensure_ascii=False),
        waived_by=by if findings else None,
        waive_reason=order.waive_reason.strip()[:300] if findings else "",
        digest=finals_of(outgoing)["pdf"].stored.digest,
    )


def check_clean(data: bytes, name: str, outgoing: Outgoing) -> tuple[Finding, ...]:
    """更正的关口：改好的定稿 DOCX 形式要件都过了；返回用印时主任放行过、现在还在的几条。

    :raises Refused: 还有没过的，说是哪几处。
    """
    waived = _waived(outgoing)
    found = checked(data, name, outgoing)
    now = Counter((one.rule, one.quote) for one in found)
    said = [one.message for one in found if (one.rule, one.quote) in now - waived]
    if said:
        shown = "；".join(said[:SHOWN])
        text = f"改好的一份形式要件还有 {len(said)} 处没有过：{shown}。请改好再更正。"
        raise Refused(text, code="form-not-clean")
    return found


def _waived(outgoing: Outgoing) -> Counter[tuple[str, str]]:
    """用印时主任放行过的：规则和原文，各几处。"""
    rows = SealUse.objects.filter(matter=outgoing.matter, waived_by__isnull=False)
    made: Counter[tuple[str, str]] = Counter()
    for text in rows.values_list("findings", flat=True):
        made |= Counter((one["rule"], one["quote"]) for one in json.loads(text))
    return made


def seal_again(
    outgoing: Outgoing, digest: str, findings: tuple[Finding, ...], *, by: Person, now: datetime
) -> None:
    """更正以后，原来那份（`digest`）登记过的章，换上的 PDF 照样各登记一次；PDF 没变的不登。

    :param findings: 原来放行过、现在还在的几条；没有的，放行的人和理由不再照抄。
    """
    new = finals_of(outgoing)["pdf"].stored.digest
    if new == digest:
        return
    left = json.dumps([one.as_json() for one in findings], ensure_ascii=False)
    for row in SealUse.objects.filter(matter=outgoing.matter, digest=digest).order_by("pk"):
        row.pk, row.by, row.used_at, row.digest, row.findings = None, by, now, new, left
        if not findings:
            row.waived_by, row.waive_reason = None, ""
        row.save(force_insert=True)


def sealed_organs(outgoing: Outgoing) -> set[str]:
    """这份定稿上已经登记用印的机关。"""
    pdf = finals_of(outgoing).get("pdf")
    if pdf is None:
        return set()
    rows = SealUse.objects.filter(matter=outgoing.matter, digest=pdf.stored.digest)
    names = list(rows.values_list("seal_name", flat=True))
    organs = organs_of(_gongwen(outgoing, None))
    return {organ for organ in organs if any(organ in name for name in names)}


def check_stamped(attempt: Attempt) -> Attempt:
    """付印、核发的关口：该盖的章都登记了用印。

    :raises Refused: 还有没盖的。
    """
    stamped = sealed_organs(attempt.outgoing)
    left = [one for one in organs_of(attempt.gongwen) if one not in stamped]
    if left:
        raise Refused(f"{'、'.join(left)}的印章还没有登记用印，请先“用印”。", code="not-sealed")
    return attempt


def check_form(attempt: Attempt) -> Attempt:
    """付印的关口：不盖章的，形式要件过了或者主任放行；盖章的，用印时已经查过。

    :raises Refused: 形式要件没有过。
    """
    if not organs_of(attempt.gongwen):
        findings = seal_check(attempt.outgoing, by=attempt.asked.by)
        _check_waived(attempt.matter, findings, attempt.extra.override, attempt.asked.by)
    return attempt


def check_printed(attempt: Attempt) -> Attempt:
    """核发的关口：办过“用印”。

    :raises Refused: 没有付印。
    """
    if attempt.outgoing.printed_at is None:
        said = "这份发文还没有用印付印，不能核发，请主任撤回特送，先办“用印”。"
        raise Refused(said, code="not-printed")
    return attempt


def printed(attempt: Attempt, moved: Matter) -> None:
    """付印：记下时间和份数。"""
    values = {"printed_at": attempt.asked.now}
    copies = attempt.extra.copies or attempt.outgoing.copies
    Outgoing.objects.filter(pk=moved.pk).update(**values, copies=copies)
