"""照实改台账：状态、承办单位、各个时间、灯的时刻，都由留痕、差事、申请重新得出，不靠记忆。

撤回、退回、终止走的是通用动作，事项先变了，台账随后照着变；所以每个动作末了都来这里一趟。
"""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db.models import Min

from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.matters.doers import LEAD
from sanban.matters.models import FAR, Matter, MatterState, Step
from sanban.matters.services import Past, past_of
from sanban.people.models import Org, Person
from sanban.supervision.kinds.supervised_item import (
    APPROVE,
    ARCHIVE,
    ARCHIVED,
    ASSIGN,
    CLOSE_OFF,
    CONSENT,
    DECLINED,
    FOLLOW_UP,
    HANDLE,
    PROPOSE,
    VERIFY,
)
from sanban.supervision.models import (
    NEVER,
    OPEN_STATES,
    FollowUpResult,
    Handler,
    ItemState,
    Outcome,
    RequestKind,
    SupervisedItem,
)
from sanban.supervision.services.dates import Almanac, almanac, turning_points
from sanban.supervision.services.holding import UNASSIGNED, settle_handlers
from sanban.supervision.services.owing import settle_reports

ASSISTS = "assist_orgs"
"""拟的协办单位，交办以前记在事项的 `data` 里。"""
NOT_ITEM = "这件事项不是督办，请刷新页面再办。"
# fmt: off
STATES = {
    # 环节           状态
    PROPOSE.code:    ItemState.PROPOSED,
    APPROVE.code:    ItemState.PROPOSED,
    ASSIGN.code:     ItemState.APPROVED,
    HANDLE.code:     ItemState.HANDLING,
    VERIFY.code:     ItemState.VERIFYING,
    CONSENT.code:    ItemState.VERIFYING,
    CLOSE_OFF.code:  ItemState.VERIFYING,
    FOLLOW_UP.code:  ItemState.CLOSED,
    ARCHIVE.code:    ItemState.CLOSED,
    ARCHIVED.code:   ItemState.CLOSED,
    DECLINED.code:   ItemState.DECLINED,
}
# fmt: on
UNAPPROVED = (PROPOSE.code, APPROVE.code, DECLINED.code)
RETURNS = ("redo", "send_back")
CLOSINGS = ("close_off", "close_plain")
APPLIED = (ItemState.VERIFYING, ItemState.CLOSED)


def of_matter(matter: Matter) -> SupervisedItem:
    """这件事项的督办事项，连同单位、领导。

    :raises Refused: 不是督办。
    """
    rows = SupervisedItem.objects.select_related("matter", "org", "lead_org", "leader")
    found = rows.filter(pk=matter.pk).first()
    if found is None:
        raise Refused(NOT_ITEM, code="not-item")
    return found


def locked_item(item: SupervisedItem | Matter) -> SupervisedItem:
    """锁住一件督办事项，读到最新；须在事务里。"""
    matter = matters.locked(Matter(pk=item.pk))
    fresh = of_matter(matter)
    fresh.matter = matter
    return fresh


def check_handling(item: SupervisedItem) -> None:
    """在办理中，没有中止。

    :raises Refused: 不在办理；中止着。
    """
    if item.state == ItemState.SUSPENDED:
        raise Refused("这件事项正在中止，恢复以后再办；请与督查室联系。", code="suspended")
    if item.matter.state != MatterState.RUNNING or item.matter.stage != HANDLE.code:
        said = f"现在是“{item.matter.stage_label}”，不在办理中，请刷新页面看最新进展。"
        raise Refused(said, code="not-handling")


def sync(item: SupervisedItem, *, now: datetime, how: Almanac | None = None) -> SupervisedItem:
    """照实改一件督办事项的台账、承办单位和应报；事项须已锁住，改完交回最新的一行。"""
    how = how or almanac(now)
    fresh = locked_item(item)
    past = past_of(fresh.matter)
    state = state_of(fresh)
    handlers = settle_handlers(fresh, past, now=now)
    truth = _truth(fresh, past, handlers, state=state, how=how)
    _save(fresh, truth)
    settle_reports(fresh, handlers, how)
    return fresh


def state_of(item: SupervisedItem) -> ItemState:
    """由事项的环节和申请得出的状态。"""
    matter = item.matter
    if matter.state == MatterState.RUNNING:
        state = STATES[matter.stage]
        paused = state == ItemState.HANDLING and _is_suspended(item)
        return ItemState.SUSPENDED if paused else state
    if matter.state == MatterState.DONE:
        declined = matter.stage == DECLINED.code
        return ItemState.DECLINED if declined else ItemState.CLOSED
    return ItemState.MERGED if item.merged_into_id else ItemState.STOPPED


def _is_suspended(item: SupervisedItem) -> bool:
    return item.requests.in_force(RequestKind.SUSPENSION).exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """台账上由别处得出的各栏；名称同 `SupervisedItem`。"""

    state: str
    is_open: bool
    lead_org: Org | None
    assist_names: str
    due_at: datetime
    first_due_at: datetime
    milestone_on: date
    amber_at: datetime
    red_at: datetime
    initiated_at: datetime | None
    assigned_at: datetime | None
    acknowledged_at: datetime | None
    applied_at: datetime | None
    return_count: int
    extension_count: int
    closed_at: datetime | None
    closed_by: Person | None
    follow_up_on: date | None
    follow_up_result: str
    merged_into: SupervisedItem | None


def _truth(
    item: SupervisedItem, past: Past, handlers: list[Handler], *, state: ItemState, how: Almanac
) -> Truth:
    kept, due_at = past.kept, item.matter.due_at
    closed = _last(kept, CLOSINGS) if state == ItemState.CLOSED else None
    applied = _last(kept, ("apply_close",)) if state in APPLIED else None
    applied_at = _when(item, "applied_at", applied, holds=state in APPLIED)
    milestone_on = _next_milestone(item)
    amber, red = turning_points(due_at, milestone_on, how)
    if state == ItemState.VERIFYING and applied_at and applied_at <= due_at:
        amber = red = FAR
    follow_up_on, result = _follow_up(item, state)
    unassigned = item.matter.stage in UNASSIGNED
    lead = next((row for row in handlers if row.part == LEAD), None)
    return Truth(
        state=state,
        is_open=state in OPEN_STATES,
        lead_org=lead.org if lead else item.lead_org,
        assist_names=_assists(handlers) if handlers else item.assist_names,
        due_at=due_at,
        first_due_at=due_at if unassigned else item.first_due_at,
        milestone_on=milestone_on,
        amber_at=amber,
        red_at=red,
        initiated_at=_since(item, kept, "initiated_at", "approve"),
        assigned_at=_since(item, kept, "assigned_at", "assign"),
        acknowledged_at=lead.acknowledged_at if lead else None,
        applied_at=applied_at,
        return_count=_returns(kept),
        extension_count=_extensions(item),
        closed_at=_when(item, "closed_at", closed, holds=state == ItemState.CLOSED),
        closed_by=_closer(item, closed, state),
        follow_up_on=follow_up_on,
        follow_up_result=result,
        merged_into=item.merged_into if state == ItemState.MERGED else None,
    )


def _last(kept: list[Step], actions: tuple[str, ...]) -> Step | None:
    return next((step for step in kept if step.action in actions), None)


def _when(item: SupervisedItem, name: str, step: Step | None, *, holds: bool) -> datetime | None:
    """有这一步的，就是这一步的时间；补录的没有这一步，照旧；不该有的为空。"""
    if not holds:
        return None
    found: datetime | None = step.done_at if step else getattr(item, name)
    return found


NOT_YET = {"initiated_at": UNAPPROVED, "assigned_at": UNASSIGNED}


def _since(item: SupervisedItem, kept: list[Step], name: str, action: str) -> datetime | None:
    holds = item.matter.stage not in NOT_YET[name] or item.matter.state == MatterState.DONE
    holds = holds and item.matter.stage != DECLINED.code
    return _when(item, name, _last(kept, (action,)), holds=holds)


def _closer(item: SupervisedItem, closed: Step | None, state: ItemState) -> Person | None:
    if state != ItemState.CLOSED:
        return None
    return closed.person if closed else item.closed_by


def _assists(handlers: list[Handler]) -> str:
    return "、".join(str(row.org) for row in handlers if row.part != LEAD)[:500]


def _returns(kept: list[Step]) -> int:
    back = (step for step in kept if step.action in RETURNS)
    return sum(step.target_stage == HANDLE.code for step in back)


def _extensions(item: SupervisedItem) -> int:
    rows = item.requests.filter(kind=RequestKind.EXTENSION, outcome=Outcome.GRANTED)
    return rows.count()


def _next_milestone(item: SupervisedItem) -> date:
    found = item.milestones.filter(done_on=None).aggregate(day=Min("due_on"))["day"]
    return found or NEVER


def _follow_up(item: SupervisedItem, state: ItemState) -> tuple[date | None, str]:
    """回头看的日子和结果；补录的没有这一行，照旧。"""
    last = item.follow_ups.order_by("-id").first()
    is_closed = state == ItemState.CLOSED
    if last is None:
        kept = (item.follow_up_on, item.follow_up_result)
        return kept if is_closed else (None, FollowUpResult.WAITING)
    return (last.due_on if is_closed else None), last.result


ROW_EDITS = ("due_at", "lead_org", "assist_names")
"""台账上看得见、别处也能改的栏；变了就算改动一次，免得旧页面把它盖掉。"""


def _save(item: SupervisedItem, truth: Truth) -> None:
    names = [one.name for one in fields(truth)]
    changed = [name for name in names if getattr(item, name) != getattr(truth, name)]
    for name in changed:
        setattr(item, name, getattr(truth, name))
    if not changed:
        return
    if item.assigned_at and set(changed) & set(ROW_EDITS):
        item.edition += 1
        changed.append("edition")
    item.save(update_fields=changed)
