"""申诉：通报里写到的单位在几个工作日内提出，办公室处理；通报不改，更正写在说明里。"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.people.models import Org, Person, RoleCode
from sanban.statistics.circulars.figures import APPEAL, appeal_days
from sanban.statistics.models import (
    Appeal,
    AppealOutcome,
    Circular,
    FrozenFigure,
    office_roles,
)

SPEAKERS = (RoleCode.LIAISON, RoleCode.PRINCIPAL, RoleCode.LEADER)
"""替单位申诉的：联络员，主要负责人，领导。"""
HEADS = (RoleCode.PRINCIPAL, RoleCode.LEADER)
RULERS = (RoleCode.SUPERVISOR, RoleCode.DIRECTOR)


def appeal_until(circular: Circular) -> datetime | None:
    """申诉到何时为止：印发后几个工作日的下班时；没有印发的为空。

    几个工作日，照通报里写的。
    """
    if circular.outgoing is None or circular.outgoing.dispatched_at is None:
        return None
    sent = circular.outgoing.dispatched_at
    told = FrozenFigure.objects.filter(circular=circular, key=APPEAL).first()
    days = int(told.text) if told else appeal_days()
    zone = timezone.get_default_timezone()
    return Holiday.objects.calendar(timezone.localtime(sent).date()).due(sent, days, zone)


@transaction.atomic
def appeal(
    circular: Circular,
    *,
    org: Org,
    reason: str,
    by: Person,
    now: datetime,
    figure: FrozenFigure | None = None,
    consent_name: str = "",
) -> Appeal:
    """一个单位对通报（的一个数）提出申诉。

    :param consent_name: 同意申诉的本单位领导；本人就是领导的不必写。
    :raises Refused: 不是这个单位的人；通报没有写到它；还没印发、过了期限；没写理由、没写哪位领导
        同意；这个数已经申诉过、还没处理。
    """
    _check_speaker(circular, org, by)
    _check_open(circular, now)
    consent = by.name if office_roles(by, org).intersection(HEADS) else consent_name.strip()
    _check_said(reason, consent, by)
    _check_once(circular, org, figure)
    made = Appeal.objects.create(
        circular=circular, figure=figure, org=org, reason=reason.strip(), consent_name=consent[:40],
        by=by, made_at=now,
    )  # fmt: skip
    audit.record("circular.appeal", by=by, target=circular.target, detail=str(org))
    _tell_office(made, now)
    return made


def _check_speaker(circular: Circular, org: Org, by: Person) -> None:
    if not office_roles(by, org).intersection(SPEAKERS):
        said = f"{org}的申诉由它的联络员或者领导提出，请与他们联系。"
        raise Refused(said, code="not-speaker")
    if not circular.figures.filter(org=org).exists():
        raise Refused(f"这一份没有写到{org}，不用申诉。", code="not-named")


def _check_open(circular: Circular, now: datetime) -> None:
    until = appeal_until(circular)
    if until is None:
        raise Refused("这一份还没有印发，请等印发以后再申诉。", code="not-published")
    if now > until:
        local = timezone.localtime(until)
        said = f"申诉到{local:%-m月%-d日 %H:%M}为止，已经过了。确有差错的，请与督查室联系。"
        raise Refused(said, code="too-late")


def _check_said(reason: str, consent: str, by: Person) -> None:
    if not reason.strip():
        raise Refused("请写明哪个数不对、应当是多少、依据什么。", code="no-reason")
    if not consent:
        raise Refused("申诉要本单位领导同意，请写明是哪位领导。", code="no-consent")
    guards.check_typed([*reason.splitlines(), consent], by=by)


def _check_once(circular: Circular, org: Org, figure: FrozenFigure | None) -> None:
    waiting = circular.appeals.filter(org=org, figure=figure, outcome=AppealOutcome.PENDING)
    if waiting.exists():
        raise Refused("这一项已经申诉，还在处理，请等处理结果。", code="appealed")


def _tell_office(made: Appeal, now: datetime) -> None:
    people = Person.objects.filter(
        is_active=True, holdings__org=made.circular.org, holdings__role__in=RULERS
    )
    inbox.send(
        people.distinct(),
        kind="appeal",
        title=f"{made.org}对“{made.circular.title}”提出申诉，请处理",
        cause=f"appeal:{made.pk}",
        now=now,
        link=f"/circulars/{made.circular_id}/",
    )


@transaction.atomic
def rule(
    made: Appeal, *, upheld: bool, ruling: str, correction: str = "", by: Person, now: datetime
) -> Appeal:
    """处理一件申诉；成立的写更正说明，通报和冻结的数都不动。

    :raises Refused: 不是督查员、主任；处理过了；没写意见；成立的没写更正说明。
    """
    fresh = Appeal.objects.select_for_update(of=("self",)).get(pk=made.pk)
    _check_ruling(fresh, by, ruling)
    if upheld and not correction.strip():
        raise Refused("申诉成立的，请写明把什么更正成什么。", code="no-correction")
    guards.check_typed([*ruling.splitlines(), *correction.splitlines()], by=by)
    fresh.outcome = AppealOutcome.UPHELD if upheld else AppealOutcome.REFUSED
    fresh.ruling, fresh.correction = ruling.strip(), correction.strip() if upheld else ""
    fresh.ruled_by, fresh.ruled_at = by, now
    fresh.save(update_fields=["outcome", "ruling", "correction", "ruled_by", "ruled_at"])
    label = fresh.get_outcome_display()
    audit.record(
        "circular.rule", by=by, target=fresh.circular.target, detail=f"{fresh.org} {label}"
    )
    _tell_unit(fresh, label, now)
    return fresh


def _check_ruling(fresh: Appeal, by: Person, ruling: str) -> None:
    if not office_roles(by, fresh.circular.org).intersection(RULERS):
        raise Refused("申诉由督查员、主任处理。", code="not-keeper")
    if fresh.outcome != AppealOutcome.PENDING:
        raise Refused("这一件申诉已经处理过，请刷新页面再看。", code="ruled")
    if not ruling.strip():
        raise Refused("请写明处理意见和依据。", code="no-ruling")


def _tell_unit(fresh: Appeal, label: str, now: datetime) -> None:
    inbox.send(
        [fresh.by],
        kind="appeal",
        title=f"您对“{fresh.circular.title}”的申诉已经处理：{label}",
        cause=f"appeal-ruled:{fresh.pk}",
        now=now,
        link=f"/circulars/{fresh.circular_id}/",
    )
