"""归档一件：公文照登记簿写内容描述，督办事项照台账写；一事一档，交档案室收件。"""

from datetime import datetime

from django.utils import timezone

from sanban.archives import services as archives
from sanban.archives.models import ArchiveItem
from sanban.archives.services import Description, Filing
from sanban.documents.services import archiving
from sanban.matters.models import Matter
from sanban.people.models import Person
from sanban.supervision import services as supervision
from sanban.supervision.models import SupervisedItem

ITEM = "supervised_item"


def file_away(matter: Matter, *, by: Person, now: datetime, filing: Filing) -> ArchiveItem:
    """归档一件；各类事项各写各的内容描述。

    :raises Refused: 不由此人办、不在归档环节、代码不合规矩。
    """
    if matter.kind != ITEM:
        return archiving.file_away(matter, by=by, now=now, filing=filing)
    told = describe(supervision.of_matter(matter))
    return archives.archive(matter, filing=filing, description=told, by=by, now=now)


def describe(item: SupervisedItem) -> Description:
    """督办事项归档要的内容描述，取自台账。"""
    day = timezone.localtime(item.initiated_at).date() if item.initiated_at else None
    return Description(
        responsible=item.org.name,
        doc_number=item.number_text,
        doc_date=day,
        doc_kind="督办事项",
        main_recipient=item.lead_org.name if item.lead_org else "",
    )
