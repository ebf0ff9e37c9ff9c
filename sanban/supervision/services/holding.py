"""承办单位各行，照差事改好：谁在承办、主办协办、何时交办、何时报结。"""

from datetime import datetime

from sanban.matters import services as matters
from sanban.matters.doers import LEAD
from sanban.matters.models import LIVE, Matter, MatterState, Step, Todo, TodoMode, TodoState
from sanban.matters.services import Past
from sanban.matters.services.past import worked
from sanban.supervision.kinds.supervised_item import APPROVE, ASSIGN, DECLINED, HANDLE, PROPOSE
from sanban.supervision.models import Handler, SupervisedItem

SIGNED = "signed_was"
"""事项的 `data` 里：第几步重新办理 → 此前各单位的交办、签收。"""
SIGNING = ("assigned_at", "acknowledged_at", "acknowledged_by")
UNASSIGNED = (PROPOSE.code, APPROVE.code, ASSIGN.code, DECLINED.code)


def duties_of(past: Past) -> dict[int, Todo] | None:
    """承办单位 → 它的那份差事；事项已经停办、看不出的为空（照旧）。"""
    matter = past.matter
    if matter.state != MatterState.RUNNING:
        return None
    if matter.stage in UNASSIGNED:
        return {}
    rows = [row for row in past.todos if row.stage == HANDLE.code and row.org_id]
    rows = [row for row in rows if row.mode == TodoMode.MAIN]
    if matter.stage == HANDLE.code:
        here = [row for row in rows if row.round == matter.round]
        return _by_org([row for row in here if row.state in LIVE or worked(row)])
    had = [row for row in rows if worked(row) or _was_cut_short(row)]
    last = max((row.round for row in had), default=0)
    return _by_org([row for row in had if row.round == last]) or None


def _was_cut_short(row: Todo) -> bool:
    """没报结就被特送走了的，还是承办单位。"""
    return row.closed_by is not None and row.closed_by.action == "direct_send"


def _by_org(rows: list[Todo]) -> dict[int, Todo]:
    ordered = sorted(rows, key=lambda row: (row.state in LIVE, row.pk))
    return {row.org_id: row for row in ordered if row.org_id is not None}


def settle_handlers(item: SupervisedItem, past: Past, *, now: datetime) -> list[Handler]:
    """承办单位各行照差事改好，交回现在的几行，主办在前。"""
    known = {row.org_id: row for row in item.handlers.select_related("org")}
    duties = duties_of(past)
    if duties is not None:
        for org, todo in duties.items():
            known[org] = _handler(item, known.get(org), todo)
        gone = [row for org, row in known.items() if org not in duties and not row.released_at]
        for row in gone:
            row.released_at = now
            row.save(update_fields=["released_at"])
    current = [row for row in known.values() if row.released_at is None]
    return sorted(current, key=lambda row: (row.part != LEAD, row.org.rank_order, row.pk))


def _handler(item: SupervisedItem, row: Handler | None, todo: Todo) -> Handler:
    applied = todo.closed_at if todo.state == TodoState.DONE else None
    if row is None:
        return _new_handler(item, todo, applied)
    before = (row.part, row.applied_at, row.released_at, row.assigned_at)
    if row.released_at is not None or row.assigned_at is None:
        _take_up(row, todo.opened_at)
    row.part, row.applied_at = todo.part or LEAD, applied
    if before != (row.part, row.applied_at, row.released_at, row.assigned_at):
        row.save()
    return row


def _take_up(row: Handler, opened_at: datetime) -> None:
    """重新承办：是新交办的，签收另算；是撤回改派的，照旧。"""
    row.released_at = None
    if row.assigned_at is None or opened_at > row.assigned_at:
        row.assigned_at, row.acknowledged_at, row.acknowledged_by = opened_at, None, None


def sign_anew(item: SupervisedItem, moved: Matter) -> None:
    """重新办理：各单位重新签收，提异议的日子重新数；原来的记下，撤回时照着改回去。"""
    rows = Handler.objects.filter(item=item, released_at=None)
    kept = rows.order_by("pk").values_list("pk", *SIGNING)
    was = [[pk, *(str(one) if one else "" for one in rest)] for pk, *rest in kept]
    known = moved.values.get(SIGNED, {})
    matters.set_values(moved, signed_was={**known, str(moved.step_no): was})
    rows.update(**dict.fromkeys(SIGNING))


def put_back_signed(item: SupervisedItem, undone: Step) -> None:
    """撤回重新办理以后，各单位的签收改回那一步以前的。"""
    for pk, *was in item.matter.values.get(SIGNED, {}).get(str(undone.number), []):
        values = {name: one or None for name, one in zip(SIGNING, was, strict=True)}
        Handler.objects.filter(pk=pk, item=item).update(**values)


def _new_handler(item: SupervisedItem, todo: Todo, applied: datetime | None) -> Handler:
    is_lead = (todo.part or LEAD) == LEAD
    row = Handler(
        item=item,
        org=todo.org,
        part=todo.part or LEAD,
        owner_name=item.owner_name if is_lead else "",
        backup_name=item.backup_name if is_lead else "",
        assigned_at=todo.opened_at,
        applied_at=applied,
    )
    row.save()
    return row
