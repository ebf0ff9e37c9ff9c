"""改正事项本身：改标题和紧急程度、作废、收回可见、补录办结的旧件。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.matters.models import Matter, MatterState, Step, Todo, TodoState, Visibility
from sanban.matters.services.duties import close
from sanban.matters.services.trail import Entry, running, write
from sanban.people.models import Person

PAST_LABEL = "已办结（补录）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """更正的几项，没给的不动。

    :param note: 改了哪几项。
    :param remark: 改前改后，写在留痕里。
    """

    note: str
    remark: str = ""
    title: str | None = None
    urgency: str | None = None
    due_at: datetime | None = None


@transaction.atomic
def amend(matter: Matter, amendment: Amendment, *, by: Person, now: datetime) -> Matter:
    """更正标题、紧急程度、整件期限，留痕。

    :raises Refused: 已经不在办。
    """
    fresh = running(matter)
    told = Entry("amend", "更正登记", remark=amendment.remark, note=amendment.note, is_work=False)
    write(fresh, told, by=by, now=now)
    fresh.title = fresh.title if amendment.title is None else amendment.title
    fresh.urgency = fresh.urgency if amendment.urgency is None else amendment.urgency
    fresh.due_at = amendment.due_at or fresh.due_at
    fresh.save(update_fields=["title", "urgency", "due_at"])
    return fresh


@transaction.atomic
def void(matter: Matter, *, by: Person, now: datetime, reason: str) -> Step:
    """作废：写明理由，各人的待办一并撤去；这一行留着。

    :raises Refused: 没写理由、已经不在办。
    """
    if not reason.strip():
        raise Refused("作废要写明理由，请写好再办。", code="no-remark")
    fresh = running(matter)
    step = write(fresh, Entry("void", "作废", remark=reason), by=by, now=now)
    close(Todo.objects.filter(matter=fresh), step, state=TodoState.VOID)
    fresh.state, fresh.ended_at = MatterState.VOIDED, now
    fresh.save(update_fields=["state", "ended_at"])
    return step


@transaction.atomic
def close_past(
    matter: Matter, *, by: Person, now: datetime, ended_at: datetime, note: str
) -> Matter:
    """补录以前已经办结的一件：不再派差事，直接记为办结。"""
    fresh = running(matter)
    step = write(fresh, Entry("close_past", "补录办结", note=note), by=by, now=now)
    close(Todo.objects.filter(matter=fresh), step, state=TodoState.VOID)
    fresh.state, fresh.ended_at, fresh.stage_label = MatterState.DONE, ended_at, PAST_LABEL
    fresh.save(update_fields=["state", "ended_at", "stage_label"])
    return fresh


@transaction.atomic
def hide(matter: Matter, subjects: Iterable[str]) -> None:
    """不再让这些身份看见这件事项。"""
    Visibility.objects.filter(matter=matter, subject__in=list(subjects)).delete()
