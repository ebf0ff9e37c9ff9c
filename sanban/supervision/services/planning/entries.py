"""计划里的一条：列、改、与督办事项相连。"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.people.models import Org, Person
from sanban.supervision.models import EntryState, PlanEntry, SupervisedItem, WorkPlan
from sanban.supervision.services.dates import check_days
from sanban.supervision.services.planning.plans import changing

MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """计划里一条要填的各项。

    :param item: 就是哪件督办事项；不是督办事项的空着。
    :param source_text: 由长文拆出来的，原句一字不动。
    """

    title: str
    target: str = ""
    is_important: bool = False
    is_urgent: bool = False
    owner: Person | None = None
    org: Org | None = None
    due_on: date | None = None
    item: SupervisedItem | None = None
    source_number: str = ""
    source_text: str = ""

    def words(self) -> list[str]:
        """填写的全部文字，供查密级标志。"""
        return [self.title, *self.target.splitlines(), *self.source_text.splitlines()]


@transaction.atomic
def add_entry(plan: WorkPlan, form: EntryForm, *, by: Person, now: datetime) -> PlanEntry:
    """列一条。

    :raises Refused: 无权、已经对完账、没写工作、重了、太多、时限早于这一期、带密级标志。
    """
    fresh = changing(plan, by)
    check_form(fresh, form, by)
    rows = PlanEntry.objects.filter(plan=fresh)
    if form.item and rows.filter(item=form.item).exists():
        raise Refused(f"“{form.title.strip()}”已经在这一期里了，不必再列。", code="entry-twice")
    entry = PlanEntry(plan=fresh, position=next_place(fresh), by=by, made_at=now)
    fill(entry, form)
    entry.save()
    audit.record("plan.add", by=by, target=f"plan:{fresh.pk}", detail=f"第 {entry.pk} 条")
    return entry


def next_place(plan: WorkPlan) -> int:
    """下一条的次序。

    :raises Refused: 太多了。
    """
    count = PlanEntry.objects.filter(plan=plan).count()
    if count >= MOST_ENTRIES:
        said = f"一期计划至多 {MOST_ENTRIES} 条，请合并几条或列进督办台账。"
        raise Refused(said, code="many-entries")
    return count


def check_form(plan: WorkPlan, form: EntryForm, by: Person) -> None:
    """填得对不对。

    :raises Refused: 没写工作、时限早于这一期、带密级标志。
    """
    if not form.title.strip():
        raise Refused("工作还没有写，请写明要做什么。", code="no-title")
    check_days(form.due_on)
    if form.due_on and form.due_on < plan.starts_on:
        said = f"时限 {form.due_on:%Y-%m-%d} 早于这一期的第一天，请改时限或列进上一期。"
        raise Refused(said, code="due-early")
    guards.check_typed(form.words(), by=by)


def fill(entry: PlanEntry, form: EntryForm) -> None:
    """把填的各项放进一条；不存。"""
    entry.title = " ".join(form.title.split())[:300]
    entry.target = form.target.strip()[:500]
    entry.is_important, entry.is_urgent = form.is_important, form.is_urgent
    entry.owner, entry.org, entry.due_on = form.owner, form.org, form.due_on
    entry.office_section = form.owner.office_section if form.owner else None
    entry.item = form.item
    entry.source_number, entry.source_text = form.source_number[:40], form.source_text


@transaction.atomic
def change_entry(entry: PlanEntry, form: EntryForm, *, by: Person, now: datetime) -> PlanEntry:
    """改一条；已经了结的不改。

    :raises Refused: 同 `add_entry`；已经了结。
    """
    fresh = open_entry(entry, by)
    check_form(fresh.plan, form, by)
    fill(fresh, form)
    fresh.save()
    audit.record("plan.change", by=by, target=f"plan:{fresh.plan_id}", detail=f"第 {fresh.pk} 条")
    return fresh


def open_entry(entry: PlanEntry, by: Person) -> PlanEntry:
    """锁住一条还在办的。

    :raises Refused: 无权、这一期对完了账、已经了结。
    """
    plan = changing(entry.plan, by)
    fresh = PlanEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    fresh.plan = plan
    if fresh.state != EntryState.OPEN:
        said = f"这一条{EntryState(fresh.state).label}，不能再改，请刷新页面。"
        raise Refused(said, code="entry-ended")
    return fresh


@transaction.atomic
def link_item(entry: PlanEntry, item: SupervisedItem, *, by: Person, now: datetime) -> PlanEntry:
    """由这一条立了项，把两边连起来。

    :raises Refused: 无权、已经了结、已经连着另一件。
    """
    fresh = open_entry(entry, by)
    if fresh.item_id and fresh.item_id != item.pk:
        raise Refused("这一条已经立过项，一事一项，不再另立。", code="already-linked")
    fresh.item = item
    fresh.save(update_fields=["item"])
    audit.record("plan.link", by=by, target=f"plan:{fresh.plan_id}", detail=f"第 {fresh.pk} 条")
    return fresh
