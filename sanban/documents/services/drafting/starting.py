"""起草：立一件发文，存下第一版；可以从来文、从别的事项起。"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import Outgoing, Publicity, Way
from sanban.documents.services.drafting.form import DraftForm, gongwen_from, settled
from sanban.documents.services.drafting.permits import check_starter
from sanban.documents.services.drafting.versions import Saved, keep
from sanban.documents.services.register import new_code
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterState
from sanban.matters.services import Opening
from sanban.people.models import Person

COLUMNS = (
    "publicity", "publicity_reason", "is_important", "is_numbered", "prefix", "project_basis",
    "contact",
)  # fmt: skip
"""登记簿里不在稿子上的各栏，与表里的项同名。"""
LIMITS = {"publicity_reason": 300, "project_basis": 200, "contact": 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """从哪里起的稿：答复的来文，上一级事项。"""

    answers: Matter | None = None
    parent: Matter | None = None


def start_draft(
    form: DraftForm,
    *,
    by: Person,
    now: datetime,
    answers: Matter | None = None,
    parent: Matter | None = None,
) -> Outgoing:
    """起草一份：立一件发文，停在拟稿，存下第一版。

    :param answers: 答复哪一件来文（批复答请示、复函答来函）。
    :param parent: 由哪一件事项而来。
    :raises Refused: 无权起草、文种标题没写、代字不是本机关的、正文写得不对、有密级标志、
        来文已经作废。
    """
    form = checked(form, by=by)
    gongwen = gongwen_from(form, day=timezone.localtime(now).date())
    saved = Saved(gongwen=gongwen, way=Way.START)
    return open_draft(form, saved, Origin(answers=answers, parent=parent), by=by, now=now)


def checked(form: DraftForm, *, by: Person) -> DraftForm:
    """验过的表。

    :raises Refused: 无权起草、填得不对、有密级标志。
    """
    check_starter(by)
    form = settled(form, by.org)
    check_columns(form)
    guards.check_typed(form.words(), by=by)
    return form


def check_columns(form: DraftForm) -> None:
    """公开属性选得对不对，不予公开的写了理由没有，各栏长不长。

    :raises Refused: 不对。
    """
    if form.publicity and form.publicity not in Publicity.values:
        raise Refused("请选一种公开属性。", code="bad-choice")
    if form.publicity == Publicity.CLOSED and not form.publicity_reason.strip():
        raise Refused("不予公开的要写明理由，请写好再存。", code="no-publicity-reason")
    if any(len(getattr(form, name)) > most for name, most in LIMITS.items()):
        raise Refused("公开理由、发文立项、联系人写得太长，请改短再存。", code="too-long")
    if len(form.title) > MOST_TITLE:
        raise Refused(f"标题超过 {MOST_TITLE} 个字，请改短再存。", code="too-long")


MOST_TITLE = 200


@transaction.atomic
def open_draft(
    form: DraftForm, saved: Saved, origin: Origin, *, by: Person, now: datetime
) -> Outgoing:
    """立一件发文，存下第一版；各项须先验过。"""
    _check_origin(origin, by)
    matter = _open(form, origin, by=by, now=now)
    outgoing = Outgoing.objects.create(
        matter=matter,
        doc_kind=form.doc_kind,
        format=form.format,
        direction=form.direction,
        issuer=form.issuer,
        answers=origin.answers,
        code=new_code(),
        **columns(form),
    )
    audit.record("outgoing.start", by=by, target=matter.target)
    keep(outgoing, saved, by=by, now=now)
    return Outgoing.objects.select_related("matter", "prefix").get(pk=matter.pk)


def columns(form: DraftForm) -> dict[str, Any]:
    """登记簿里不在稿子上的各栏。"""
    return {name: getattr(form, name) for name in COLUMNS}


def _open(form: DraftForm, origin: Origin, *, by: Person, now: datetime) -> Matter:
    data = {
        "numbered": form.is_numbered,
        "joint": bool(form.joint),
        "direction": form.direction,
    }
    parent = origin.parent or origin.answers
    opening = Opening(form.title, urgency=form.urgency, data=data, parent=parent)
    return matters.start("outgoing", opening, by=by, now=now)


def _check_origin(origin: Origin, by: Person) -> None:
    for one in (origin.answers, origin.parent):
        if one is None:
            continue
        if not Matter.objects.filter(pk=one.pk).visible_to(by).exists():
            raise Refused("没有这件来文，或者不归您看，请重新选择。", code="no-origin")
        if one.state == MatterState.VOIDED:
            raise Refused(f"“{one.title}”已经作废，不能从它起草。", code="origin-voided")
