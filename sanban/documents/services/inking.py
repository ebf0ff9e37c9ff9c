"""手写批示：存下笔迹和照笔迹画的图，办好这一步时归到那一步；手机扫码写的凭证一次有效。"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import Ink, InkToken
from sanban.documents.services.register import check_office
from sanban.engine.ink import BadInk, Writing, read_writing, size_of, to_png
from sanban.files import services as files
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter, Step, Todo, TodoState
from sanban.matters.services import Asked, Entry
from sanban.people.models import Person

MINUTES = 10
ONLY_INK = "（手写，见原迹）"
"""只有手写、没有打字的意见写成这样，办公室可以再录入文字。"""
TRANSCRIBE = "transcribe"


def keep_ink(matter: Matter, text: str, *, by: Person, now: datetime) -> Ink:
    """存下一幅手写的字，等这一步办好时归过去；重写的替下上一幅。

    :param text: 笔迹的 JSON，见 `engine.ink.read_writing`。
    :raises Refused: 笔迹不对；事项不在办；此刻不由此人办。
    """
    writing = _read(text)
    with transaction.atomic():
        return _keep(matter, writing, by, now)


def _read(text: str) -> Writing:
    try:
        return read_writing(text)
    except BadInk as fault:
        raise Refused(str(fault), code="bad-ink") from fault


def _keep(matter: Matter, writing: Writing, by: Person, now: datetime) -> Ink:
    fresh = matters.running(matter)
    _check_holder(fresh, by)
    Ink.objects.unsent(fresh, by).delete()
    width, height = size_of(writing)
    ink = Ink.objects.create(
        matter=fresh,
        person=by,
        strokes=writing.as_json(),
        picture=files.store(to_png(writing), media="png"),
        width=width,
        height=height,
        made_at=now,
    )
    matters.set_values(fresh, inked=True)
    audit.record("ink.keep", by=by, target=fresh.target, detail=f"手写 {len(writing.strokes)} 笔")
    return ink


def _check_holder(matter: Matter, by: Person) -> None:
    mine = Todo.objects.filter(matter=matter, person=by, state=TodoState.OPEN, is_reading=False)
    if not mine.exists():
        said = f"现在是“{matter.stage_label}”环节，不由您办理，手写的没有存；请刷新页面看最新进展。"
        raise Refused(said, code="not-yours")


@transaction.atomic
def drop_ink(matter: Matter, *, by: Person) -> None:
    """不要写好的那一幅。"""
    Ink.objects.unsent(matter, by).delete()


def bind_ink(matter: Matter, *, by: Person) -> None:
    """办好一步后，把为这一步写好的归到这一步，前几轮剩下的不要；须在那一步的事务里。"""
    if not matter.values.get("inked"):
        return
    step = Step.objects.filter(matter=matter, person=by, is_work=True).order_by("number").last()
    todo = Todo.objects.filter(matter=matter, person=by, closed_by=step, is_reading=False).first()
    if step is None or todo is None:
        return
    unsent = Ink.objects.unsent(matter, by)
    unsent.filter(made_at__gte=todo.opened_at).update(step_number=step.number)
    unsent.delete()


@transaction.atomic
def send_back(
    matter: Matter, stage: str, *, asked: Asked, remark: str, straight_back: bool = False
) -> Matter:
    """退回，写好的手写归到退回这一步；参数和拒绝同 `matters.send_back`。"""
    moved = matters.send_back(
        matter, stage, asked=asked, remark=remark, straight_back=straight_back
    )
    bind_ink(moved, by=asked.on_paper_for or asked.by)
    return moved


@transaction.atomic
def reply(matter: Matter, *, asked: Asked, remark: str) -> Matter:
    """答复加签，写好的手写归到答复这一步；参数和拒绝同 `matters.reply`。"""
    replied = matters.reply(matter, asked=asked, remark=remark)
    bind_ink(replied, by=asked.on_paper_for or asked.by)
    return replied


@transaction.atomic
def offer_pad(matter: Matter, *, by: Person, now: datetime) -> str:
    """给手机一个只开写字板的凭证，十分钟内一次有效；以前没用的作废。

    :raises Refused: 事项不在办；此刻不由此人办。
    """
    fresh = matters.running(matter)
    _check_holder(fresh, by)
    InkToken.objects.filter(matter=fresh, person=by, used_at=None).update(used_at=now)
    secret = secrets.token_urlsafe(24)
    InkToken.objects.create(
        matter=fresh,
        person=by,
        digest=_digest(secret),
        made_at=now,
        expires_at=now + timedelta(minutes=MINUTES),
    )
    audit.record("ink.offer", by=by, target=fresh.target, detail="手机扫码手写")
    return secret


def pad_of(secret: str, *, now: datetime) -> InkToken:
    """凭证对应的写字板。

    :raises Refused: 没有这个凭证、用过了、过时了。
    """
    rows = InkToken.objects.select_related("matter", "person")
    found = rows.filter(digest=_digest(secret)).first()
    if found is None or found.used_at is not None or found.expires_at < now:
        said = "这个二维码已经用过或者过时了，请在平板或电脑上再点一次“手机写”。"
        raise Refused(said, code="pad-gone")
    return found


@transaction.atomic
def write_by_pad(secret: str, text: str, *, now: datetime) -> Ink:
    """收下手机上写的字，凭证随即作废。

    :raises Refused: 凭证用不得；笔迹不对；已经不由此人办。
    """
    token = pad_of(secret, now=now)
    if not InkToken.objects.filter(pk=token.pk, used_at=None).update(used_at=now):
        raise Refused("刚才已经送出过一次，请到平板或电脑上看。", code="pad-gone")
    return _keep(token.matter, _read(text), token.person, now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def transcribe(ink: Ink, text: str, *, by: Person, now: datetime) -> Step:
    """把手写的批示照原文录成文字，供查找；原迹照留。

    :raises Refused: 不是登记单位的文书或主任；没写文字；带密级标志；这幅还没送出。
    """
    words = text.strip()
    guards.check_typed([words], by=by)
    if not words or ink.step_number is None:
        raise Refused("请照手写的原文录入文字。", code="no-remark")
    with transaction.atomic():
        fresh = matters.locked(ink.matter)
        check_office(fresh, by)
        about = Step.objects.get(matter=fresh, number=ink.step_number)
        note = f"录入{about.person_name}手写的批示"
        entry = Entry(TRANSCRIBE, "录入手写", words, note, about=about, is_work=False)
        return matters.write(fresh, entry, by=by, now=now)
