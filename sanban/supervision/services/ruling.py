"""裁定：督查室准不准一项申请，准了随即照办；中止的恢复，协调的办好。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import FAR
from sanban.matters.services import Entry
from sanban.matters.services.limits import set_due
from sanban.people.models import Person
from sanban.supervision.models import (
    ItemState,
    Outcome,
    RequestKind,
    SideRequest,
    SupervisedItem,
)
from sanban.supervision.services.actors import check_office, is_director
from sanban.supervision.services.dates import (
    Almanac,
    almanac,
    check_days,
    closing,
    day_after_pause,
    day_of,
    due_moment,
    moved_note,
    said,
)
from sanban.supervision.services.reassigning import Orgs, put_orgs
from sanban.supervision.services.requests import locked_request
from sanban.supervision.services.syncing import check_handling, locked_item, sync


@dataclass(frozen=True, slots=True)
class Ruling:
    """一次裁定：准不准、怎么说、准到哪天、改由谁承办。"""

    request: SideRequest
    item: SupervisedItem
    words: str
    granted_on: date | None
    handlers: Orgs
    by: Person
    how: Almanac


Check = Callable[[Ruling], None]
Effect = Callable[[Ruling], None]


def rule(
    request: SideRequest,
    *,
    granted: bool,
    ruling: str,
    by: Person,
    now: datetime,
    granted_on: date | None = None,
    handlers: Orgs = (),
) -> SideRequest:
    """裁定一项申请；同意的随即照办：改派、改时限、中止、转入协调。

    :param granted_on: 准到哪天；不给就用要求的那天。
    :param handlers: 同意异议的，改由哪些单位承办。
    :raises Refused: 不是督查员或主任；本单位领导还没同意；已经裁定；该主任定的不是主任。
    """
    guards.check_typed([ruling], by=by)
    if not granted and not ruling.strip():
        raise Refused("不同意的要写明理由，请写好再裁定。", code="no-remark")
    check_days(granted_on)
    how = almanac(now)
    with transaction.atomic():
        fresh, item = locked_request(request)
        check_office(item.org, by)
        _check_ready(fresh, item)
        day = granted_on or fresh.wanted_on
        made = Ruling(fresh, item, ruling.strip(), day, handlers, by, how)
        _write_as(made, granted=granted)
        sync(item, now=now, how=how)
        _tell(fresh, now=now)
        return fresh


def _check_ready(request: SideRequest, item: SupervisedItem) -> None:
    if request.consented_at is None:
        said_ = f"{request.org}的领导还没有同意，不能裁定；请与他们联系。"
        raise Refused(said_, code="not-consented")
    check_handling(item)


def _write_as(ruling: Ruling, *, granted: bool) -> None:
    """不准的只记下；准的先过关口，记下，再照办。"""
    kind = ruling.request.kind
    if granted and kind in CHECKS:
        CHECKS[kind](ruling)
    _write(ruling, granted=granted)
    if granted and kind in EFFECTS:
        EFFECTS[kind](ruling)


def _write(ruling: Ruling, *, granted: bool) -> None:
    """留痕、记裁定；同意延期的，时限落在休息日的顺延，写在去向里。"""
    request, now = ruling.request, ruling.how.now
    outcome = Outcome.GRANTED if granted else Outcome.REFUSED
    label = f"{outcome.label}{request.get_kind_display()}"
    day = ruling.granted_on if granted and request.kind in DATED else None
    notes = (f"到{said(day)}" if day else "", moved_note(day, ruling.how.calendar))
    note = "；".join(one for one in notes if one)
    entry = Entry(f"rule_{request.kind}", label, remark=ruling.words, note=note, is_work=False)
    request.step = matters.write(ruling.item.matter, entry, by=ruling.by, now=now)
    request.outcome, request.ruling = outcome, ruling.words
    request.granted_on, request.ruled_by, request.ruled_at = day, ruling.by, now
    names = ["step", "outcome", "ruling", "granted_on", "ruled_by", "ruled_at"]
    request.save(update_fields=names)


def _tell(request: SideRequest, *, now: datetime) -> None:
    words = f"{request.get_kind_display()}：{request.get_outcome_display()}"
    inbox.send(
        [request.by],
        kind="supervision",
        title=f"{words}　{request.item.matter.title}",
        cause=f"request:{request.pk}:{request.outcome}",
        now=now,
        link=f"/matters/{request.item_id}/",
    )


# 准之前


def _check_handlers(ruling: Ruling) -> None:
    if not ruling.handlers:
        raise Refused("同意异议的，请选定改由哪些单位承办。", code="no-doer")


def _check_later(ruling: Ruling) -> None:
    due_at, day = ruling.item.due_at, ruling.granted_on
    if day is None or day < ruling.how.today:
        raise Refused("请选准到哪一天，要在今天以后。", code="no-day")
    if due_at < FAR and day <= day_of(due_at):
        raise Refused(f"准到的日子应在现在的时限{said(day_of(due_at))}以后。", code="not-later")


def _check_extension(ruling: Ruling) -> None:
    _check_later(ruling)
    item = ruling.item
    if item.extension_count < ruling.how.rules.extensions or is_director(item.org, ruling.by):
        return
    said_ = f"这件已经延期 {item.extension_count} 次，再延要由办公室主任定，请报主任。"
    raise Refused(said_, code="second-extension")


def _check_phase(ruling: Ruling) -> None:
    if ruling.granted_on is None or ruling.granted_on <= ruling.how.today:
        raise Refused("请定下一阶段的时限，要在今天以后。", code="no-day")


# 准以后


def _reassign(ruling: Ruling) -> None:
    reason = ruling.words or "异议成立"
    put_orgs(ruling.item, ruling.handlers, by=ruling.by, now=ruling.how.now, reason=reason)


def _extend(ruling: Ruling) -> None:
    set_due(ruling.item.matter, due_moment(ruling.granted_on, ruling.how.calendar))


def _end_phase(ruling: Ruling) -> None:
    """这一阶段办结：到今天为止的节点算完成，时限改到下一阶段。"""
    today = ruling.how.today
    passed = ruling.item.milestones.filter(done_on=None, due_on__lte=today)
    passed.update(done_on=today, note="阶段办结")
    _extend(ruling)


DATED = (RequestKind.EXTENSION, RequestKind.PHASE, RequestKind.SUSPENSION)
"""有日子的申请。"""
# fmt: off
CHECKS: dict[str, Check] = {
    # 何种                      准之前；没列的不另查
    RequestKind.OBJECTION:     _check_handlers,
    RequestKind.EXTENSION:     _check_extension,
    RequestKind.PHASE:         _check_phase,
}
EFFECTS: dict[str, Effect] = {
    # 何种                      准以后，同一事务；没列的状态由裁定得出
    RequestKind.OBJECTION:     _reassign,
    RequestKind.EXTENSION:     _extend,
    RequestKind.PHASE:         _end_phase,
}
# fmt: on


# 恢复、办好


def resume_day(item: SupervisedItem, how: Almanac) -> date | None:
    """中止的现在恢复，时限按规矩该是哪天；没有时限的为空。"""
    found = item.requests.in_force(RequestKind.SUSPENSION).order_by("id").first()
    if found is None or found.ruled_at is None or item.due_at >= FAR:
        return None
    return day_after_pause(day_of(item.due_at), since=day_of(found.ruled_at), how=how)


@transaction.atomic
def resume(
    item: SupervisedItem, *, by: Person, now: datetime, due_on: date | None = None, note: str = ""
) -> SupervisedItem:
    """恢复办理：时限按中止了几个工作日顺推，督查室可以另定。

    :param due_on: 另定的时限；不给就用顺推的。
    :raises Refused: 不是督查员或主任；没有中止；另定的时限已过。
    """
    guards.check_typed([note], by=by)
    check_days(due_on)
    fresh = locked_item(item)
    check_office(fresh.org, by)
    if fresh.state != ItemState.SUSPENDED:
        raise Refused("这件事项没有中止，不必恢复；请刷新页面。", code="not-suspended")
    how = almanac(now)
    day = due_on or resume_day(fresh, how)
    if day is not None and closing(day) < now:
        raise Refused("恢复以后的时限已经过了，请另定一天。", code="due-past")
    told = f"时限改到{said(day)}" if day else ""
    words = "；".join(one for one in (told, moved_note(day, how.calendar)) if one)
    entry = Entry("resume", "恢复办理", remark=note, note=words, is_work=False)
    matters.write(fresh.matter, entry, by=by, now=now)
    fresh.requests.in_force(RequestKind.SUSPENSION).update(resumed_at=now)
    if day is not None:
        set_due(fresh.matter, due_moment(day, how.calendar))
    return sync(fresh, now=now, how=how)


@transaction.atomic
def settle_coordination(
    request: SideRequest, *, note: str, by: Person, now: datetime
) -> SideRequest:
    """协调好了：写明怎样协调的。

    :raises Refused: 不是督查员或主任；不在协调；没写结果。
    """
    guards.check_typed([note], by=by)
    item = locked_item(SupervisedItem(pk=request.item_id))
    check_office(item.org, by)
    rows = item.requests.in_force(RequestKind.COORDINATION).filter(pk=request.pk)
    fresh = rows.select_related("by").first()
    if fresh is None:
        raise Refused("这一项不在协调，请刷新页面看结果。", code="stale")
    if not note.strip():
        raise Refused("请写明怎样协调的、结果如何。", code="no-remark")
    entry = Entry("coordinated", "协调办好", remark=note, is_work=False)
    matters.write(item.matter, entry, by=by, now=now)
    fresh.resumed_at = now
    fresh.save(update_fields=["resumed_at"])
    return fresh
