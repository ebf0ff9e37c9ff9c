"""几本登记：堵点难点痛点、群众意见、实地检查；群众意见不记姓名和号码，照片可有可无。"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.files.services.guards import Upload
from sanban.matters import services as matters
from sanban.matters.models import MatterFileRole, Step
from sanban.matters.services import Entry
from sanban.people.models import Org, Person
from sanban.supervision.models import (
    Blockage,
    BlockageKind,
    SiteCheck,
    SupervisedItem,
    Voice,
)
from sanban.supervision.models.item import OFFICE_ROLES
from sanban.supervision.services.actors import check_office, is_office
from sanban.supervision.services.dates import check_days, day_of, said
from sanban.supervision.services.photos import check_upload
from sanban.supervision.services.speaking import LONGEST, check_lengths
from sanban.supervision.services.syncing import locked_item

PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)")
"""像身份证号、手机号、座机号的一串数。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockageForm:
    """一处堵点、难点或痛点填的各栏；`raised_org` 是提出的单位，`handler_org` 是解决的单位。"""

    kind: str
    title: str
    detail: str = ""
    raised_org: Org | None = None
    raised_on: date
    handler_org: Org | None = None
    measure: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceForm:
    """一条群众意见填的各栏。

    :param is_cleared: 像号码的那一串已看过，不是个人信息。
    """

    channel: str
    words: str
    received_on: date
    is_satisfied: bool | None = None
    is_cleared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCheckForm:
    """一次实地检查填的各栏；`org` 是检查的哪个承办单位，空为整件。"""

    place: str
    checked_on: date
    people: str
    findings: str
    advice: str = ""
    org: Org | None = None
    is_unannounced: bool = False


# 堵点


def add_blockage(
    form: BlockageForm, *, by: Person, now: datetime, item: SupervisedItem | None = None
) -> Blockage:
    """登记一处堵点，可以挂在一件督办事项上。

    :raises Refused: 不是督查员、主任、文书；没选哪一种、没写问题；日子不对；太长。
    """
    _check_keeper(by.org, by)
    _check_blockage(form, by=by, today=day_of(now))
    if item is not None:
        check_office(item.org, by)
    return Blockage.objects.create(
        org=by.org,
        kind=form.kind,
        title=form.title.strip(),
        detail=form.detail.strip(),
        item=item,
        raised_org=form.raised_org,
        raised_by=by,
        raised_on=form.raised_on,
        handler_org=form.handler_org,
        measure=form.measure.strip(),
        due_on=form.due_on,
        made_at=now,
    )


@transaction.atomic
def solve_blockage(row: Blockage, *, outcome: str, on: date, by: Person, now: datetime) -> Blockage:
    """解决了：写明怎样解决的、哪天。

    :raises Refused: 不是登记单位的人；没写；日子不对；已经解决。
    """
    _check_words([("解决情况", outcome, LONGEST)], by=by, must="解决情况还没有写，请写明结果。")
    fresh = Blockage.objects.select_for_update().select_related("org").get(pk=row.pk)
    _check_keeper(fresh.org, by)
    if fresh.solved_on is not None:
        told = f"这一处{said(fresh.solved_on)}已经记为解决，请刷新页面。"
        raise Refused(told, code="solved")
    _check_day(on, day_of(now), since=fresh.raised_on)
    fresh.outcome, fresh.solved_on = outcome.strip(), on
    fresh.save(update_fields=["outcome", "solved_on"])
    return fresh


@transaction.atomic
def link_blockage(row: Blockage, item: SupervisedItem, *, by: Person, now: datetime) -> Blockage:
    """把一处堵点挂到一件督办事项上；挂过别的，不改挂。

    :raises Refused: 不是登记单位的人；不归此人管的事项；已经挂在别的事项上。
    """
    fresh = Blockage.objects.select_for_update().select_related("org").get(pk=row.pk)
    _check_keeper(fresh.org, by)
    check_office(item.org, by)
    if fresh.item_id not in (None, item.pk):
        raise Refused("这一处已经挂在另一件督办事项上，请刷新页面看。", code="linked")
    fresh.item = item
    fresh.save(update_fields=["item"])
    return fresh


def _check_keeper(org: Org, by: Person) -> None:
    if not is_office(org, by, OFFICE_ROLES):
        raise Refused(f"这本登记由{org}的督查员、主任、文书记，请与他们联系。", code="not-office")


def _check_blockage(form: BlockageForm, *, by: Person, today: date) -> None:
    if form.kind not in BlockageKind.values:
        raise Refused("请选是堵点、难点还是痛点。", code="no-kind")
    typed = [
        ("问题", form.title, 200),
        ("具体情况", form.detail, LONGEST),
        ("解决办法", form.measure, LONGEST),
    ]
    _check_words(typed, by=by, must="问题还没有写，请用一句话写明。")
    check_days(form.raised_on, form.due_on)
    if form.raised_on > today:
        raise Refused("提出的日期在今天以后，请改过再存。", code="day-ahead")
    if form.due_on is not None and form.due_on < form.raised_on:
        raise Refused("时限在提出的日期以前，请改过再存。", code="due-past")


# 群众意见


def add_voice(item: SupervisedItem, form: VoiceForm, *, by: Person, now: datetime) -> Voice:
    """记一条群众意见；像有身份证号、电话号码的先问一声，不记姓名。

    :raises Refused: 不是督查员、主任；没写渠道、意见；日子不对；像有个人的号码。
    """
    typed = [("意见", form.words, LONGEST), ("渠道", form.channel, 40)]
    _check_words(typed, by=by, must="意见还没有写，请写明群众说了什么。")
    if not form.channel.strip():
        raise Refused("渠道还没有写，如：12345 热线、走访、座谈。", code="no-channel")
    _check_personal(form)
    _check_day(form.received_on, day_of(now))
    with transaction.atomic():
        fresh = locked_item(item)
        check_office(fresh.org, by)
        entry = Entry("voice", "群众意见", note=form.channel.strip(), is_work=False)
        _write(fresh, entry, by=by, now=now)
        return Voice.objects.create(
            item=fresh,
            channel=form.channel.strip(),
            words=form.words.strip(),
            received_on=form.received_on,
            is_satisfied=form.is_satisfied,
            by=by,
            made_at=now,
        )


def personal_in(text: str) -> str:
    """文字里像身份证号、电话号码的头一处；没有的为空。"""
    found = PERSONAL.search(text)
    return found.group() if found else ""


def _check_personal(form: VoiceForm) -> None:
    found = personal_in(f"{form.channel} {form.words}")
    if found and not form.is_cleared:
        told = (
            f"“{found[:3]}……{found[-2:]}”像是身份证号或电话号码。群众意见不记姓名和号码，请删去；"
        )
        raise Refused(f"{told}确实不是的，勾选“不是个人信息”再存。", code="personal")


# 实地检查


def add_site_check(
    item: SupervisedItem,
    form: SiteCheckForm,
    *,
    by: Person,
    now: datetime,
    uploads: Iterable[Upload] = (),
) -> SiteCheck:
    """记一次实地检查，照片可有可无；写一步留痕，材料挂在这一步上。

    :raises Refused: 不是督查员、主任；没写地点、人员、情况；日子不对；材料收不下。
    """
    _check_site(form, by=by, today=day_of(now))
    checked = [check_upload(one, by=by) for one in uploads]
    with transaction.atomic():
        fresh = locked_item(item)
        check_office(fresh.org, by)
        how = "暗访" if form.is_unannounced else "实地检查"
        note = f"{how}：{said(form.checked_on)}，{form.place.strip()}"
        entry = Entry("site_check", "实地检查", remark=form.findings, note=note, is_work=False)
        step = _write(fresh, entry, by=by, now=now)
        role = MatterFileRole.FEEDBACK
        matters.add_checked(fresh.matter, checked, role=role, by=by, now=now, step=step)
        words = {name: getattr(form, name).strip() for name in SITE_WORDS}
        return SiteCheck.objects.create(
            item=fresh,
            org=form.org,
            checked_on=form.checked_on,
            is_unannounced=form.is_unannounced,
            by=by,
            made_at=now,
            step=step,
            **words,
        )


SITE_WORDS = ("place", "people", "findings", "advice")


def _check_site(form: SiteCheckForm, *, by: Person, today: date) -> None:
    typed = [
        ("看到的情况", form.findings, LONGEST),
        ("地点", form.place, 200),
        ("检查人员", form.people, 200),
        ("建议", form.advice, LONGEST),
    ]
    _check_words(typed, by=by, must="看到的情况还没有写，请写明。")
    if not form.place.strip() or not form.people.strip():
        raise Refused("地点、检查人员都要写，请写好再存。", code="no-place")
    _check_day(form.checked_on, today)


# 公用


def _check_words(typed: list[tuple[str, str, int]], *, by: Person, must: str) -> None:
    """头一栏必写；各栏不太长、没有密级标志。"""
    if not typed[0][1].strip():
        raise Refused(must, code="no-words")
    check_lengths(typed)
    guards.check_typed([text for _, text, _ in typed], by=by)


def _check_day(day: date, today: date, *, since: date | None = None) -> None:
    check_days(day)
    if day > today:
        raise Refused("日期在今天以后，请写真正的那一天。", code="day-ahead")
    if since is not None and day < since:
        raise Refused("解决的日期在提出以前，请改过再存。", code="day-before")


def _write(item: SupervisedItem, entry: Entry, *, by: Person, now: datetime) -> Step:
    return matters.write(item.matter, entry, by=by, now=now)
