"""计划：周计划在周一例会上定，季度工作清单、年度重点工作一样办；条条有着落才算对完账。"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.people.models import Person, RoleCode
from sanban.supervision.models import (
    EntryState,
    ItemState,
    PlanEntry,
    Span,
    SupervisedItem,
    WorkPlan,
)

PLANNERS = (
    RoleCode.DIRECTOR,
    RoleCode.SUPERVISOR,
    RoleCode.SECTION_HEAD,
    RoleCode.CLERK,
    RoleCode.DRAFTER,
)
"""可以列计划的角色。"""
TICKERS = (RoleCode.DIRECTOR, RoleCode.SUPERVISOR)
"""可以对账销号的角色。"""
MONTHS = {Span.QUARTER: 3, Span.YEAR: 12}


def start_of(span: str, day: date) -> date:
    """这一天所在的周、季、年的第一天；一周从星期一算起。"""
    if span == Span.WEEK:
        return day - timedelta(days=day.weekday())
    return date(day.year, 1 if span == Span.YEAR else (day.month - 1) // 3 * 3 + 1, 1)


def end_of(span: str, starts_on: date) -> date:
    """这一期的最后一天；一周到星期日。"""
    if span == Span.WEEK:
        return starts_on + timedelta(days=6)
    month = starts_on.month + MONTHS[Span(span)] - 1
    return date(starts_on.year, month, monthrange(starts_on.year, month)[1])


def may(person: Person, org_id: int, roles: Iterable[str]) -> bool:
    """此人在这个单位有没有其中一个角色。"""
    return any(held.role in roles and held.org_id == org_id for held in person.holdings.all())


@transaction.atomic
def open_plan(span: str, day: date, *, by: Person, now: datetime, note: str = "") -> WorkPlan:
    """建这一天所在的那一期计划；已经建了的就是那一期，不重建。

    :raises Refused: 无权列计划；没有这种计划；带密级标志。
    """
    check_planner(by, by.org_id)
    if span not in Span.values:
        raise Refused("请选周计划、季度工作清单或年度重点工作。", code="bad-choice")
    guards.check_typed([note], by=by)
    made, is_new = WorkPlan.objects.get_or_create(
        org=by.org,
        span=span,
        starts_on=start_of(span, day),
        defaults={"note": note.strip(), "by": by, "made_at": now},
    )
    if is_new:
        audit.record("plan.open", by=by, target=f"plan:{made.pk}", detail=str(made))
    return made


def check_planner(by: Person, org_id: int) -> None:
    """此人能不能列这个单位的计划。

    :raises Refused: 不能。
    """
    if not may(by, org_id, PLANNERS):
        said = "计划由本单位的主任、督查员、科长、文书、秘书来列，请把要列的告诉他们。"
        raise Refused(said, code="not-planner")


def changing(plan: WorkPlan, by: Person) -> WorkPlan:
    """锁住一期计划，读到最新。

    :raises Refused: 无权列计划；已经对完账。
    """
    fresh = WorkPlan.objects.select_for_update().get(pk=plan.pk)
    check_planner(by, fresh.org_id)
    if fresh.closed_at:
        raise Refused("这一期已经对完账，不能再改；要办的请列进下一期。", code="plan-closed")
    return fresh


@transaction.atomic
def set_note(plan: WorkPlan, note: str, *, by: Person, now: datetime) -> WorkPlan:
    """记下例会议定的事。

    :raises Refused: 无权、已经对完账、带密级标志。
    """
    fresh = changing(plan, by)
    guards.check_typed(note.splitlines(), by=by)
    fresh.note = note.strip()
    fresh.save(update_fields=["note"])
    audit.record("plan.note", by=by, target=f"plan:{fresh.pk}")
    return fresh


@transaction.atomic
def close_plan(plan: WorkPlan, *, by: Person, now: datetime) -> WorkPlan:
    """对完账：条条都有着落才算完。

    :raises Refused: 不是主任、督查员；还有没着落的。
    """
    fresh = changing(plan, by)
    if not may(by, fresh.org_id, TICKERS):
        raise Refused("对账由主任或督查员办，请告诉他们。", code="not-ticker")
    left = PlanEntry.objects.filter(plan=fresh, state=EntryState.OPEN).count()
    if left:
        said = f"还有 {left} 条没有着落：办完的请销号，没办完的请转下期并写明原因。"
        raise Refused(said, code="entries-left")
    fresh.closed_at = now
    fresh.save(update_fields=["closed_at"])
    audit.record("plan.close", by=by, target=f"plan:{fresh.pk}")
    return fresh


def leftovers(plan: WorkPlan) -> QuerySet[PlanEntry]:
    """以前各期还没着落的，早的在前；开新一期时先看这些。"""
    rows = PlanEntry.objects.filter(
        plan__org=plan.org_id,
        plan__span=plan.span,
        plan__starts_on__lt=plan.starts_on,
        state=EntryState.OPEN,
    )
    return rows.select_related("plan", "owner", "org").order_by("plan__starts_on", "position")


def offered(plan: WorkPlan) -> QuerySet[SupervisedItem]:
    """这一期里到期或者已经逾期、还没列进来的督办事项，到期早的在前。"""
    listed = PlanEntry.objects.filter(plan=plan, item__isnull=False)
    last = end_of(plan.span, plan.starts_on)
    rows = SupervisedItem.objects.filter(org=plan.org_id, is_open=True, due_at__date__lte=last)
    rows = rows.exclude(pk__in=listed.values("item")).exclude(state=ItemState.PROPOSED)
    return rows.select_related("matter", "lead_org", "leader").order_by("due_at", "matter")
