"""登记：取收文号、起办、更正登记项、作废。"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core import services as core
from sanban.core.errors import Refused
from sanban.core.prepared import Prepared
from sanban.core.writing import insert, rewrite
from sanban.documents.models import Incoming, Intake, IntakeState
from sanban.documents.services import intake
from sanban.documents.services.attaching import add_intakes
from sanban.documents.services.duplicates import find_duplicates
from sanban.documents.services.registration import (
    COLUMNS,
    TYPED,
    Registration,
    check,
    columns,
    default_due,
    due_moment,
    label_of,
    tidy,
)
from sanban.files.services import guards
from sanban.files.services.guards import Checked
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterFileRole
from sanban.matters.services import Amendment, Asked, Opening, add_checked
from sanban.people.models import Org, Person, RoleCode

SERIES = "receipt"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
OFFICE = (RoleCode.CLERK, RoleCode.DIRECTOR)
NEEDED_DAYS = ("due_on", "received_at")
_KNOWN = Prepared(
    lambda name, short: (
        Org.objects.in_use().filter(Q(name=name) | Q(short_name=short)).order_by("pk")[:1]
    )
)


@dataclass(frozen=True, slots=True)
class _Hand:
    """登记的手：谁、何时、送不送、重复的理由。"""

    by: Person
    now: datetime
    send: bool
    reason: str


def register(
    source: Intake | None,
    form: Registration,
    *,
    by: Person,
    now: datetime,
    send: bool = True,
    repeat_reason: str = "",
) -> Incoming:
    """登记一份收文：取号、起办、挂上文件；`send` 为真接着送拟办。

    号与登记在同一事务里，登记不成不占号。

    :param repeat_reason: 疑似重复仍要登记的理由。
    :raises Refused: 不是文书、各项不对、重复没写理由、有密级标志、来件已登记、附件收不下。
    """
    check_clerk(by)
    form = tidy(form)
    check(form, now=now)
    guards.check_typed((getattr(form, name) for name in TYPED), by=by)
    checked = [guards.check_attachment(one, by=by) for one in form.attachments]
    hand = _Hand(by, now, send, repeat_reason.strip())
    form = replace(form, sender_org=form.sender_org or _known_org(form.sender_name))
    with transaction.atomic():
        return _register(source, form, checked, hand)


def _known_org(name: str) -> Org | None:
    """来文单位就是系统里的单位的，连上。"""
    return _KNOWN.first(name, name)


def check_clerk(by: Person) -> None:
    """只有文书、主任能登记。

    :raises Refused: 不是。
    """
    if not any(held.org_id == by.org_id and held.role in OFFICE for held in by.holdings.all()):
        raise Refused("收文由办公室文书登记。", code="not-clerk")


def _register(
    source: Intake | None, form: Registration, checked: list[Checked], hand: _Hand
) -> Incoming:
    main = [intake.take(source, by=hand.by)] if source else []
    others = [intake.take(one, by=hand.by) for one in form.others]
    digest = main[0].stored.digest if main and main[0].stored else ""
    incoming = _create(form, digest, hand)
    matter, by, now = incoming.matter, hand.by, hand.now
    add_intakes(matter, main, role=MatterFileRole.MAIN, by=by, now=now)
    add_intakes(matter, others, role=MatterFileRole.ATTACHMENT, by=by, now=now)
    add_checked(matter, checked, role=MatterFileRole.ATTACHMENT, by=by, now=now)
    for one in (*main, *others):
        one.matter, one.state = matter, IntakeState.REGISTERED
        rewrite(one, "matter", "state")
    if hand.send:
        incoming.matter = matters.move(matter, "submit", asked=Asked(by, now))
    matters.refresh(matter)
    return incoming


def _create(form: Registration, digest: str, hand: _Hand) -> Incoming:
    received = form.received_at or hand.now
    year = timezone.localtime(received).year
    number = core.take_serial(SERIES, year=year)
    _check_repeat(form, digest, hand.reason)
    return _row(form, (year, number), digest, hand)


def _row(form: Registration, receipt: tuple[int, int], digest: str, hand: _Hand) -> Incoming:
    matter = _open(form, hand)
    year, number = receipt
    audit.record(
        "incoming.register", by=hand.by, target=matter.target, detail=f"收文号 {year}-{number:04d}"
    )
    row = Incoming(
        matter=matter,
        receipt_year=year,
        receipt_no=number,
        digest=digest,
        code=new_code(),
        received_at=form.received_at or hand.now,
        repeat_reason=hand.reason[:200],
        **columns(form),
    )
    return insert(row)


@transaction.atomic
def register_past(
    form: Registration,
    *,
    receipt: tuple[int, int] | None,
    ended_at: datetime | None,
    result: str,
    by: Person,
    now: datetime,
) -> Incoming:
    """补录旧登记簿的一行：给了收文号的保留，填了办结时间的记为办结，别的留在登记环节。

    各项须先整理、核对过。
    """
    year, number = receipt or (timezone.localtime(form.received_at or now).year, 0)
    if number:
        core.reach_serial(SERIES, year=year, number=number)
    else:
        number = core.take_serial(SERIES, year=year)
    incoming = _row(form, (year, number), "", _Hand(by, now, False, ""))
    Incoming.objects.filter(pk=incoming.pk).update(result=result[:500])
    if ended_at:
        matters.close_past(incoming.matter, by=by, now=now, ended_at=ended_at, note="由登记簿导入")
    return incoming


def _check_repeat(form: Registration, digest: str, reason: str) -> None:
    found = find_duplicates(
        number=form.sender_number, sender=form.sender_name, title=form.title, digest=digest
    )
    strong = [one for one in found if one.blocks]
    if strong and not reason:
        first = strong[0]
        said = (
            f"这份可能已经登记为{first.incoming.receipt_text}号（{first.why}）。"
            "请核对；确实要再登记的，请写明理由。"
        )
        raise Refused(said, code="duplicate")


def _open(form: Registration, hand: _Hand) -> Matter:
    day = form.due_on or default_due(form.urgency, form.nature, now=hand.now)
    opening = Opening(
        form.title, urgency=form.urgency, due_at=due_moment(day), data={"nature": form.nature}
    )
    return matters.start("incoming", opening, by=hand.by, now=hand.now)


def new_code() -> str:
    """处理笺上的短码：不会认错的十个字。"""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def check_office(matter: Matter, by: Person) -> None:
    """只有登记单位的文书、主任能办。

    :raises Refused: 不是。
    """
    if not matters.has_role(by, matter, OFFICE):
        raise Refused("这一步由登记单位的文书或主任办理。", code="not-clerk")


def void(incoming: Incoming, *, reason: str, by: Person, now: datetime) -> Incoming:
    """作废一个收文号：号不再用，这一行留在登记簿里。

    :raises Refused: 不是文书或主任、没写理由、已经不在办。
    """
    check_office(incoming.matter, by)
    guards.check_typed([reason], by=by)
    with transaction.atomic():
        matters.void(incoming.matter, by=by, now=now, reason=reason)
        audit.record(
            "incoming.void",
            by=by,
            target=incoming.matter.target,
            detail=f"{incoming.receipt_text} 作废",
        )
    return Incoming.objects.select_related("matter").get(pk=incoming.pk)


def change(incoming: Incoming, changes: dict[str, Any], *, by: Person, now: datetime) -> Incoming:
    """更正登记的若干项（`Registration` 里的项名 → 新值），改前改后写进留痕；审计只记改了哪几项。

    :raises Refused: 不是文书或主任、已经不在办、没有改动、各项不对、有密级标志。
    """
    check_office(incoming.matter, by)
    current = as_form(incoming)
    kept = {name: one for name, one in changes.items() if name not in NEEDED_DAYS or one}
    form = tidy(Registration(**{**current, **kept}))
    altered = [name for name in current if getattr(form, name) != current[name]]
    if not altered:
        raise Refused("没有改动，不必保存。", code="unchanged")
    check(form, now=now)
    guards.check_typed((getattr(form, name) for name in TYPED), by=by)
    with transaction.atomic():
        return _change(incoming, form, altered, _Hand(by, now, False, ""))


def as_form(incoming: Incoming) -> dict[str, Any]:
    """登记簿的一行现在填的各项，供修改页预填。"""
    matter = incoming.matter
    due = timezone.localtime(matter.due_at).date() if matter.has_due else None
    kept = {name: getattr(incoming, name) for name in COLUMNS}
    return {
        **kept,
        "title": matter.title,
        "urgency": matter.urgency,
        "due_on": due,
        "received_at": incoming.received_at,
    }


def _change(incoming: Incoming, form: Registration, altered: list[str], hand: _Hand) -> Incoming:
    fresh = Incoming.objects.select_related("matter").get(pk=incoming.pk)
    before = as_form(fresh)
    labels = "、".join(_label(name) for name in altered)
    lines = [
        f"{_label(name)}：{before[name] or '空'} → {getattr(form, name) or '空'}"
        for name in altered
    ]
    amendment = Amendment(
        note=f"改了{labels}",
        remark="\n".join(lines),
        title=form.title,
        urgency=form.urgency,
        due_at=due_moment(form.due_on) if "due_on" in altered else None,
    )
    matters.amend(fresh.matter, amendment, by=hand.by, now=hand.now)
    if "nature" in altered:
        matters.set_values(fresh.matter, nature=form.nature)
    values = {**columns(form), "received_at": form.received_at}
    Incoming.objects.filter(pk=fresh.pk).update(**values)
    matters.refresh(Matter.objects.get(pk=fresh.pk))
    audit.record("incoming.change", by=hand.by, target=fresh.matter.target, detail=f"改了{labels}")
    return Incoming.objects.select_related("matter").get(pk=fresh.pk)


def _label(name: str) -> str:
    return "办理时限" if name == "due_on" else label_of(name)
