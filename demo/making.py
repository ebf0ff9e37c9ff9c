"""来文到门口：造出文件、放进门、填好登记的各项。"""

from datetime import date, datetime

from django.utils import timezone

from demo.files import Paper, make_xlsx
from demo.forms import made
from demo.people import Staff
from demo.scenes import Scene
from sanban.documents import services as documents
from sanban.documents.models import Incoming, Intake, Nature
from sanban.documents.services import Registration, Upload
from sanban.matters.models import Urgency
from sanban.people.models import Person

URGENCIES = {label: code for code, label in Urgency.choices}
SHEET_ROWS: tuple[tuple[str | int, ...], ...] = (
    ("序号", "名称", "数量", "备注"),
    (1, "柳湾镇", 12, ""),
    (2, "青石镇", 9, ""),
)


def receive(paper: Paper, form: str, *, by: Person, now: datetime) -> Intake:
    """造好一份放进门。"""
    suffix, data = made(paper, form)
    return documents.receive(data, name=f"{paper.title}.{suffix}", by=by, now=now)


def register(scene: Scene, paper: Paper, staff: Staff, now: datetime) -> Incoming:
    """放进门，照来文填好，登记；先不送拟办。"""
    by = staff.people[scene.by]
    taken = receive(paper, scene.form, by=by, now=now)
    return documents.register(
        taken, _form(scene, paper, staff, now), by=by, now=now, send=False,
        repeat_reason=scene.repeat,
    )  # fmt: skip


def _form(scene: Scene, paper: Paper, staff: Staff, now: datetime) -> Registration:
    issuers = {org.name: org for org in staff.orgs.values()}
    return Registration(
        title=paper.title,
        sender_name=paper.issuer,
        sender_org=issuers.get(paper.issuer),
        sender_number=paper.number,
        doc_kind=paper.kind,
        issue_date=paper.date,
        main_recipient=paper.recipients,
        copy_no=paper.copy_no,
        copies=1,
        pages=max(1, sum(map(len, paper.paragraphs)) // 420 + 1),
        attachment_note="；".join(paper.attachments),
        nature=Nature.ACTION if paper.action else Nature.READ,
        urgency=URGENCIES.get(paper.urgency, ""),
        due_on=_due(paper, now),
        handling_proposal=scene.proposal,
        attachments=tuple(map(_sheet, filter(_is_sheet, paper.attachments))),
    )


def _due(paper: Paper, now: datetime) -> date | None:
    received = timezone.localtime(now).date()
    return max(paper.due, received) if paper.due and paper.action else None


def _is_sheet(title: str) -> bool:
    return title.endswith("表")


def _sheet(title: str) -> Upload:
    return Upload(f"{title}.xlsx", make_xlsx(title, SHEET_ROWS))
