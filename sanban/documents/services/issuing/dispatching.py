"""核发：定稿没有被人动过，发给各单位；发出就生效，答复的来文那边也记一笔。"""

from collections.abc import Iterable
from datetime import datetime

from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import DISPATCH
from sanban.documents.models import Distribution, Force, Outgoing
from sanban.documents.services.distributing import distribute
from sanban.documents.services.issuing.attempt import Attempt, of_matter
from sanban.documents.services.issuing.printing import verify_finals
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterState, Todo
from sanban.matters.services import Entry
from sanban.people.models import Org, Person


def dispatch(
    outgoing: Outgoing,
    orgs: Iterable[Org],
    *,
    by: Person,
    now: datetime,
    wants_handling: bool = False,
    note: str = "",
) -> list[Distribution]:
    """核发以后补发给若干单位，记送、收、阅、办四道回执；核发时的单位在走向里选。

    :raises Refused: 还没付印、核发；定稿被人动过；没有联络员；都发过了；不是文书或主任；已经撤回。
    """
    fresh = of_matter(outgoing.matter)
    _check_dispatched(fresh)
    if fresh.force not in (Force.DRAFT, Force.IN_FORCE):
        raise Refused(f"这份文件{fresh.get_force_display()}，不能再发。", code="not-in-force")
    verify_finals(fresh, by=by)
    return distribute(fresh.matter, orgs, by=by, now=now, wants_handling=wants_handling, note=note)


def _check_dispatched(outgoing: Outgoing) -> None:
    if outgoing.dispatched_at is not None:
        return
    if outgoing.matter.stage == DISPATCH.code:
        said = "这份文件还没有核发，请先按“核发”，要发给的单位在核发时一并选。"
        raise Refused(said, code="not-dispatched")
    said = f"现在是“{outgoing.matter.stage_label}”环节，还不能发，请先用印、核发。"
    raise Refused(said, code="not-printed")


def check_sent(attempt: Attempt) -> Attempt:
    """核发的关口：发给了谁；系统以外的单位，意见里说明怎样送的。

    :raises Refused: 一个单位也没发，又没有说明。
    """
    sent = Distribution.objects.of(attempt.matter).exists()
    if not (sent or attempt.choice.orgs or attempt.remark.strip()):
        said = "请选要发给的单位；都在系统以外的，请在意见里写明怎样送的（机要交换、邮寄等）。"
        raise Refused(said, code="nobody")
    return attempt


def sent_out(attempt: Attempt, moved: Matter) -> None:
    """发出：走向里选的单位一并发，文件生效，告诉起草的人和答复的来文那边。"""
    outgoing, asked = attempt.outgoing, attempt.asked
    orgs = [org for org, _ in attempt.choice.orgs]
    if orgs:
        distribute(moved, orgs, by=asked.by, now=asked.now)
    outgoing.dispatched_at, outgoing.force = asked.now, Force.IN_FORCE
    outgoing.save(update_fields=["dispatched_at", "force"])
    _tell_drafter(outgoing, asked.now)
    _note_answered(outgoing, asked.now)


def _tell_drafter(outgoing: Outgoing, now: datetime) -> None:
    matter = outgoing.matter
    inbox.send(
        [matter.drafter],
        kind="dispatched",
        title=f"您起草的“{matter.title}”已经发出（{outgoing.number or '不编号'}）",
        cause=f"dispatch:{matter.pk}",
        now=now,
        link=f"/matters/{matter.pk}/",
    )


def _note_answered(outgoing: Outgoing, now: datetime) -> None:
    """答复的来文还在办的，留一步，告诉正在办的人。"""
    answered = outgoing.answers
    if answered is None:
        return
    fresh = matters.locked(answered)
    if fresh.state != MatterState.RUNNING:
        return
    note = f"已以 {outgoing.number or outgoing.matter.title} 答复"
    step = matters.write(
        fresh, Entry("answered", "已答复", note=note, is_work=False), by=None, now=now
    )
    people = [todo.person for todo in Todo.objects.live(fresh).select_related("person")]
    inbox.send(
        people,
        kind="answered",
        title=f"“{fresh.title}”{note}",
        cause=f"step:{step.pk}",
        now=now,
        link=f"/matters/{fresh.pk}/",
    )
