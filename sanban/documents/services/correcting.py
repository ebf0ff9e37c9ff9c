"""更正、撤回已登记的文件：处处换成新的一份，并告诉拿到过的每个人。"""

from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import KIND as OUTGOING
from sanban.documents.models import Correction, CorrectionKind, Distribution, Incoming
from sanban.documents.services.register import check_office
from sanban.files import services as files
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterFile, MatterFileRole, Todo
from sanban.matters.services import Entry
from sanban.people.models import Person, RoleCode

ISSUED = (
    MatterFileRole.MAIN, MatterFileRole.FINAL, MatterFileRole.REDLINE, MatterFileRole.DRAFT_SHEET,
)  # fmt: skip
"""发文的定稿、签发稿、花脸稿、稿纸：由系统做，由印发的动作换。"""


def correct(
    matter: Matter, old: MatterFile, upload: Upload, *, reason: str, by: Person, now: datetime
) -> Correction:
    """更正：以新的一份替换旧的，旧的留着但不再给人看。

    :raises Refused: 不是文书或主任、没写原因、已经办结归档、旧的已换过、新的收不下。
    """
    guards.check_typed([reason], by=by)
    checked = guards.check_attachment(upload, by=by)
    with transaction.atomic():
        fresh, file = _opened(matter, old, reason, by)
        made = _correction(fresh, file, (CorrectionKind.REPLACE, reason), by, now)
        made.new_file = _replace(file, checked, by, now)
        made.save(update_fields=["new_file"])
        _tell(fresh, made, now)
    return made


@transaction.atomic
def retract(
    matter: Matter, old: MatterFile, *, reason: str, by: Person, now: datetime
) -> Correction:
    """撤回：这一份不再给任何人看。

    :raises Refused: 不是文书或主任、没写原因、已经办结归档、已换过或撤回过。
    """
    guards.check_typed([reason], by=by)
    fresh, file = _opened(matter, old, reason, by)
    made = _correction(fresh, file, (CorrectionKind.RETRACT, reason), by, now)
    file.retracted_at = now
    file.save(update_fields=["retracted_at"])
    _tell(fresh, made, now)
    return made


def _opened(matter: Matter, old: MatterFile, reason: str, by: Person) -> tuple[Matter, MatterFile]:
    fresh = matters.running(matter)
    check_office(fresh, by)
    if not reason.strip():
        raise Refused("更正、撤回要写明原因，请写好再办。", code="no-remark")
    file = MatterFile.objects.select_for_update(of=("self",)).get(pk=old.pk, matter=fresh)
    if fresh.kind == OUTGOING.code and file.role in ISSUED:
        said = "发文的定稿不能单独换、单独撤，请用“更正发文”或“撤回”，各单位那里才会一并换成新的。"
        raise Refused(said, code="issued")
    if file.replaced_by_id or file.retracted_at:
        raise Refused("这一份已经更正或撤回过了，请刷新页面看最新的。", code="stale")
    return fresh, file


def _correction(
    matter: Matter, file: MatterFile, what: tuple[CorrectionKind, str], by: Person, now: datetime
) -> Correction:
    kind, reason = what
    entry = Entry(kind.value, f"{kind.label}文件", remark=reason, note=file.name, is_work=False)
    matters.write(matter, entry, by=by, now=now)
    return Correction.objects.create(
        matter=matter, kind=kind, old_file=file, reason=reason.strip()[:300], by=by, made_at=now
    )


def _replace(file: MatterFile, checked: Checked, by: Person, now: datetime) -> MatterFile:
    stored = files.store(checked.data, media=checked.media)
    if stored.pk == file.stored_id:
        raise Refused("新的一份和原来的完全一样，请核对是不是选错了文件。", code="same-file")
    new = MatterFile.objects.create(
        matter=file.matter,
        stored=stored,
        role=file.role,
        name=checked.name,
        position=file.position,
        step=file.step,
        added_by=by,
        added_at=now,
    )
    files.ask_rendition(stored)
    file.replaced_by = new
    file.save(update_fields=["replaced_by"])
    if file.role == MatterFileRole.MAIN:
        Incoming.objects.filter(matter=file.matter).update(digest=stored.digest)
    return new


def holders(matter: Matter) -> list[Person]:
    """拿到过这件的每个在岗的人：登记人、办过的、阅过的、发到的单位的联络员。"""
    held = Todo.objects.filter(matter=matter).values_list("person_id", flat=True)
    acting = Todo.objects.filter(matter=matter).values_list("on_behalf_of_id", flat=True)
    ids = {matter.drafter_id, *held, *acting}
    found = {one.pk: one for one in Person.objects.in_use().filter(pk__in=[i for i in ids if i])}
    for row in Distribution.objects.of(matter):
        liaisons = Person.objects.with_role(RoleCode.LIAISON, org=row.org)
        found |= {one.pk: one for one in liaisons}
    return list(found.values())


def _tell(matter: Matter, made: Correction, now: datetime) -> None:
    what = "已更正，请以新的一份为准" if made.new_file else "已撤回，请不要再用"
    said = f"“{matter.title}”的文件{what}（{made.reason}）"
    people = [one for one in holders(matter) if one.pk != made.by_id]
    inbox.send(
        people,
        kind="correction",
        title=said,
        cause=f"correction:{made.pk}",
        now=now,
        link=f"/matters/{matter.pk}/",
    )
