"""把文件挂到事项上。"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.prepared import Prepared
from sanban.core.writing import insert
from sanban.files import services as files
from sanban.files.models import StoredFile
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.matters.models import Matter, MatterFile, Step
from sanban.matters.services import indexing
from sanban.matters.services.file_words import keep_text
from sanban.matters.services.trail import running
from sanban.people.models import Person

MOST_FILES = 10_000
_SUCH = Prepared(lambda matter, role: MatterFile.objects.filter(matter=matter, role=role))


def add_file(
    matter: Matter,
    stored: StoredFile,
    *,
    name: str,
    role: str,
    by: Person,
    now: datetime,
    step: Step | None = None,
) -> MatterFile:
    """挂上一份存好的文件，并要一份版式件；其中的字由后台去读，读过的用 `keep_text` 存下。"""
    row = MatterFile(
        matter=matter,
        stored=stored,
        role=role,
        name=name,
        position=_SUCH.count(matter.pk, role, most=MOST_FILES),
        step=step,
        added_by=by,
        added_at=now,
    )
    insert(row)
    files.ask_rendition(stored)
    indexing.touch([matter.pk])
    audit.record("file.add", by=by, target=matter.target, detail=f"文件 {row.pk}")
    return row


def add_checked(
    matter: Matter,
    checked: Iterable[Checked],
    *,
    role: str,
    by: Person,
    now: datetime,
    step: Step | None = None,
) -> list[MatterFile]:
    """存下并挂上几份验过的文件。"""
    rows = []
    for one in checked:
        stored = files.store(one.data, media=one.media)
        row = add_file(matter, stored, name=one.name, role=role, by=by, now=now, step=step)
        keep_text(row, one.physical.text if one.physical else "")
        rows.append(row)
    return rows


def attach(
    matter: Matter, uploads: Iterable[Upload], *, role: str, by: Person, now: datetime
) -> list[MatterFile]:
    """给在办的事项添几份文件。

    :raises Refused: 事项不在办；文件收不下（先逐份验过，有一份不行就一份也不挂）。
    """
    checked = [guards.check_attachment(one, by=by) for one in uploads]
    with transaction.atomic():
        fresh = running(matter)
        rows = add_checked(fresh, checked, role=role, by=by, now=now)
        indexing.refresh(fresh)
        return rows


def retract_with(undone: Step | None, *, now: datetime) -> None:
    """撤回的那一步交来的文件一并撤回；连着事项去找，不在全部文件里找。"""
    if undone is not None:
        rows = MatterFile.objects.filter(matter=undone.matter_id, step=undone, retracted_at=None)
        rows.update(retracted_at=now)
