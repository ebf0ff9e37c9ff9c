"""并入：重复的来件不另登记，作为附件并到已登记的那一件。"""

from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import Incoming, Intake, IntakeState
from sanban.documents.services.attaching import add_intakes
from sanban.documents.services.intake import take
from sanban.documents.services.register import check_office
from sanban.matters import services as matters
from sanban.matters.models import MatterFile, MatterFileRole
from sanban.people.models import Person


@transaction.atomic
def merge(intake: Intake, incoming: Incoming, *, by: Person, now: datetime) -> Incoming:
    """把一份来件作为附件并到已登记的一件，不占收文号。

    :raises Refused: 不是登记单位的文书或主任、那一件不在办、来件没读好或已登记、同一份文件已有。
    """
    check_office(incoming.matter, by)
    matter = matters.running(incoming.matter)
    fresh = take(intake, by=by)
    if MatterFile.objects.filter(matter=matter, stored=fresh.stored_id).exists():
        said = f"收文 {incoming.receipt_text} 里已有这份文件，不必并入，放弃这份来件即可。"
        raise Refused(said, code="same-file")
    add_intakes(matter, [fresh], role=MatterFileRole.ATTACHMENT, by=by, now=now)
    fresh.matter, fresh.state = matter, IntakeState.REGISTERED
    fresh.save(update_fields=["matter", "state"])
    detail = f"来件 {fresh.pk} 并入收文 {incoming.receipt_text}"
    audit.record("intake.merge", by=by, target=matter.target, detail=detail)
    return incoming
