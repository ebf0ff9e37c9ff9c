"""印发环节的稿子：画成文件、挂花脸稿。"""

from dataclasses import dataclass
from datetime import datetime

from sanban.documents.models import DraftVersion, Outgoing, Way
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.compare import compare
from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.page import page
from sanban.engine.compare.redline import redline
from sanban.engine.compare.redline.marks import Pen
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.read import read
from sanban.engine.render.docx import to_docx
from sanban.files import services as files
from sanban.matters.models import Matter, MatterFile, MatterFileRole
from sanban.matters.services import add_file
from sanban.people.models import Person

MEDIA = "docx"


@dataclass(frozen=True, slots=True)
class Made:
    """做好的一个文件，还没存：名字、类型、字节。"""

    name: str
    media: str
    data: bytes


def docx_of(gongwen: Gongwen) -> bytes:
    """画成 DOCX；没编号的稿子也画得出来。"""
    return to_docx(gongwen).data


def redline_of(old: DraftVersion, new: DraftVersion, *, by: Person) -> Made:
    """花脸稿：旧版改成新版，署新版作者的名和时间；写不成修订的，写成并排的网页。"""
    before, after = (docx_of(gongwen_of(one, by=by)) for one in (old, new))
    name = f"花脸稿（第{old.number}版改为第{new.number}版）"
    try:
        made = redline(before, after, pen=Pen(new.by.name, new.made_at))
    except CannotRevise:
        sides = compare(read(before, f"{old}.docx"), read(after, f"{new}.docx"))
        return Made(f"{name}.html", "html", page(sides).encode())
    return Made(f"{name}.docx", MEDIA, made.data)


def attach_made(
    matter: Matter, made: Made, role: MatterFileRole, *, by: Person, now: datetime
) -> MatterFile:
    """存下并挂上；同一性质、同一类型以前的一份由它替下。"""
    stored = files.store(made.data, media=made.media)
    old = MatterFile.objects.current(matter).filter(role=role, stored__media=made.media).last()
    if old and old.stored_id == stored.pk:
        return old
    new = add_file(matter, stored, name=made.name, role=role, by=by, now=now)
    if old and role != MatterFileRole.REDLINE:
        old.replaced_by = new
        old.save(update_fields=["replaced_by"])
    return new


def has_redline(matter: Matter, name: str) -> bool:
    """这两版的花脸稿挂过没有。"""
    stem = name.rpartition(".")[0]
    rows = MatterFile.objects.filter(matter=matter, role=MatterFileRole.REDLINE)
    return rows.filter(name__startswith=stem).exists()


def add_redline(
    outgoing: Outgoing, version: DraftVersion, *, by: Person, now: datetime
) -> MatterFile | None:
    """签发稿和这一版不同的，挂一份花脸稿；挂过的不再挂。"""
    signed = outgoing.signed_version
    if signed is None or signed.digest == version.digest or version.way == Way.NUMBER:
        return None
    made = redline_of(signed, version, by=by)
    if has_redline(outgoing.matter, made.name):
        return None
    return attach_made(outgoing.matter, made, MatterFileRole.REDLINE, by=by, now=now)
