"""发文归档：定稿、签发稿、花脸稿、稿纸和全部意见收成一件（条例第二十七条）。"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sanban.archives import services as archives
from sanban.archives.models import ArchiveItem
from sanban.archives.services import Description, Filing
from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import ARCHIVE
from sanban.documents.models import Force, Outgoing
from sanban.documents.services.drafting import gongwen_of
from sanban.documents.services.frozen import read_signed
from sanban.documents.services.issuing.attempt import newest_of, of_matter
from sanban.documents.services.issuing.printing import verify_finals
from sanban.documents.services.issuing.rechecking import verify_final
from sanban.documents.services.issuing.sheet import sheet_file
from sanban.documents.services.issuing.versions import attach_made
from sanban.engine.gongwen.elements import AttachmentNote
from sanban.matters.models import Matter, MatterFileRole
from sanban.people.models import Person

GONE = {Force.RETRACTED: "已撤回", Force.REPEALED: "已废止", Force.REVOKED: "已撤销"}


def describe_outgoing(outgoing: Outgoing) -> Description:
    """归档要的内容描述，取自登记和稿子。"""
    note = gongwen_of(newest_of(outgoing.matter)).first(AttachmentNote)
    joint = [row.name for row in outgoing.joint_issuers.order_by("position")]
    signed = outgoing.signed_at
    return Description(
        responsible="、".join(joint) or outgoing.issuer,
        doc_number=str(outgoing.number or ""),
        doc_date=timezone.localtime(signed).date() if signed else None,
        doc_kind=outgoing.get_doc_kind_display(),
        main_recipient=outgoing.main_recipients,
        attachments="；".join(note.names) if note else "",
        code=outgoing.code,
    )


def file_outgoing(
    matter: Matter, *, by: Person, now: datetime, filing: Filing | None = None
) -> ArchiveItem:
    """归档一件发文：先核对签发稿和定稿没有被人动过，印好稿纸，一并收进去。

    :raises Refused: 不由此人办；不在归档环节；没有核发；文件被人动过；代码不合规矩；稿纸没有排成。
    """
    outgoing = of_matter(matter)
    if outgoing.matter.stage != ARCHIVE.code:
        said = f"现在是“{outgoing.matter.stage_label}”环节，还不能归档。"
        raise Refused(said, code="not-in-archive")
    if outgoing.dispatched_at is None:
        raise Refused("这份发文还没有核发，不能归档，请先核发。", code="not-dispatched")
    read_signed(outgoing, by=by)
    verify_final(outgoing, by=by)
    verify_finals(outgoing, by=by)
    sheet = sheet_file(outgoing)
    kept = archives.filing_defaults()
    chosen = filing or Filing(
        archives.propose_retention(outgoing.matter).retention, **kept, remark=_remark(outgoing)
    )
    with transaction.atomic():
        attach_made(outgoing.matter, sheet, MatterFileRole.DRAFT_SHEET, by=by, now=now)
        told = describe_outgoing(outgoing)
        return archives.archive(outgoing.matter, filing=chosen, description=told, by=by, now=now)


def _remark(outgoing: Outgoing) -> str:
    return GONE.get(Force(outgoing.force), "")
