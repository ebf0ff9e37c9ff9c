"""供稿：照提纲逐格填写，或者传一份文件；过了期限也收，注明迟交。"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.documents.models import Grade, MaterialCall, MaterialPart
from sanban.documents.services.materials.text import (
    Piece,
    body_of,
    characters,
    sorted_out,
    typed,
)
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.matters import services as matters
from sanban.matters.models import MatterFile, MatterFileRole, Step
from sanban.matters.services import Asked, add_checked
from sanban.people.models import Person

EMPTY = "稿子还是空的，请照提纲写好，或者选一份写好的文件再交。"
NO_TEXT = "“{}”里没有读到文字，可能是扫描件或者图片。请传能编辑的文字稿，或者直接填写。"
BOTH = "既填写了文字又传了文件，不知以哪一份为准，请只留一种再交。"


@dataclass(frozen=True, slots=True)
class Supply:
    """交来的稿子：照提纲逐格填的文字，或者一份文件，二者取一；`note` 是附言。"""

    answers: tuple[str, ...] = ()
    upload: Upload | None = None
    note: str = ""


def supply(part: MaterialPart, given: Supply, *, by: Person, now: datetime) -> MaterialPart:
    """交稿。

    :raises Refused: 空的、超过字数、既填又传；文件收不下；已经交过；不是这个单位的联络员；
        约稿已经撤回；带密级标志。
    """
    guards.check_typed([*_lines(given), given.note], by=by)
    checked = guards.check_attachment(given.upload, by=by) if given.upload else None
    pieces = _pieces(part.call, given, checked)
    check_length(part.call, characters(pieces))
    with transaction.atomic():
        fresh = _locked(part)
        remark = given.note.strip() or ("" if checked else body_of(pieces))
        matters.move(fresh.matter, "supply", asked=Asked(by, now), remark=remark)
        return _keep(fresh, pieces, checked, by=by, now=now)


def _lines(given: Supply) -> list[str]:
    return [line for answer in given.answers for line in answer.splitlines()]


def _pieces(call: MaterialCall, given: Supply, checked: Checked | None) -> tuple[Piece, ...]:
    filled = [one for one in typed(call.heading_list, given.answers) if one.paragraphs]
    if checked is None:
        if not filled:
            raise Refused(EMPTY, code="empty")
        return tuple(filled)
    if filled:
        raise Refused(BOTH, code="both")
    text = checked.physical.text if checked.physical else ""
    found = sorted_out(call.heading_list, text.splitlines())
    if not found:
        raise Refused(NO_TEXT.format(checked.name), code="no-text")
    return found


def check_length(call: MaterialCall, count: int) -> None:
    """没超过字数上限。

    :raises Refused: 超过；说明超了多少。
    """
    if call.most is not None and count > call.most:
        said = f"稿子 {count} 字，上限 {call.most} 字，超了 {count - call.most} 字，请压缩后再交。"
        raise Refused(said, code="too-long")


def _locked(part: MaterialPart) -> MaterialPart:
    rows = MaterialPart.objects.select_related("matter__route", "call__by", "org")
    fresh = rows.select_for_update(of=("self",)).get(pk=part.pk)
    if fresh.call.withdrawn_at:
        said = f"这次约稿已由{fresh.call.by.name}撤回，不用再交：{fresh.call.withdraw_reason}"
        raise Refused(said, code="withdrawn")
    return fresh


def _keep(
    part: MaterialPart,
    pieces: tuple[Piece, ...],
    checked: Checked | None,
    *,
    by: Person,
    now: datetime,
) -> MaterialPart:
    part.body, part.characters = body_of(pieces), characters(pieces)
    part.grade, part.grade_remark = Grade.NONE, ""
    part.source, part.source_name = None, ""
    part.supplied_at = part.supplied_at or now
    if checked:
        (row,) = _attach(part, checked, by=by, now=now)
        part.source, part.source_name = row.stored, row.name
    part.save()
    return MaterialPart.objects.of(part.call).get(pk=part.pk)


def _attach(part: MaterialPart, checked: Checked, *, by: Person, now: datetime) -> list[MatterFile]:
    step = Step.objects.filter(matter=part.matter, action="supply").order_by("number").last()
    role = MatterFileRole.FEEDBACK
    return add_checked(part.matter, [checked], role=role, by=by, now=now, step=step)


@transaction.atomic
def take_back(part: MaterialPart, *, by: Person, now: datetime) -> MaterialPart:
    """撤回重写：还没评定以前，交稿的人可以收回来再改；写好的字还在。

    :raises Refused: 已经评定、不是交稿的人。
    """
    fresh = _locked(part)
    undone = matters.last_undoable(matters.locked(fresh.matter), by)
    matters.withdraw(fresh.matter, by=by, now=now)
    matters.retract_with(undone, now=now)
    if fresh.sent_back_count == 0:
        fresh.supplied_at = None
        fresh.save(update_fields=["supplied_at"])
    return MaterialPart.objects.of(fresh.call).get(pk=fresh.pk)
