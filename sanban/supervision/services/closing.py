"""销号和回头看：只有督查室能销号；销号后到日子再看一次，反弹的重新办理。"""

from datetime import date, datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterState, Todo, TodoMode, TodoState
from sanban.matters.services import Entry
from sanban.people.models import Person
from sanban.supervision.kinds.supervised_item import FOLLOW_UP
from sanban.supervision.models import (
    FollowUpCheck,
    FollowUpResult,
    Handler,
    ReportDue,
    RequestKind,
    SupervisedItem,
)
from sanban.supervision.services.actors import check_office
from sanban.supervision.services.assigning import keep_due
from sanban.supervision.services.attempt import Attempt, last_step
from sanban.supervision.services.dates import closing, day_of, follow_up_day, said, workday_from
from sanban.supervision.services.holding import sign_anew
from sanban.supervision.services.notices import draw_notice
from sanban.supervision.services.syncing import check_handling, locked_item
from sanban.supervision.services.verifying import check_consented

# 申请办结


def check_application(attempt: Attempt) -> Attempt:
    """申请办结的关口：没有中止；本单位的异议裁定了。

    :raises Refused: 中止着；异议还没有裁定。
    """
    check_handling(attempt.item)
    waiting = attempt.item.requests.filter(
        outcome="", kind=RequestKind.OBJECTION, org=attempt.todo.org
    )
    if waiting.exists():
        said_ = "本单位提的异议还没有裁定，请等裁定，或撤回异议再申请办结。"
        raise Refused(said_, code="objection-waiting")
    return attempt


def applied(attempt: Attempt, moved: Matter) -> None:
    """申请办结以后：没签收的算签收了，欠着的和末了的应报算报了。"""
    org, item, now = attempt.todo.org, attempt.item, attempt.now
    handlers = Handler.objects.filter(item=item, org=org, released_at=None)
    handlers.filter(acknowledged_at=None).update(
        acknowledged_at=now, acknowledged_by=attempt.holder
    )
    handlers.update(reported_at=now)
    owed = ReportDue.objects.filter(item=item, org=org, met_at=None, excused_at=None)
    last = day_of(item.due_at)
    owed.filter(due_on__lte=attempt.how.today).update(met_at=now)
    owed.filter(due_on=last).update(met_at=now)


# 销号


def check_closing(attempt: Attempt) -> Attempt:
    """销号的关口：报结、核实、领导审定了；回头看的日子在今天以后，差事到那天才醒。

    :raises Refused: 没有报结、核实、领导审定；日子不对。
    """
    attempt = check_consented(attempt)
    day = _follow_up_on(attempt)
    if day <= attempt.how.today:
        raise Refused("回头看的日子要在今天以后，请另选一天。", code="due-past")
    choice = attempt.choice
    due = type(choice)(choice.people, choice.orgs, closing(day))
    return attempt.but(choice=due)


def _follow_up_on(attempt: Attempt) -> date:
    wanted = attempt.extra.follow_up_on
    if wanted is None:
        return follow_up_day(attempt.how)
    return workday_from(wanted, attempt.how.calendar)


def closed_off(attempt: Attempt, moved: Matter) -> None:
    """销号以后：定下回头看，差事睡到那一天。"""
    FollowUpCheck.objects.create(item=attempt.item, due_on=_follow_up_on(attempt))
    for todo in _follow_up_todos(moved):
        matters.sleep(todo)


def _follow_up_todos(matter: Matter) -> list[Todo]:
    rows = Todo.objects.live(matter).filter(stage=FOLLOW_UP.code, mode=TodoMode.MAIN)
    return list(rows)


# 回头看


def check_awake(item: SupervisedItem) -> None:
    """回头看的日子到了没有；没到的差事还睡着。

    :raises Refused: 没到。
    """
    if item.matter.stage != FOLLOW_UP.code or item.matter.state != MatterState.RUNNING:
        return
    if any(todo.state == TodoState.OPEN for todo in _follow_up_todos(item.matter)):
        return
    day = item.follow_up_on
    when = f"定在{said(day)}" if day else "还没有到日子"
    raise Refused(f"回头看{when}，到那天再办；要提前看的请用“回头看”。", code="asleep")


@transaction.atomic
def wake_follow_up(item: SupervisedItem, *, now: datetime, by: Person | None = None) -> int:
    """叫醒回头看的差事，返回叫醒几份；醒着的不动。到日子由钟点叫，提前看由督查室叫。"""
    fresh = locked_item(item)
    asleep = [one for one in _follow_up_todos(fresh.matter) if one.state == TodoState.WAITING]
    if not asleep or fresh.matter.stage != FOLLOW_UP.code:
        return 0
    label = "提前回头看" if by else "到期回头看"
    entry = Entry("wake_follow_up", label, is_work=False)
    step = matters.write(fresh.matter, entry, by=by, now=now)
    for todo in asleep:
        matters.wake(todo, step)
    return len(asleep)


def check_held(attempt: Attempt) -> Attempt:
    """已巩固、重新办理的关口：有一次等着的回头看。

    :raises Refused: 没有。
    """
    if not attempt.item.follow_ups.filter(done_on=None).exists():
        raise Refused("没有等着的回头看，请刷新页面看最新进展。", code="no-follow-up")
    return attempt


def held(attempt: Attempt, moved: Matter) -> None:
    """看过了，没有反弹。"""
    _settle(attempt, moved, FollowUpResult.HELD)


def reopened(attempt: Attempt, moved: Matter) -> None:
    """看过了，反弹了，交回原来的承办单位，重新签收，另排一份督办通知单。"""
    _settle(attempt, moved, FollowUpResult.REBOUNDED)
    keep_due(attempt, moved)
    sign_anew(attempt.item, moved)
    draw_notice.enqueue(moved.pk, last_step(moved).pk)


def _settle(attempt: Attempt, moved: Matter, result: str) -> None:
    FollowUpCheck.objects.filter(item=attempt.item, done_on=None).update(
        done_on=attempt.how.today,
        result=result,
        note=attempt.remark.strip(),
        by=attempt.holder,
        step=last_step(moved),
    )


def check_look(item: SupervisedItem, note: str, *, by: Person) -> None:
    """回头看的人和话。

    :raises Refused: 不是督查员或主任；没写情况；带密级标志。
    """
    check_office(item.org, by)
    guards.check_typed([note], by=by)
    if not note.strip():
        raise Refused("回头看要写明看到的情况，请写好再办。", code="no-remark")
