"""评定：合格的采用，不合格的写明哪里不行、限何时改好。"""

from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.documents.models import Grade, MaterialPart
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.doers import LEAD, NOTHING, Choice
from sanban.matters.models import Todo
from sanban.matters.services import Asked
from sanban.people.models import Person

MOVES = {Grade.GOOD: "accept", Grade.REDO: "redo"}


@transaction.atomic
def grade(
    part: MaterialPart,
    verdict: str,
    *,
    by: Person,
    now: datetime,
    remark: str = "",
    due_at: datetime | None = None,
) -> MaterialPart:
    """评定一份来稿。

    :param verdict: 合格 good，退改 redo。
    :param due_at: 退改的限何时改好。
    :raises Refused: 没选、退改没写意见、期限不对；不由此人评、还没交、已经评过；带密级标志。
    """
    guards.check_typed([remark], by=by)
    if verdict not in MOVES:
        raise Refused("请选合格或者退改。", code="no-grade")
    is_redo = verdict == Grade.REDO
    if is_redo:
        _check_redo(remark, due_at, now)
    rows = MaterialPart.objects.select_related("matter__route", "call", "org")
    fresh = rows.select_for_update(of=("self",)).get(pk=part.pk)
    choice = Choice(orgs=((fresh.org, LEAD),), due_at=due_at) if is_redo else NOTHING
    code = MOVES[Grade(verdict)]
    matters.move(fresh.matter, code, asked=Asked(by, now), remark=remark, choice=choice)
    fresh.grade, fresh.grade_remark = verdict, remark.strip()[:300]
    fresh.sent_back_count += is_redo
    fresh.save(update_fields=["grade", "grade_remark", "sent_back_count"])
    if is_redo:
        _tell(fresh, remark.strip(), now)
    return MaterialPart.objects.of(fresh.call).get(pk=fresh.pk)


def _check_redo(remark: str, due_at: datetime | None, now: datetime) -> None:
    if not remark.strip():
        raise Refused("退改要写明哪里不行、怎么改，请写好再退。", code="no-remark")
    if due_at is None:
        raise Refused("退改要定改好的期限，请写明几月几日几时几分。", code="no-due")
    if due_at <= now:
        raise Refused("改好的期限已经过了，请另定一个。", code="due-passed")


def _tell(part: MaterialPart, remark: str, now: datetime) -> None:
    rows = Todo.objects.live(part.matter).select_related("person")
    inbox.send(
        [row.person for row in rows],
        kind="material",
        title=f"来稿退改：{part.call.title}（{remark}）",
        cause=f"redo:{part.pk}:{part.sent_back_count}",
        now=now,
        link=f"/matters/{part.pk}/",
    )
