"""演示里办文独有的几步：分发和回执、更正、退文、作废、归档。"""

from dataclasses import replace
from datetime import datetime

from demo.acts import CLERK, Act, Case
from demo.forms import made
from sanban.archives import services as archives
from sanban.archives.services import Description, Filing
from sanban.documents import services as documents
from sanban.documents.models import Distribution, Incoming
from sanban.documents.services import Upload
from sanban.matters.models import MatterFile
from sanban.people.models import Person


def distribute(
    orgs: str, note: str, *, by: str = CLERK, wants_handling: bool = False, hours: float = 1.0
) -> Act:
    """分发给几个单位；`orgs` 是空格隔开的单位代码。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        wanted = [case.staff.orgs[code] for code in orgs.split()]
        return documents.distribute(
            case.matter, wanted, by=me, now=now, wants_handling=wants_handling, note=note
        )

    return Act(hours, by, do)


def sign_copy(by: str, *, hours: float = 1.0) -> Act:
    """签收分发来的一份。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return documents.receive_copy(case.matter, by=me, now=now)

    return Act(hours, by, do)


def open_copy(by: str, *, hours: float = 0.5) -> Act:
    """看了分发来的一份。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return documents.read_copy(case.matter, by=me, now=now)

    return Act(hours, by, do)


def answer(by: str, said: str, *, hours: float = 4.0) -> Act:
    """分发来要办的，报办理情况。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        row = Distribution.objects.of(case.matter).get(org=me.org)
        return documents.answer_copy(row, answer=said, by=me, now=now)

    return Act(hours, by, do)


def correct(reason: str, *, by: str = CLERK, hours: float = 4.0) -> Act:
    """更正正文：换成注明更正的一份。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        old = MatterFile.objects.current(case.matter).filter(role="main")[0]
        suffix, data = made(replace(case.paper, note="此件为更正件，原件作废"), "pdf")
        upload = Upload(f"（更正）{case.paper.title}.{suffix}", data)
        return documents.correct(case.matter, old, upload, reason=reason, by=me, now=now)

    return Act(hours, by, do)


def reject(reason: str, remark: str, *, by: str = CLERK, hours: float = 0.5) -> Act:
    """退文。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return documents.reject(case.incoming, reason=reason, remark=remark, by=me, now=now)

    return Act(hours, by, do)


def void(reason: str, *, by: str = CLERK, hours: float = 0.5) -> Act:
    """作废收文号。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return documents.void(case.incoming, reason=reason, by=me, now=now)

    return Act(hours, by, do)


def archive(*, by: str = CLERK, hours: float = 6.0) -> Act:
    """按提出的保管期限归档。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        kept = archives.propose_retention(case.matter).retention
        filing = Filing(kept, **archives.filing_defaults())
        described = _described(case.incoming)
        return archives.archive(case.matter, filing=filing, description=described, by=me, now=now)

    return Act(hours, by, do)


def _described(incoming: Incoming) -> Description:
    return Description(
        incoming.sender_name,
        doc_number=incoming.sender_number,
        doc_date=incoming.issue_date,
        doc_kind=incoming.doc_kind,
        main_recipient=incoming.main_recipient,
        secrecy=incoming.get_secrecy_level_display(),
        pages=incoming.pages,
        attachments=incoming.attachment_note,
        code=incoming.code,
    )
