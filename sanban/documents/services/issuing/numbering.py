"""编号：签发以后给号，一个代字一年一个序列，不跳不重；注销的留着，写明理由，不再给别人。"""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.core.models import Serial
from sanban.documents.kinds.outgoing import DISPATCH, PRINT
from sanban.documents.models import DraftVersion, IssuedNumber, NumberPrefix, Outgoing, Way
from sanban.documents.services.drafting.versions import Saved, append
from sanban.documents.services.frozen import gongwen_of
from sanban.documents.services.issuing.attempt import Attempt, of_matter
from sanban.documents.services.issuing.signing import signed_people
from sanban.documents.services.register import check_office
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.kinds import GENERAL, ORDER_FORMAT
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterState
from sanban.matters.services import Entry
from sanban.people.models import Person

USED = (PRINT.code, DISPATCH.code)
SYSTEM = (of.DocNumber, of.Signers, of.PrintLine, of.SignOff)
NO_YEAR = 0
"""令号一个序列编到底，不分年度（domain.md §1.3）。"""


def check_prefix(attempt: Attempt) -> Attempt:
    """代字选了没有，是不是本机关在用的；已经有号的照用。

    :raises Refused: 没选；不是本机关的；停用了。
    """
    outgoing = attempt.outgoing
    if outgoing.number_id is not None:
        return attempt
    prefix = attempt.extra.prefix or outgoing.prefix
    if prefix is None:
        raise Refused("还没有选机关代字，请选一个再编号。", code="no-prefix")
    if prefix.org_id != attempt.matter.org_id:
        said = f"“{prefix.text}”是{prefix.org}的代字，不是本机关的，请另选一个。"
        raise Refused(said, code="not-our-prefix")
    if not prefix.is_active:
        raise Refused(f"“{prefix.text}”已经停用，请另选一个。", code="prefix-stopped")
    return attempt


def check_numbered(attempt: Attempt) -> Attempt:
    """付印、核发的关口：要编号的，有没有注销的发文字号。

    :raises Refused: 要编号而没有号。
    """
    outgoing = attempt.outgoing
    number = outgoing.number
    if outgoing.is_numbered and (number is None or number.voided_at is not None):
        said = "这份发文要编号，还没有编号，请主任撤回特送，先办“编号”。"
        raise Refused(said, code="no-number")
    return attempt


def year_of(outgoing: Outgoing, now: datetime) -> int:
    """编哪一年的号：成文日期所在的年。"""
    return _local(outgoing.signed_at or now).year


def _local(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def next_number(outgoing: Outgoing, *, now: datetime) -> str:
    """现在编号会给出的号，只供看；真给号时以当时为准。"""
    if outgoing.number is not None:
        return str(outgoing.number)
    prefix = outgoing.prefix
    if prefix is None:
        return ""
    year = year_of(outgoing, now)
    rows = Serial.objects.filter(series=prefix.series, year=_serial_year(prefix, year))
    last = rows.values_list("last", flat=True).first() or 0
    return str(IssuedNumber(prefix=prefix, year=year, serial=last + 1))


def _serial_year(prefix: NumberPrefix, year: int) -> int:
    return NO_YEAR if prefix.format == ORDER_FORMAT else year


def give_number(attempt: Attempt, moved: Matter) -> IssuedNumber:
    """给号，写进稿子；须在编号这一步的事务里，办不成就不占号。"""
    outgoing = attempt.outgoing
    held = IssuedNumber.objects.filter(outgoing=outgoing).select_related("prefix").first()
    number = held or _taken(outgoing, attempt)
    outgoing.number, outgoing.prefix = number, number.prefix
    outgoing.save(update_fields=["number", "prefix"])
    fill(outgoing, attempt.version, by=attempt.asked.by, now=attempt.asked.now)
    return number


def _taken(outgoing: Outgoing, attempt: Attempt) -> IssuedNumber:
    prefix = attempt.extra.prefix or outgoing.prefix
    if prefix is None:
        raise Refused("还没有选机关代字，请选一个再编号。", code="no-prefix")
    asked = attempt.asked
    year = year_of(outgoing, asked.now)
    serial = core.take_serial(prefix.series, year=_serial_year(prefix, year))
    return IssuedNumber.objects.create(
        prefix=prefix,
        year=year,
        serial=serial,
        matter=outgoing.matter,
        by=asked.by,
        given_at=asked.now,
    )


def fill(outgoing: Outgoing, newest: DraftVersion, *, by: Person, now: datetime) -> DraftVersion:
    """把发文字号、成文日期、签发人、印发日期写进最新的一版，添一版；须已锁住事项。"""
    filled = filled_in(gongwen_of(newest, by=by), outgoing, now=now)
    reason = f"编为 {outgoing.number}" if outgoing.number else "填写成文日期、印发日期"
    saved = Saved(gongwen=filled, way=Way.NUMBER, reason=reason)
    return append(newest, saved, by=by, now=now)


def filled_in(gongwen: Gongwen, outgoing: Outgoing, *, now: datetime) -> Gongwen:
    """填好系统管的几项的公文。"""
    kept = [one for one in gongwen.elements if not isinstance(one, SYSTEM)]
    made = (
        _doc_number(gongwen, outgoing),
        _signers(outgoing),
        _sign_off(gongwen, outgoing, now),
        _print_line(gongwen, outgoing, now),
    )
    return replace(gongwen, elements=in_order([*kept, *(one for one in made if one)]))


def _doc_number(gongwen: Gongwen, outgoing: Outgoing) -> of.DocNumber | None:
    number = outgoing.number
    if number is None:
        return gongwen.first(of.DocNumber)
    if number.prefix.format == ORDER_FORMAT:
        return of.DocNumber(text=f"第{number.serial}号")
    return of.DocNumber(number.prefix.text, number.year, number.serial)


def _signers(outgoing: Outgoing) -> of.Signers | None:
    if not outgoing.goes_up:
        return None
    return of.Signers(tuple(one.name for one in signed_people(outgoing.matter)))


def _sign_off(gongwen: Gongwen, outgoing: Outgoing, now: datetime) -> of.SignOff | None:
    found = gongwen.first(of.SignOff)
    return replace(found, day=_local(outgoing.signed_at or now)) if found else None


def _print_line(gongwen: Gongwen, outgoing: Outgoing, now: datetime) -> of.PrintLine | None:
    found = gongwen.first(of.PrintLine)
    if found is None and gongwen.format != GENERAL:
        return None
    organ = found.organ if found else outgoing.matter.org.name
    return of.PrintLine(organ, _local(now))


@transaction.atomic
def void_number(outgoing: Outgoing, *, reason: str, by: Person, now: datetime) -> IssuedNumber:
    """注销发文字号：写明理由，号留着，不再给别人。

    :raises Refused: 不是文书或主任；没写理由；没有号；已经送印或发出。
    """
    fresh = of_matter(matters.locked(outgoing.matter))
    check_office(fresh.matter, by)
    number = _voidable(fresh, reason)
    number.voided_at, number.voided_by, number.void_reason = now, by, reason.strip()[:200]
    number.save(update_fields=["voided_at", "voided_by", "void_reason"])
    fresh.number = None
    fresh.save(update_fields=["number"])
    if fresh.matter.state == MatterState.RUNNING:
        note = f"注销 {number}"
        entry = Entry("void_number", "注销文号", remark=reason, note=note, is_work=False)
        matters.write(fresh.matter, entry, by=by, now=now)
    audit.record("outgoing.void_number", by=by, target=fresh.matter.target, detail=str(number))
    return number


def _voidable(outgoing: Outgoing, reason: str) -> IssuedNumber:
    number, matter = outgoing.number, outgoing.matter
    if number is None:
        raise Refused("这份发文还没有编号，不必注销。", code="no-number")
    if not reason.strip():
        raise Refused("注销文号要写明理由，请写好再办。", code="no-remark")
    if outgoing.dispatched_at is not None:
        raise Refused("这份文件已经发出，文号不能注销；要收回请用“撤回”。", code="dispatched")
    if matter.state == MatterState.RUNNING and matter.stage in USED:
        said = "已经编号送印，请先撤回编号这一步，或者终止这份发文，再注销文号。"
        raise Refused(said, code="in-print")
    return number
