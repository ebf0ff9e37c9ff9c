"""对账销号：责任人报完成情况，办公室销号；没办完的转下期、不再办的，都写明原因。"""

from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.people.models import Person
from sanban.supervision.models import EntryState, ItemState, PlanEntry, Span, WorkPlan
from sanban.supervision.services.planning.entries import EntryForm, fill, next_place, open_entry
from sanban.supervision.services.planning.plans import TICKERS, changing, may

LONG_SPANS = (Span.QUARTER, Span.YEAR)


@transaction.atomic
def report_entry(entry: PlanEntry, outcome: str, *, by: Person, now: datetime) -> PlanEntry:
    """责任人报完成情况；报了还要办公室对账才销号。

    :raises Refused: 不是责任人也不列计划、没写、已经了结、带密级标志。
    """
    fresh = PlanEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if fresh.owner_id != by.pk:
        fresh = open_entry(entry, by)
    if fresh.state != EntryState.OPEN:
        raise Refused("这一条已经了结，不用再报，请刷新页面。", code="entry-ended")
    fresh.outcome = _said(outcome, by)
    fresh.save(update_fields=["outcome"])
    audit.record("plan.report", by=by, target=f"plan:{fresh.plan_id}", detail=f"第 {fresh.pk} 条")
    return fresh


def _said(words: str, by: Person) -> str:
    if not words.strip():
        raise Refused("请写明完成得怎样，再报、再销号。", code="no-outcome")
    guards.check_typed(words.splitlines(), by=by)
    return words.strip()[:500]


@transaction.atomic
def tick_off(entry: PlanEntry, outcome: str, *, by: Person, now: datetime) -> PlanEntry:
    """对账销号：办公室核对了完成情况，了结一条。

    :raises Refused: 不是主任、督查员；没写完成情况；季度、年度的督办事项还没销号。
    """
    fresh = open_entry(entry, by)
    if not may(by, fresh.plan.org_id, TICKERS):
        said = "销号由主任或督查员对账以后办，请先写好完成情况再请他们销号。"
        raise Refused(said, code="not-ticker")
    _check_item(fresh)
    fresh.outcome = _said(outcome or fresh.outcome, by)
    fresh.state, fresh.done_on = EntryState.DONE, now.date()
    fresh.save(update_fields=["outcome", "state", "done_on"])
    audit.record("plan.tick_off", by=by, target=f"plan:{fresh.plan_id}", detail=f"第 {fresh.pk} 条")
    return fresh


def _check_item(entry: PlanEntry) -> None:
    item = entry.item
    if item is None or entry.plan.span not in LONG_SPANS or item.state == ItemState.CLOSED:
        return
    said = f"对应的督办事项{item.number_text}还没销号，请先在督办里核查销号。"
    raise Refused(said, code="item-open")


@transaction.atomic
def carry(entry: PlanEntry, plan: WorkPlan, *, reason: str, by: Person, now: datetime) -> PlanEntry:
    """没办完的转到下一期，写明原因；两边都留着。

    :raises Refused: 无权、没写原因、已经了结、下一期不在后面、带密级标志。
    """
    if not reason.strip():
        raise Refused("转下期要写明没办完的原因，请写好再转。", code="no-reason")
    guards.check_typed([reason], by=by)
    target = changing(plan, by)
    fresh = (
        PlanEntry.objects.select_for_update(of=("self",)).select_related("plan").get(pk=entry.pk)
    )
    _check_carry(fresh, target)
    fresh.state, fresh.carry_reason = EntryState.CARRIED, reason.strip()[:300]
    fresh.save(update_fields=["state", "carry_reason"])
    form = _form_of(fresh)
    made = PlanEntry(plan=target, position=next_place(target), by=by, made_at=now)
    fill(made, form)
    made.carried_from = fresh
    made.save()
    audit.record("plan.carry", by=by, target=f"plan:{target.pk}", detail=f"第 {fresh.pk} 条")
    return made


def _check_carry(entry: PlanEntry, target: WorkPlan) -> None:
    if entry.state != EntryState.OPEN:
        said = f"这一条{EntryState(entry.state).label}，不用再转，请刷新页面。"
        raise Refused(said, code="entry-ended")
    if (entry.plan.org_id, entry.plan.span) != (target.org_id, target.span):
        raise Refused("只能转到本单位同一种计划的下一期。", code="other-plan")
    if target.starts_on <= entry.plan.starts_on:
        raise Refused("只能往后转，请先建下一期计划。", code="not-later")


def _form_of(entry: PlanEntry) -> EntryForm:
    """照样再列一条要填的；时限不动，过了期也留着，看得出拖了多久。"""
    names = ("title", "target", "is_important", "is_urgent", "owner", "org", "due_on", "item")
    kept = {name: getattr(entry, name) for name in names}
    return EntryForm(**kept, source_number=entry.source_number, source_text=entry.source_text)


@transaction.atomic
def drop(entry: PlanEntry, *, reason: str, by: Person, now: datetime) -> PlanEntry:
    """不再办：写明原因，这一条留着。

    :raises Refused: 无权、没写原因、已经了结、带密级标志。
    """
    if not reason.strip():
        raise Refused("不再办要写明原因，请写好再办。", code="no-reason")
    guards.check_typed([reason], by=by)
    fresh = open_entry(entry, by)
    fresh.state, fresh.carry_reason = EntryState.DROPPED, reason.strip()[:300]
    fresh.save(update_fields=["state", "carry_reason"])
    audit.record("plan.drop", by=by, target=f"plan:{fresh.plan_id}", detail=f"第 {fresh.pk} 条")
    return fresh
