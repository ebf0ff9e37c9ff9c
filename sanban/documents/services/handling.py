"""办理：走一步（带反馈材料、送阅的人）、退文、改办件阅件、认领扫描回来的处理笺。"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from sanban.archives.services.filing import MOVE as ARCHIVE
from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import KIND as OUTGOING
from sanban.documents.models import Incoming, Nature, RejectionReason
from sanban.documents.services import issuing
from sanban.documents.services.archiving import file_away
from sanban.documents.services.distributing import settle_copies
from sanban.documents.services.inking import bind_ink
from sanban.documents.services.register import check_office
from sanban.engine.bad_page import BadPage
from sanban.engine.pages.code import find_code
from sanban.engine.read import sniff
from sanban.files import services as files
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.matters import services as matters
from sanban.matters.doers import NOTHING, Choice
from sanban.matters.models import Matter, MatterFile, MatterFileRole, Step
from sanban.matters.services import Asked, Entry, add_checked
from sanban.people.models import Person, RoleCode

SHEET_KINDS = {"pdf": ".pdf", "image": ".png"}
INSTRUCTED = ("instruct",)
"""有了批示的，督查员也看得见：批示要办的事由他立项督办（domain.md §1.7）。"""


def move(
    matter: Matter,
    code: str,
    *,
    asked: Asked,
    remark: str = "",
    choice: Choice = NOTHING,
    readers: Sequence[Person] = (),
    uploads: Iterable[Upload] = (),
) -> Matter:
    """按流程表走一步，附反馈材料、送阅的人；承办单位记分发，归档的收成归档文件。

    发文另有关口和后果，见 `issuing.move`。

    :raises Refused: 流程机的各种不许；意见或文件带密级标志；文件收不下。
    """
    if matter.kind == OUTGOING.code:
        extra = issuing.Extra(readers=tuple(readers))
        return issuing.move(
            matter, code, asked=asked, remark=remark, choice=choice, extra=extra, uploads=uploads
        )
    guards.check_typed([remark], by=asked.by)
    checked = [guards.check_attachment(one, by=asked.by) for one in uploads]
    with transaction.atomic():
        if code == ARCHIVE:
            return file_away(matter, by=asked.by, now=asked.now).matter
        moved = matters.move(matter, code, asked=asked, remark=remark, choice=choice)
        bind_ink(moved, by=asked.on_paper_for or asked.by)
        if code in INSTRUCTED:
            matters.show(moved, [f"r{moved.org_id}.{RoleCode.SUPERVISOR}"])
        _add_feedback(moved, checked, asked)
        if readers:
            matters.circulate(moved, readers, by=asked.by, now=asked.now, note=remark)
        settle_copies(moved, by=asked.by, now=asked.now)
    return moved


def _add_feedback(matter: Matter, checked: list[Checked], asked: Asked) -> None:
    if checked:
        step = Step.objects.filter(matter=matter, is_work=True).order_by("number").last()
        add_checked(
            matter, checked, role=MatterFileRole.FEEDBACK, by=asked.by, now=asked.now, step=step
        )


@transaction.atomic
def withdraw(matter: Matter, *, by: Person, now: datetime) -> Matter:
    """撤回上一步；随那一步交来的材料一并撤回，承办单位的回执跟着变。

    :raises Refused: 同 `matters.services.withdraw`。
    """
    undone = matters.last_undoable(matters.locked(matter), by)
    if matter.kind == OUTGOING.code:
        return issuing.withdraw(matter, undone, by=by, now=now)
    moved = matters.withdraw(matter, by=by, now=now)
    matters.retract_with(undone, now=now)
    settle_copies(moved, by=by, now=now)
    return moved


def reject(incoming: Incoming, *, reason: str, remark: str, by: Person, now: datetime) -> Incoming:
    """退文：注明原因代号，退给来文单位。

    :raises Refused: 没选原因、已经过了登记这一步、不由此人办。
    """
    if reason not in RejectionReason.values:
        raise Refused("请选一条退文原因。", code="no-reason")
    label = RejectionReason(reason).label
    said = f"{label}：{remark.strip()}" if remark.strip() else str(label)
    guards.check_typed([said], by=by)
    with transaction.atomic():
        matters.move(incoming.matter, "reject", asked=Asked(by, now), remark=said)
        Incoming.objects.filter(pk=incoming.pk).update(rejection_reason=reason, result="退文")
    return Incoming.objects.select_related("matter").get(pk=incoming.pk)


@transaction.atomic
def set_nature(incoming: Incoming, nature: str, *, by: Person, now: datetime) -> Incoming:
    """改办件、阅件。

    :raises Refused: 不是文书或主任、没有这一类、已经是这一类、已经不在办。
    """
    check_office(incoming.matter, by)
    if nature not in Nature.values or nature == incoming.nature:
        raise Refused("请选办件或阅件中的另一类。", code="bad-choice")
    matter = matters.running(incoming.matter)
    note = f"改为{Nature(nature).label}"
    matters.write(matter, Entry("set_nature", "改办阅", note=note, is_work=False), by=by, now=now)
    matters.set_values(matter, nature=nature)
    Incoming.objects.filter(pk=incoming.pk).update(nature=nature)
    return Incoming.objects.select_related("matter").get(pk=incoming.pk)


def scan_back(upload: Upload, *, by: Person, now: datetime) -> Incoming:
    """认领扫描回来的处理笺：认出二维码，挂到那一件上。

    :raises Refused: 不是 PDF 或图片、没有二维码、码不是本系统的或看不见那一件、不是文书。
    """
    name = guards.check_name(upload.name, by=by)
    data = files.gather(upload.chunks)
    incoming = _find(_code_in(data), by)
    with transaction.atomic():
        matter = matters.running(incoming.matter)
        check_office(matter, by)
        _add_scan(matter, Checked(name, data), by, now)
    return incoming


def _code_in(data: bytes) -> str:
    if sniff(data) not in SHEET_KINDS:
        raise Refused("请传扫描处理笺得到的 PDF 或图片。", code="not-a-scan")
    try:
        code = find_code(data)
    except BadPage as fault:
        raise Refused(str(fault), code="bad-page") from fault
    if code is None:
        said = "没有找到处理笺右上角的二维码，请摆正、用 200 点每英寸以上重新扫描。"
        raise Refused(said, code="no-code")
    return code


def _find(code: str, by: Person) -> Incoming:
    rows = Incoming.objects.select_related("matter").visible_to(by)
    found = rows.filter(code=code).first()
    if found is None:
        raise Refused("没有找到这张处理笺对应的收文，请核对是不是本单位的。", code="unknown-code")
    return found


def _add_scan(matter: Matter, checked: Checked, by: Person, now: datetime) -> MatterFile:
    entry = Entry("scan_back", "收回处理笺", note=f"扫描件 {checked.name}", is_work=False)
    step = matters.write(matter, entry, by=by, now=now)
    (row,) = add_checked(matter, [checked], role=MatterFileRole.SCAN, by=by, now=now, step=step)
    return row
