"""并案：同一件事立了几项的，并到一项里办，其余的不再办，一样也不丢。"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.services import Entry
from sanban.matters.services.moves import stop
from sanban.people.models import Person
from sanban.supervision.models import ItemState, SupervisedItem
from sanban.supervision.services.actors import check_office
from sanban.supervision.services.syncing import locked_item, sync


@transaction.atomic
def merge_items(
    items: Sequence[SupervisedItem],
    into: SupervisedItem,
    *,
    reason: str,
    by: Person,
    now: datetime,
) -> SupervisedItem:
    """把几件并到一件里；并了的不再办，写明并到哪一件，承办单位看得到。

    :raises Refused: 不是督查员或主任；没写理由；没选；并到自己；有了结的；不是同一个督办单位的。
    """
    guards.check_typed([reason], by=by)
    ids = {one.pk for one in items} | {into.pk}
    locked = {pk: locked_item(SupervisedItem(pk=pk)) for pk in sorted(ids)}
    target = locked[into.pk]
    chosen = [locked[pk] for pk in sorted({one.pk for one in items})]
    check_office(target.org, by)
    _check(chosen, target, reason)
    names = "、".join(_name(one) for one in chosen)
    entry = Entry("take_in", "并入", remark=reason, note=f"并入{names}", is_work=False)
    matters.write(target.matter, entry, by=by, now=now)
    for one in chosen:
        _merge(one, target, reason=reason, by=by, now=now)
    return sync(target, now=now)


def _check(items: Sequence[SupervisedItem], target: SupervisedItem, reason: str) -> None:
    if not reason.strip():
        raise Refused("并案要写明理由，请写好再办。", code="no-remark")
    if not items:
        raise Refused("请选要并进来的事项。", code="nothing")
    for one in items:
        _check_one(one, target)
    if not target.is_open:
        raise Refused(f"{_why(target)}，不能再并进来；请另选一件在办的。", code="circle")


def _check_one(item: SupervisedItem, target: SupervisedItem) -> None:
    if item.pk == target.pk:
        raise Refused("一件事项不能并到自己里，请重新选。", code="circle")
    if item.org_id != target.org_id:
        said = f"{_name(item)}是{item.org}督办的，不能并到{target.org}的事项里。"
        raise Refused(said, code="other-office")
    if not item.is_open:
        raise Refused(f"{_why(item)}，不必再并；请去掉这一件。", code="not-open")


def _why(item: SupervisedItem) -> str:
    if item.merged_into is not None:
        return f"{_name(item)}已经并到{_name(item.merged_into)}"
    return f"{_name(item)}已经{item.get_state_display().removeprefix('已')}"


def _name(item: SupervisedItem) -> str:
    return item.number_text or f"“{item.matter.title[:30]}”"


def _merge(
    item: SupervisedItem, target: SupervisedItem, *, reason: str, by: Person, now: datetime
) -> None:
    note = f"并到{_name(target)}"
    stop(item.matter, Entry("merge", "并案", remark=reason, note=note), by=by, now=now)
    item.merged_into, item.state = target, ItemState.MERGED
    item.save(update_fields=["merged_into", "state"])
    sync(item, now=now)
