"""归档：由登记簿写出内容描述，交档案室收件；发文见 `issuing.filing`。"""

from collections.abc import Mapping
from datetime import datetime

from sanban.archives import services as archives
from sanban.archives.models import ArchiveItem
from sanban.archives.services import Description, Filing
from sanban.documents.kinds.outgoing import KIND as OUTGOING
from sanban.documents.models import Incoming, SecrecyLevel
from sanban.documents.services.issuing.filing import file_outgoing
from sanban.matters.models import Matter
from sanban.people.models import Person

MARKS: Mapping[str, str] = {
    SecrecyLevel.INTERNAL: "内部",
    SecrecyLevel.WORK_SECRET: "工作秘密",
}


def describe(incoming: Incoming) -> Description:
    """归档要的内容描述，取自登记簿。"""
    return Description(
        responsible=incoming.sender_name,
        doc_number=incoming.sender_number,
        doc_date=incoming.issue_date,
        doc_kind=incoming.doc_kind,
        main_recipient=incoming.main_recipient,
        secrecy=MARKS.get(incoming.secrecy_level, ""),
        pages=incoming.pages,
        attachments=incoming.attachment_note,
        code=incoming.code,
    )


def file_away(
    matter: Matter, *, by: Person, now: datetime, filing: Filing | None = None
) -> ArchiveItem:
    """归档一件；没给归档的几项，就用提出的期限和上次的代码。

    :raises Refused: 不由此人办、不在归档环节、代码不合规矩。
    """
    if matter.kind == OUTGOING.code:
        return file_outgoing(matter, by=by, now=now, filing=filing)
    incoming = Incoming.objects.get(matter=matter)
    kept = archives.filing_defaults()
    chosen = filing or Filing(archives.propose_retention(matter).retention, **kept)
    told = describe(incoming)
    return archives.archive(matter, filing=chosen, description=told, by=by, now=now)
