"""委托：一段日子里由别人代办，本人或本单位主任来定。"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.people.models import ADMINS, Delegation, Person, RoleCode, RoleHolding


@dataclass(frozen=True, slots=True)
class Term:
    """委托的起止日（都含）和事由。"""

    since: date
    until: date
    reason: str = ""


@transaction.atomic
def add_delegation(
    person: Person, *, deputy: Person, term: Term, by: Person, now: datetime
) -> Delegation:
    """定一段委托；已经生效的，手上的待办由 `matters.services.delegate` 转去。

    :raises Refused: 无权定、起止不对、委托给自己或不能代办的人、与别的委托重叠。
    """
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    _check_owner(fresh, by)
    _check_deputy(fresh, deputy)
    _check_term(term, timezone.localtime(now).date())
    _check_free(fresh, deputy, term)
    made = Delegation.objects.create(
        person=fresh,
        deputy=deputy,
        since=term.since,
        until=term.until,
        reason=term.reason.strip()[:100],
    )
    said = f"委托{deputy.name}，{term.since:%Y-%m-%d}至{term.until:%Y-%m-%d}"
    audit.record("delegation.add", by=by, target=f"person:{fresh.pk}", detail=said)
    return made


@transaction.atomic
def cancel_delegation(delegation: Delegation, *, by: Person, now: datetime) -> Delegation:
    """提前取消委托；已经转给代办人的，由代办人办完。

    :raises Refused: 无权取消、已经取消。
    """
    _check_owner(delegation.person, by)
    if delegation.cancelled_at is not None:
        raise Refused("这段委托已经取消了。", code="stale")
    delegation.cancelled_at = now
    delegation.save(update_fields=["cancelled_at"])
    audit.record("delegation.cancel", by=by, target=f"person:{delegation.person_id}")
    return delegation


def _check_owner(person: Person, by: Person) -> None:
    if person.pk == by.pk:
        return
    if person.org_id not in orgs_served(by):
        raise Refused("只能定自己的委托；替别人定，请办公室主任来办。", code="not-yours")


def orgs_served(director: Person) -> set[int]:
    """主任替哪些单位的人定委托：本单位，和本单位所隶属的（办公室为上级机关的领导服务）。"""
    held = RoleHolding.objects.filter(person=director, role=RoleCode.DIRECTOR)
    pairs = held.values_list("org", "org__parent")
    return {pk for pair in pairs for pk in pair if pk is not None}


def _check_deputy(person: Person, deputy: Person) -> None:
    if deputy.pk == person.pk:
        raise Refused("不能委托给本人，请另选一位。", code="to-self")
    if not deputy.is_active:
        raise Refused(f"{deputy.name}已经离岗，请另选一位。", code="not-active")
    if RoleHolding.objects.filter(person=deputy, role__in=ADMINS).exists():
        raise Refused(f"{deputy.name}是管理员，不能代办业务，请另选一位。", code="admin-deputy")


def _check_term(term: Term, today: date) -> None:
    if term.until < term.since:
        raise Refused("委托的止日不能早于起日。", code="ends-before-start")
    if term.until < today:
        raise Refused("委托的日子已经过去，请重选起止日。", code="past")


def _check_free(person: Person, deputy: Person, term: Term) -> None:
    crossing = Delegation.objects.filter(
        since__lte=term.until, until__gte=term.since, cancelled_at=None
    ).select_related("deputy")
    other = crossing.filter(person=person).first()
    if other is not None:
        said = f"{other.since:%m-%d}至{other.until:%m-%d}已经委托{other.deputy}，日子不能重叠。"
        raise Refused(said, code="overlap")
    if crossing.filter(person=deputy).exists():
        said = f"{deputy.name}这段日子也委托了别人，请另选一位。"
        raise Refused(said, code="deputy-away")
