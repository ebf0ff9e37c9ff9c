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
from sanban.matters.models import FAR, Matter, MatterFile, MatterFileRole, Step
from sanban.matters.services import Asked, add_checked
from sanban.matters.services.trail import Desk, spread
from sanban.people.models import Person
from sanban.supervision.kinds.supervised_item import (
    APPROVE,
    ARCHIVE,
    ARCHIVED,
    ASSIGN,
    CLOSE_OFF,
    FOLLOW_UP,
    HANDLE,
    PROPOSE,
    VERIFY,
)
from sanban.supervision.models import (
    FollowUpCheck,
    FollowUpResult,
    ReportDue,
    SupervisedItem,
)
from sanban.supervision.services.actors import check_office, is_director, is_office
from sanban.supervision.services.assigning import (
    assigned,
    check_again,
    check_approver,
    check_assignment,
    check_proposal,
    check_reopening,
    give_number,
    put_back_due,
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
from sanban.supervision.services.dates import almanac
from sanban.supervision.services.syncing import locked_item, sync
from sanban.supervision.services.verifying import check_to_leader, check_verified

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
    "close_plain": (check_verified,),
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
PASSED = (FOLLOW_UP.code, ARCHIVE.code, ARCHIVED.code)
"""要销了号才能到的环节。"""
BEFORE_NUMBER = (PROPOSE.code, APPROVE.code)
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
    checked = [guards.check_attachment(one, by=asked.by) for one in uploads]
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
    _check_hand(item, desk)
    return Attempt(item=item, code=code, asked=asked, todo=desk.todo, how=almanac(asked.now))


def _check_hand(item: SupervisedItem, desk: Desk) -> None:
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


# 通用动作：事项照通用的办，台账跟着改


@transaction.atomic
def send_back(
    matter: Matter, stage: str, *, asked: Asked, remark: str, straight_back: bool = False
) -> Matter:
    """退回到办过的环节，台账跟着改。

    :raises Refused: 同 `matters.services.send_back`；督查室的环节由别人退。
    """
    guards.check_typed([remark], by=asked.by)
    item = locked_item(matter)
    check_awake(item)
    _check_hand(item, spread(item.matter, asked))
    moved = matters.send_back(
        item.matter, stage, asked=asked, remark=remark, straight_back=straight_back
    )
    sync(item, now=asked.now)
    return moved


@transaction.atomic
def direct_send(matter: Matter, stage: str, *, asked: Asked, remark: str, choice: Choice) -> Matter:
    """特送，台账跟着改；没有立项的不能特送到办理，没有销号的不能特送到销号以后。

    :raises Refused: 同 `matters.services.direct_send`；越过了立项或者销号。
    """
    guards.check_typed([remark], by=asked.by)
    item = locked_item(matter)
    if stage in PASSED:
        raise Refused("没有销号的不能特送到销号以后，请照“核查、审定、销号”办。", code="not-closed")
    has_begun = item.number and item.due_at < FAR
    if stage not in BEFORE_NUMBER and not has_begun:
        raise Refused("还没有立项编号、定好时限，不能特送到那个环节。", code="no-number")
    moved = matters.direct_send(item.matter, stage, asked=asked, remark=remark, choice=choice)
    sync(item, now=asked.now)
    return moved


@transaction.atomic
def terminate(matter: Matter, *, asked: Asked, remark: str) -> Matter:
    """终止，台账跟着改；立了项的由主任终止。

    :raises Refused: 同 `matters.services.terminate`；立了项而不是主任。
    """
    guards.check_typed([remark], by=asked.by)
    item = locked_item(matter)
    if item.number and not is_director(item.org, asked.by):
        raise Refused("已经立项的由办公室主任终止，请报主任。", code="not-director")
    moved = matters.terminate(item.matter, asked=asked, remark=remark)
    sync(item, now=asked.now)
    return moved


@transaction.atomic
def withdraw(matter: Matter, *, by: Person, now: datetime) -> Matter:
    """撤回上一步，这一步记下的后果跟着退回去，台账照着改。

    :raises Refused: 同 `matters.services.withdraw`；承办单位已经签收、反馈。
    """
    item = locked_item(matter)
    undone = matters.last_undoable(item.matter, by)
    if undone is not None and undone.target_stage == HANDLE.code:
        _check_untouched(undone)
    moved = matters.withdraw(item.matter, by=by, now=now)
    if undone is not None:
        item.matter = moved
        MatterFile.objects.filter(step=undone, retracted_at=None).update(retracted_at=now)
        put_back_due(item, undone.number)
        if undone.action in UNDOING:
            UNDOING[undone.action](item, undone)
    sync(item, now=now)
    return matters.locked(moved)


def _check_untouched(undone: Step) -> None:
    rows = Step.objects.filter(matter=undone.matter, number__gt=undone.number)
    if rows.filter(org__isnull=False).exists():
        said = "承办单位已经签收或者反馈，不能撤回了；要换单位的请用“改派”。"
        raise Refused(said, code="too-late")


def _unapply(item: SupervisedItem, undone: Step) -> None:
    rows = ReportDue.objects.filter(item=item, org=undone.org, met_at=undone.done_at)
    rows.update(met_at=None)


def _unclose(item: SupervisedItem, undone: Step) -> None:
    FollowUpCheck.objects.filter(item=item, done_on=None).delete()


def _unlook(item: SupervisedItem, undone: Step) -> None:
    rows = FollowUpCheck.objects.filter(item=item, step=undone)
    rows.update(done_on=None, result=FollowUpResult.WAITING, note="", by=None, step=None)


UNDOING: dict[str, Callable[[SupervisedItem, Step], None]] = {
    # 走向          撤回时另退的
    "apply_close": _unapply,
    "close_off": _unclose,
    "hold": _unlook,
    "reopen": _unlook,
}
