"""通用动作：退回、特送、终止、撤回，事项照通用的办，督办的台账跟着改。"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import FAR, Matter, Step
from sanban.matters.services import Asked
from sanban.matters.services.trail import spread
from sanban.people.models import Person
from sanban.supervision.kinds.supervised_item import (
    APPROVE,
    ARCHIVE,
    ARCHIVED,
    FOLLOW_UP,
    HANDLE,
    PROPOSE,
)
from sanban.supervision.models import FollowUpCheck, FollowUpResult, ReportDue, SupervisedItem
from sanban.supervision.services.actors import is_director
from sanban.supervision.services.assigning import put_back_due
from sanban.supervision.services.closing import check_awake
from sanban.supervision.services.holding import put_back_signed
from sanban.supervision.services.moving import check_hand
from sanban.supervision.services.syncing import locked_item, sync

BEFORE_NUMBER = (PROPOSE.code, APPROVE.code)
PASSED = (FOLLOW_UP.code, ARCHIVE.code, ARCHIVED.code)
"""要销了号才能到的环节。"""


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
    check_hand(item, spread(item.matter, asked))
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
        matters.retract_with(undone, now=now)
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


def _unreopen(item: SupervisedItem, undone: Step) -> None:
    _unlook(item, undone)
    put_back_signed(item, undone)


UNDOING: dict[str, Callable[[SupervisedItem, Step], None]] = {
    # 走向          撤回时另退的
    "apply_close": _unapply,
    "close_off": _unclose,
    "hold": _unlook,
    "reopen": _unreopen,
}
