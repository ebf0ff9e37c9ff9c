"""发文走一步：办之前过这一步的关口，办的时候在同一事务里记下后果；都是表。"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sanban.archives.services.filing import MOVE as ARCHIVE
from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import CONSULT, COSIGN
from sanban.documents.models import Outgoing
from sanban.documents.services.inking import bind_ink
from sanban.documents.services.issuing.attempt import (
    NO_EXTRA,
    Attempt,
    Extra,
    last_step,
    opened,
    same_version,
)
from sanban.documents.services.issuing.clearing import check_reviewed
from sanban.documents.services.issuing.consulting import (
    check_answer,
    check_settled,
    forget_answer,
    keep_answer,
    open_rows,
)
from sanban.documents.services.issuing.dispatching import check_sent, sent_out
from sanban.documents.services.issuing.figures import count_faults, keep_faults
from sanban.documents.services.issuing.filing import file_outgoing
from sanban.documents.services.issuing.numbering import check_numbered, check_prefix, give_number
from sanban.documents.services.issuing.printing import check_finals
from sanban.documents.services.issuing.rechecking import (
    check_formalities,
    check_unchanged,
    keep_redline,
)
from sanban.documents.services.issuing.sealing import (
    check_form,
    check_printed,
    check_stamped,
    printed,
)
from sanban.documents.services.issuing.signing import (
    before_signing,
    check_signers,
    freeze,
    same_signers,
    thaw,
)
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.matters import services as matters
from sanban.matters.doers import NOTHING, Choice, Grant
from sanban.matters.models import Matter, MatterFileRole, Step
from sanban.matters.services import Asked, Entry, add_checked
from sanban.matters.services.duties import deputies, hand_on, stand_in
from sanban.people.models import Person

Gate = Callable[[Attempt], Attempt]
Effect = Callable[[Attempt, Matter], object]

# fmt: off
GATES: dict[str, tuple[Gate, ...]] = {
    # 走向         办之前
    "to_review":  (check_settled, count_faults),
    "to_check":   (check_settled,),
    "consulted":  (check_answer,),
    "cosigned":   (check_answer,),
    "to_leader":  (check_signers, check_reviewed),
    "sign_off":   (before_signing,),
    "sign_again": (same_signers,),
    "to_number":  (check_unchanged, check_formalities),
    "to_print":   (check_unchanged, check_formalities),
    "number":     (check_prefix, check_formalities, check_unchanged),
    "print":      (check_unchanged, check_numbered, check_finals, check_stamped, check_form),
    "dispatch":   (check_unchanged, check_numbered, check_printed, check_finals, check_stamped,
                   check_sent),
}
EFFECTS: dict[str, Effect] = {
    # 走向         办好之后，同一事务
    "to_review":  keep_faults,
    "consulted":  keep_answer,
    "cosigned":   keep_answer,
    "sign_off":   freeze,
    "sign_again": keep_redline,
    "to_number":  keep_redline,
    "to_print":   keep_redline,
    "number":     give_number,
    "print":      printed,
    "dispatch":   sent_out,
}
ENTERED: dict[str, Callable[[Matter, Step], None]] = {
    # 到了环节     刚进去
    CONSULT.code: open_rows,
    COSIGN.code:  open_rows,
}
SIGNING = ("sign_off", "decline")
"""委托到期了就不能再代办的。"""
# fmt: on


def move(
    matter: Matter,
    code: str,
    *,
    asked: Asked,
    remark: str = "",
    choice: Choice = NOTHING,
    extra: Extra = NO_EXTRA,
    uploads: Iterable[Upload] = (),
) -> Matter:
    """发文按流程表走一步：先过关口，再走，再记后果；不成就一样也不留。

    :param extra: 有的走向另要的几项，见 `Extra`。
    :raises Refused: 流程机的各种不许；这一步的关口没有过；代签的委托已经到期（差事转回本人）。
    """
    if code == ARCHIVE:
        return file_outgoing(matter, by=asked.by, now=asked.now).matter
    guards.check_typed([remark, extra.override], by=asked.by)
    checked = [guards.check_attachment(one, by=asked.by) for one in uploads]
    attempt = opened(matter, code, asked).but(remark=remark, choice=choice, extra=extra)
    _refuse_expired(attempt)
    for gate in GATES.get(code, ()):
        attempt = gate(attempt)
    with transaction.atomic():
        moved = matters.move(
            matter, code, asked=asked, remark=attempt.remark, choice=attempt.choice
        )
        same_version(attempt)
        _settle_step(attempt, moved)
        _add_files(moved, checked, asked)
        if extra.readers:
            matters.circulate(moved, extra.readers, by=asked.by, now=asked.now, note=remark)
    return moved


def _add_files(moved: Matter, checked: list[Checked], asked: Asked) -> None:
    if checked:
        role, step = MatterFileRole.FEEDBACK, last_step(moved)
        add_checked(moved, checked, role=role, by=asked.by, now=asked.now, step=step)


def _settle_step(attempt: Attempt, moved: Matter) -> None:
    bind_ink(moved, by=attempt.asked.on_paper_for or attempt.asked.by)
    has_entered = moved.round == moved.step_no and moved.stage in ENTERED
    if has_entered:
        ENTERED[moved.stage](moved, last_step(moved))
    if attempt.code in EFFECTS:
        EFFECTS[attempt.code](attempt, moved)


def _refuse_expired(attempt: Attempt) -> None:
    """代人签发的，此刻委托还在不在；不在的转回本人，再说一句。

    :raises Refused: 委托已经到期或者取消。
    """
    todo, now = attempt.todo, attempt.asked.now
    owner = todo.on_behalf_of if todo and attempt.code in SIGNING else None
    if todo is None or owner is None:
        return
    if stand_in(Grant(owner), deputies(now)).person.pk == todo.person_id:
        return
    _give_back(attempt, owner, now)
    ended = _ended(todo.person, owner, now)
    said = f"您代{owner.name}签发的委托{ended}，这一件已转回{owner.name}本人。"
    raise Refused(said, code="delegation-over")


def _ended(deputy: Person, owner: Person, now: datetime) -> str:
    rows = owner.delegations.filter(deputy=deputy, cancelled_at=None).order_by("-until")
    today = timezone.localtime(now).date()
    last = rows.filter(until__lt=today).values_list("until", flat=True).first()
    return f"已于{last:%-m月%-d日}到期" if last else "现在不在有效期内"


@transaction.atomic
def _give_back(attempt: Attempt, owner: Person, now: datetime) -> None:
    fresh = matters.running(attempt.matter)
    note = f"委托已不在有效期内，由{attempt.duty.person.name}转回{owner.name}"
    step = matters.write(fresh, Entry("delegation_over", "转回本人", note=note), by=None, now=now)
    attempt.duty.matter = fresh
    hand_on(attempt.duty, Grant(owner, attempt.duty.org, attempt.duty.part), step)


@transaction.atomic
def withdraw(matter: Matter, undone: Step | None, *, by: Person, now: datetime) -> Matter:
    """撤回上一步，这一步记下的后果跟着退回去。

    :raises Refused: 同 `matters.services.withdraw`；上一步是核发的。
    """
    if undone is not None and undone.action == "dispatch":
        said = "文件已经核发到各单位，不能退回重办；要收回请用“撤回发文”，要改请用“更正”。"
        raise Refused(said, code="dispatched")
    moved = matters.withdraw(matter, by=by, now=now)
    if undone is not None:
        forget_answer(moved, undone)
        matters.retract_with(undone, now=now)
        if undone.action == "sign_off":
            thaw(moved)
        if undone.action == "print":
            Outgoing.objects.filter(pk=moved.pk).update(printed_at=None)
    return moved
