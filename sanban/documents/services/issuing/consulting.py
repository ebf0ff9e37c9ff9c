"""会签、征求意见：送出时一人一行，答复随走向记下，采纳不采纳写明理由。"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.documents.models import Adoption, Answer, Consultation, Outgoing
from sanban.documents.services.issuing.attempt import Attempt, newest_of
from sanban.documents.services.register import OFFICE
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter, Step, Todo
from sanban.matters.services import Entry
from sanban.people.models import Person

AGAINST, WITH = ("不同意", "不赞成", "反对"), ("同意", "无意见", "没有意见", "赞成")
REASONED = (Adoption.PARTLY, Adoption.NOT_ADOPTED)
ENDS = "，。；、 ！!.;"


def open_rows(matter: Matter, step: Step) -> None:
    """进了会签、征求意见，给每份差事各记一行。"""
    version = newest_of(matter).number
    Consultation.objects.bulk_create(
        Consultation(
            matter=matter,
            stage=matter.stage,
            round=matter.round,
            version=version,
            org=todo.org,
            person=todo.on_behalf_of or todo.person,
            asked_at=step.done_at,
        )
        for todo in Todo.objects.live(matter).select_related("org", "person", "on_behalf_of")
    )


def read_answer(words: str) -> str:
    """从意见的字面看是同意、同意而有意见、还是不同意。"""
    said = words.strip().strip(ENDS)
    if any(said.startswith(one) for one in AGAINST):
        return Answer.REFUSE
    rest = next((said.removeprefix(one) for one in WITH if said.startswith(one)), said)
    return Answer.COMMENTS if rest.strip(ENDS) else Answer.AGREE


def check_answer(attempt: Attempt) -> Attempt:
    """答复要写得出是哪一种。

    :raises Refused: 选的不在三种之中；选了不同意、有意见而没有写意见。
    """
    answer = attempt.extra.answer or read_answer(attempt.remark)
    if answer not in Answer.values or not answer:
        raise Refused("请选一种答复：同意、同意但有修改意见，或者不同意。", code="bad-choice")
    if answer != Answer.AGREE and not attempt.remark.strip():
        raise Refused("有意见的请写明意见，方便起草的人修改。", code="no-remark")
    return attempt


def keep_answer(attempt: Attempt, matter: Matter) -> None:
    """把答复记到那一行。"""
    row = _row_of(attempt)
    if row is None:
        return
    row.answer = attempt.extra.answer or read_answer(attempt.remark)
    row.opinion, row.answered_at = attempt.remark.strip(), attempt.asked.now
    row.person = attempt.owner
    row.save(update_fields=["answer", "opinion", "answered_at", "person"])


def _row_of(attempt: Attempt) -> Consultation | None:
    """这份差事对应的一行；转办过的，找送给原来那人而还空着的一行。"""
    rows = Consultation.objects.of(attempt.matter).filter(round=attempt.duty.round, answer="")
    mine = rows.filter(org=attempt.duty.org) if attempt.duty.org else rows
    return mine.filter(person=attempt.owner).first() or mine.first()


def forget_answer(matter: Matter, undone: Step) -> None:
    """撤回了答复，那一行恢复未复；撤回了送出，那一轮的几行一并撤下。"""
    rows = Consultation.objects.filter(matter=matter)
    rows.filter(round=undone.number, answer="").delete()
    rows.filter(answered_at=undone.done_at, person__in=_people(undone)).update(
        answer="", opinion="", answered_at=None, adoption="", adoption_reason=""
    )


def _people(step: Step) -> list[int]:
    return [pk for pk in (step.person_id, step.on_behalf_of_id) if pk]


def check_settled(attempt: Attempt) -> Attempt:
    """意见都说过采纳不采纳，才好送出。

    :raises Refused: 还有没说的。
    """
    left = Consultation.objects.unsettled(attempt.matter)
    if left:
        who = "、".join(dict.fromkeys(str(one.org or one.person) for one in left))
        said = f"{who}的意见还没有说采纳不采纳，请逐条处理好再送。"
        raise Refused(said, code="not-settled")
    return attempt


@transaction.atomic
def settle(
    consultation: Consultation, adoption: str, *, reason: str = "", by: Person, now: datetime
) -> Consultation:
    """处理一条意见：采纳、部分采纳、不采纳；不全采纳的写明理由。

    :raises Refused: 不是起草人也不是文书、主任；没有答复；没选；没写理由；带密级标志。
    """
    guards.check_typed([reason], by=by)
    matter = matters.running(consultation.matter)
    row = Consultation.objects.of(matter).select_for_update(of=("self",)).get(pk=consultation.pk)
    _check_settling(matter, row, (adoption, reason), by)
    label = Adoption(adoption).label
    note = f"{row.org or row.person}的意见：{label}"
    entry = Entry("settle", "处理意见", remark=reason, note=note, is_work=False)
    matters.write(matter, entry, by=by, now=now)
    row.adoption, row.adoption_reason = adoption, reason.strip()[:300]
    row.settled_by, row.settled_at = by, now
    row.save(update_fields=["adoption", "adoption_reason", "settled_by", "settled_at"])
    return row


def _check_settling(matter: Matter, row: Consultation, said: tuple[str, str], by: Person) -> None:
    adoption, reason = said
    if by.pk != matter.drafter_id and not matters.has_role(by, matter, OFFICE):
        raise Refused("意见由起草人处理，请与起草人联系。", code="not-yours")
    if not row.answer:
        raise Refused("对方还没有答复，不必处理。", code="not-answered")
    if adoption not in Adoption.values or not adoption:
        raise Refused("请选采纳、部分采纳或不采纳。", code="bad-choice")
    if adoption in REASONED and not reason.strip():
        raise Refused("没有全部采纳的，请写明理由（要答复提意见的单位）。", code="no-remark")


def refusals(outgoing: Outgoing) -> list[Consultation]:
    """还没有谈拢的：各单位最近一次答复是不同意，又没有采纳。"""
    latest: dict[tuple[int | None, int | None], Consultation] = {}
    for row in Consultation.objects.of(outgoing.matter).exclude(answer=""):
        latest[_who(row)] = row
    return [one for one in latest.values() if _stands(one)]


def _who(row: Consultation) -> tuple[int | None, int | None]:
    return (row.org_id, None) if row.org_id else (None, row.person_id)


def _stands(row: Consultation) -> bool:
    return row.answer == Answer.REFUSE and row.adoption != Adoption.ADOPTED


def answers_of(matter: Matter) -> Mapping[str, list[Consultation]]:
    """各环节的答复，环节代号 → 各行。"""
    found: dict[str, list[Consultation]] = {}
    for row in Consultation.objects.of(matter):
        found.setdefault(row.stage, []).append(row)
    return found
