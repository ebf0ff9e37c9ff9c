"""督办走一步：办之前过这一步的关口，办好在同一事务里记下后果、改好台账；都是表。"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.matters import kinds
from sanban.matters import services as matters
from sanban.matters.doers import NOTHING, Choice
from sanban.matters.models import Matter, MatterFileRole
from sanban.matters.services import Asked, add_checked
from sanban.matters.services.trail import Desk, spread
from sanban.people.models import Person
from sanban.supervision.kinds.supervised_item import (
    ARCHIVE,
    ASSIGN,
    CLOSE_OFF,
    FOLLOW_UP,
    VERIFY,
)
from sanban.supervision.models import (
    FollowUpResult,
    SupervisedItem,
)
from sanban.supervision.services.actors import check_office, is_office
from sanban.supervision.services.assigning import (
    assigned,
    check_again,
    check_approver,
    check_assignment,
    check_proposal,
    check_reopening,
    give_number,
)
from sanban.supervision.services.attempt import NO_EXTRA, Attempt, ItemExtra, last_step
from sanban.supervision.services.closing import (
    applied,
    check_application,
    check_awake,
    check_closing,
    check_held,
    check_look,
    closed_off,
    held,
    reopened,
    wake_follow_up,
)
from sanban.supervision.services.dates import almanac, check_days, day_of
from sanban.supervision.services.photos import check_upload
from sanban.supervision.services.syncing import locked_item, sync
from sanban.supervision.services.verifying import check_consented, check_to_leader

Gate = Callable[[Attempt], Attempt]
Effect = Callable[[Attempt, Matter], None]

# fmt: off
GATES: dict[str, tuple[Gate, ...]] = {
    # 走向          办之前
    "to_approve":  (check_proposal,),
    "approve":     (check_approver,),
    "decline":     (check_approver,),
    "assign":      (check_assignment,),
    "apply_close": (check_application,),
    "to_leader":   (check_to_leader,),
    "redo":        (check_again,),
    "consent":     (check_approver,),
    "refuse":      (check_approver,),
    "close_off":   (check_closing,),
    "close_plain": (check_consented,),
    "hold":        (check_held,),
    "reopen":      (check_held, check_reopening),
}
EFFECTS: dict[str, Effect] = {
    # 走向          办好之后，同一事务
    "approve":     give_number,
    "assign":      assigned,
    "apply_close": applied,
    "redo":        assigned,
    "close_off":   closed_off,
    "hold":        held,
    "reopen":      reopened,
}
OFFICE_STAGES = (ASSIGN.code, VERIFY.code, CLOSE_OFF.code, FOLLOW_UP.code, ARCHIVE.code)
"""只由督查室办的环节；差事转到了别人手上也不行。"""
ARCHIVING = "archive"
LOOKS = {FollowUpResult.HELD: "hold", FollowUpResult.REBOUNDED: "reopen"}
# fmt: on


def move(
    matter: Matter,
    code: str,
    *,
    asked: Asked,
    remark: str = "",
    choice: Choice = NOTHING,
    uploads: Iterable[Upload] = (),
    extra: ItemExtra = NO_EXTRA,
) -> Matter:
    """督办按流程表走一步：先过关口，再走，再记后果、改台账；不成就一样也不留。

    :param extra: 有的走向另要的几项，见 `ItemExtra`。
    :raises Refused: 流程机的各种不许；这一步的关口没有过；归档要从归档页办。
    """
    if code == ARCHIVING:
        raise Refused("归档请在“归档”里定好保管期限再办。", code="archive-page")
    guards.check_typed([remark], by=asked.by)
    wanted = choice.due_at and day_of(choice.due_at)
    check_days(extra.due_on, extra.follow_up_on, wanted)
    checked = [check_upload(one, by=asked.by) for one in uploads]
    with transaction.atomic():
        attempt = _opened(matter, code, asked)
        attempt = _gated(attempt.but(remark=remark, choice=choice, extra=extra))
        moved = matters.move(
            attempt.matter, code, asked=asked, remark=attempt.remark, choice=attempt.choice
        )
        _add_files(moved, checked, asked)
        if code in EFFECTS:
            EFFECTS[code](attempt, moved)
        sync(attempt.item, now=asked.now, how=attempt.how)
    return moved


def _opened(matter: Matter, code: str, asked: Asked) -> Attempt:
    """锁住、摊开，先看由不由此人办。"""
    item = locked_item(matter)
    check_awake(item)
    desk = spread(item.matter, asked)
    check_hand(item, desk)
    return Attempt(item=item, code=code, asked=asked, todo=desk.todo, how=almanac(asked.now))


def check_hand(item: SupervisedItem, desk: Desk) -> None:
    """督查室的环节，差事转到谁手上，也要是督查员、主任，或者本单位受他们委托的人。

    :raises Refused: 不是。
    """
    if desk.stage.code not in OFFICE_STAGES or is_office(item.org, desk.by):
        return
    owner = desk.todo.on_behalf_of
    stands_in = owner is not None and desk.by.org_id == item.org_id and is_office(item.org, owner)
    if not stands_in:
        check_office(item.org, desk.by)


def _gated(attempt: Attempt) -> Attempt:
    """过关口；不在这个环节的走向，交给流程机去说。"""
    moves = kinds.kind_of(attempt.matter).moves_from(attempt.matter.stage, attempt.matter.values)
    if attempt.code not in [one.code for one in moves]:
        return attempt
    for gate in GATES.get(attempt.code, ()):
        attempt = gate(attempt)
    return attempt


def _add_files(moved: Matter, checked: list[Checked], asked: Asked) -> None:
    if checked:
        role, step = MatterFileRole.FEEDBACK, last_step(moved)
        add_checked(moved, checked, role=role, by=asked.by, now=asked.now, step=step)


def look_back(
    item: SupervisedItem,
    *,
    result: str,
    note: str,
    by: Person,
    now: datetime,
    due_on: date | None = None,
) -> SupervisedItem:
    """回头看：没有反弹的去归档，反弹的重新办理；没到日子的，先叫醒再看。

    :param due_on: 重新办理的完成时限。
    :raises Refused: 不是督查员或主任；没写情况；没选结果；重新办理没定时限。
    """
    check_look(item, note, by=by)
    if result not in LOOKS:
        raise Refused("请选回头看的结果：已巩固，还是反弹。", code="no-result")
    with transaction.atomic():
        wake_follow_up(item, now=now, by=by)
        extra = ItemExtra(due_on=due_on)
        asked = Asked(by, now)
        move(item.matter, LOOKS[FollowUpResult(result)], asked=asked, remark=note, extra=extra)
        return locked_item(item)
