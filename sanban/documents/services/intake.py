"""来件：放进门、识读、列出认出的各项、放弃。"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.core.jobs import SLOW, job
from sanban.core.prepared import Prepared
from sanban.core.writing import insert
from sanban.documents.models import Intake, IntakeState
from sanban.documents.services import scans
from sanban.engine.extract import extract
from sanban.engine.marks import RULE
from sanban.engine.read import Physical, Unreadable
from sanban.files import services as files
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.people.models import Person

OPEN_STATES = (IntakeState.READING, IntakeState.READY, IntakeState.FAULTY)
LONGEST_TEXT = 500_000
_LOCKED = Prepared(lambda pk: Intake.objects.select_for_update().filter(pk=pk))


def receive(chunks: bytes | Iterable[bytes], *, name: str, by: Person, now: datetime) -> Intake:
    """收下一份来件：读得快的当即认出各项，DOC、WPS、扫描件和图片交后台去读。

    读不了的记为“读不了”并说明原因，内容不留。

    :raises Refused: 文件名或文件里有国家秘密标志（什么也不留）。
    """
    shown = guards.check_name(name, by=by)
    try:
        data = files.gather(chunks)
        slow = guards.is_slow(shown, data)
        physical = None if slow else guards.read_safely(data, shown)
    except (Refused, Unreadable) as fault:
        return _faulty(shown, fault.message, by=by, now=now)
    if physical is None or scans.is_scan(physical, shown):
        return _put_off(guards.Checked(shown, data), by=by, now=now)
    if guards.mark_in(physical):
        raise guards.refuse_secret(by=by, where="文件里")
    return _ready(guards.Checked(shown, data, physical), by=by, now=now)


@transaction.atomic
def _faulty(name: str, reason: str, *, by: Person, now: datetime) -> Intake:
    intake = Intake.objects.create(
        name=name, by=by, received_at=now, state=IntakeState.FAULTY, fault=reason[:300]
    )
    return _noted(intake, "intake.faulty", by)


@transaction.atomic
def _put_off(checked: guards.Checked, *, by: Person, now: datetime) -> Intake:
    stored = files.store(checked.data, media=checked.media)
    intake = Intake.objects.create(
        stored=stored, name=checked.name, by=by, received_at=now, state=IntakeState.READING
    )
    read_intake.enqueue(intake.pk)
    return _noted(intake, "intake.receive", by)


def _ready(checked: guards.Checked, *, by: Person, now: datetime) -> Intake:
    """先认好各项，再存：认的时候不占着库。"""
    found = _found(checked.physical) if checked.physical else {}
    with transaction.atomic():
        stored = files.store(checked.data, media=checked.media)
        row = Intake(
            stored=stored,
            name=checked.name,
            by=by,
            received_at=now,
            state=IntakeState.READY,
            **found,
        )
        intake = insert(row)
        files.ask_rendition(stored)
        return _noted(intake, "intake.receive", by)


def _noted(intake: Intake, act: str, by: Person | None) -> Intake:
    audit.record(act, by=by, target=f"intake:{intake.pk}", detail=intake.fault)
    return intake


def _found(physical: Physical) -> dict[str, Any]:
    """认出的各项、全文、要不要识读图；长得不像公文的，各项由人来填。"""
    fields = extract(physical).fields if len(physical.text) <= LONGEST_TEXT else {}
    rows = {
        name: {**asdict(field), "certainty": field.certainty}
        for name, field in fields.items()
        if name != "secrecy_level"
    }
    return {
        "proposed": json.dumps(rows, ensure_ascii=False),
        "content": physical.text[:LONGEST_TEXT].replace("\0", ""),
        "needs_ocr": physical.needs_ocr,
    }


def proposed_of(intake: Intake) -> dict[str, dict[str, Any]]:
    """认出的各项：项名（engine.extract 的 NAMES）→ value、quote、start、end、page、

    confidence（0 到 1）、certainty（有把握、请核对）、note。
    """
    found: dict[str, dict[str, Any]] = json.loads(intake.proposed)
    return found


@job(lane=SLOW)
def read_intake(pk: int) -> str:
    """后台工作：请 LibreOffice 转一道，读 DOC、WPS；识读扫描件；读过的不再读。"""
    intake = Intake.objects.select_related("stored", "by").filter(pk=pk).first()
    if intake is None or intake.state != IntakeState.READING or intake.stored is None:
        return "不必再读"
    try:
        return _read(intake, files.read_bytes(intake.stored))
    except Refused as refusal:
        return refusal.message


def _read(intake: Intake, data: bytes) -> str:
    try:
        physical = guards.read_safely(data, intake.name)
        if scans.is_scan(physical, intake.name):
            return _see(intake, scans.see(data, intake.name))
    except Unreadable as fault:
        return _read_by_hand(intake, fault, data)
    if guards.mark_in(physical):
        return _wipe(intake)
    return _settle(intake, _found(physical))


def _see(intake: Intake, seen: scans.Seen) -> str:
    """识读过的扫描件：有密级标志的清除，没识读成的由人照图填写。"""
    if seen.is_marked:
        return _wipe(intake)
    found = _found(seen.physical) if seen.physical else {"needs_ocr": True, "fault": seen.told}
    return _settle(intake, found)


@transaction.atomic
def _settle(intake: Intake, found: dict[str, Any]) -> str:
    fresh = _locked(intake, (IntakeState.READING,))
    for name, value in found.items():
        setattr(fresh, name, value)
    fresh.state = IntakeState.READY
    fresh.save()
    if fresh.stored:
        files.ask_rendition(fresh.stored)
    return "已读"


def _read_by_hand(intake: Intake, fault: Unreadable, data: bytes) -> str:
    """没有 LibreOffice 的，留着文件，各项由人来填；别的毛病不留文件。"""
    if fault.code != "no-libreoffice":
        return _spoil(intake, fault.message)
    if guards.looks_marked(data):
        return _wipe(intake)
    with transaction.atomic():
        fresh = _locked(intake, (IntakeState.READING,))
        fresh.state = IntakeState.READY
        fresh.fault = "本机没有 LibreOffice，没能识读；请打开原件自己填写各项。"
        fresh.save(update_fields=["state", "fault"])
    return "没有 LibreOffice"


@transaction.atomic
def _spoil(intake: Intake, reason: str) -> str:
    fresh = _locked(intake, (IntakeState.READING,))
    stored, fresh.stored = fresh.stored, None
    fresh.state, fresh.fault = IntakeState.FAULTY, reason[:300]
    fresh.save(update_fields=["stored", "state", "fault"])
    if stored:
        files.discard(stored)
    return "读不了"


@transaction.atomic
def _wipe(intake: Intake) -> str:
    """有密级标志：来件这一行和文件都删去，只告诉放进来的人拒收了一件。"""
    when = f"{timezone.localtime(intake.received_at):%-m月%-d日 %H:%M}"
    said = f"您{when}放进的 1 件文件有国家秘密标志，已经拒收并清除。{RULE}"
    cause, by, stored = f"secret:{intake.pk}", intake.by, intake.stored
    inbox.send([by], kind="secret", title=said, cause=cause, now=timezone.now())
    Intake.objects.filter(pk=intake.pk).delete()
    if stored:
        files.discard(stored)
    audit.record("secret.refused", by=by, detail="1 件", is_done=False)
    return "拒收 1 件"


def _locked(intake: Intake, states: Iterable[str]) -> Intake:
    """锁住一份来件。

    :raises Refused: 已经登记、已经放弃，或者还在识读。
    """
    # 锁的时候不连表：等锁之后，连来的行可能还是旧的
    fresh = _LOCKED.first(intake.pk)
    if fresh is None or fresh.state == IntakeState.DROPPED:
        raise Refused("这份来件已经放弃或拒收，请重新放入文件。", code="dropped")
    if fresh.matter:
        said = f"这份来件已经登记为“{fresh.matter.title}”，不必重复登记。"
        raise Refused(said, code="already-registered")
    if fresh.state not in states:
        raise Refused(NOT_NOW[IntakeState(fresh.state)], code="not-ready")
    return fresh


NOT_NOW = {
    IntakeState.READING: "这份来件正在识读，请稍候几秒再登记。",
    IntakeState.READY: "这份来件已经读好，请刷新页面再看。",
    IntakeState.FAULTY: "这份来件读不了，请按提示换一份再登记。",
    IntakeState.REGISTERED: "这份来件已经登记，不必重复登记。",
}


def take(intake: Intake, *, by: Person) -> Intake:
    """登记时取走一份读好的来件：锁住，验明是本人放入或同室文书的。

    :raises Refused: 不是本单位的来件、还没读好、已经登记或放弃。
    """
    fresh = _locked(intake, (IntakeState.READY,))
    _check_mine(fresh, by)
    return fresh


def _check_mine(intake: Intake, by: Person) -> None:
    if intake.by_id != by.pk and intake.by.org_id != by.org_id:
        raise Refused("这份来件不是本单位收的，不能办。", code="not-yours")


@transaction.atomic
def drop(intake: Intake, *, by: Person, now: datetime) -> Intake:
    """放弃一份来件：文件没有别处用的一并丢弃。

    :raises Refused: 已经登记或放弃、不是本单位的来件。
    """
    fresh = _locked(intake, OPEN_STATES)
    _check_mine(fresh, by)
    stored, fresh.stored = fresh.stored, None
    fresh.state, fresh.content, fresh.proposed = IntakeState.DROPPED, "", "{}"
    fresh.save()
    if stored:
        files.discard(stored)
    return _noted(fresh, "intake.drop", by)
