"""编辑锁：打开上锁，存好关闭解锁；锁的人不在，起草人、文书、主任写明理由可以解开。"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import EditLock, EditToken, Outgoing
from sanban.documents.services.drafting import newest
from sanban.documents.services.drafting.permits import check_editor
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.matters.services import Entry
from sanban.people.models import Person, RoleCode

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=30)
"""锁至少、至多多久不续就失效。"""
OPENERS = (RoleCode.CLERK, RoleCode.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """解开的一把锁：原来是谁的，他手上的稿是从第几版改起的。"""

    person: Person
    base: int


@transaction.atomic
def lock(token: EditToken, *, lasts: timedelta, now: datetime) -> EditLock:
    """上锁；自己锁着的（软件重开、上回没关好）换成新的一把。

    :raises Refused: 不由此人改稿、别人锁着（代号 locked）。
    """
    matter = matters.running(token.matter)
    check_editor(matter, token.person)
    _check_free(matter, token, now)
    values = {
        "person": token.person,
        "edit_token": token,
        "token": f"opaquelocktoken:{secrets.token_hex(16)}",
        "round": matter.round,
        "base": newest(matter).number,
        "locked_at": now,
        "expires_at": now + _span(lasts),
    }
    row, _ = EditLock.objects.update_or_create(matter=matter, defaults=values)
    audit.record("draft.lock", by=token.person, target=matter.target)
    return row


def _span(lasts: timedelta) -> timedelta:
    return max(SHORTEST, min(lasts, LONGEST))


def _check_free(matter: Matter, token: EditToken, now: datetime) -> None:
    held = EditLock.objects.held(matter, now)
    if held and held.person_id != token.person_id:
        raise locked_by(held)


def locked_by(held: EditLock) -> Refused:
    """别人锁着的说法。"""
    since = timezone.localtime(held.locked_at)
    said = f"{held.person.name}从{since:%-m月%-d日 %H:%M}起正在在线编辑这份稿子，请等他关闭。"
    return Refused(said, code="locked")


@transaction.atomic
def refresh(token: EditToken, lock_token: str, *, lasts: timedelta, now: datetime) -> EditLock:
    """续上一把锁；刚过期而没有被别人锁上的，也续得上。

    :raises Refused: 不再由此人改；没有这把锁（代号 no-lock）。
    """
    check_editor(matters.running(token.matter), token.person)
    row = mine(token, lock_token)
    if row is None:
        raise Refused("锁已经失效，请关闭稿子，再从拟稿页打开。", code="no-lock")
    row.expires_at = now + _span(lasts)
    row.save(update_fields=["expires_at"])
    return row


def mine(token: EditToken, lock_token: str) -> EditLock | None:
    """这张凭证上的这一把锁；没有的为空。"""
    rows = EditLock.objects.filter(matter=token.matter, edit_token=token, token=lock_token)
    return rows.filter(round=token.round).select_related("person").first()


@transaction.atomic
def unlock(token: EditToken, lock_token: str, *, now: datetime) -> None:
    """存好关闭，解锁。

    :raises Refused: 没有这把锁（代号 no-lock）。
    """
    row = mine(token, lock_token)
    if row is None:
        raise Refused("没有这把锁，可能早已解开。", code="no-lock")
    row.delete()
    audit.record("draft.unlock", by=token.person, target=token.matter.target)


@transaction.atomic
def unlock_for(outgoing: Outgoing, *, reason: str, by: Person, now: datetime) -> Unlocked:
    """替人解锁：锁的人请假、出差，或者忘了关；他存过的各版都在，手上没存的另行留下。

    :raises Refused: 不是起草人、文书、主任；没写理由；没有锁着；带密级标志。
    """
    guards.check_typed([reason], by=by)
    matter = matters.running(outgoing.matter)
    held = EditLock.objects.held(matter, now)
    _check_opener(matter, held, by)
    if held is None:
        raise Refused("这份稿子没有人锁着，可以直接改。", code="not-locked")
    if not reason.strip():
        raise Refused("解锁要写明理由，如“出差，急等改稿”。", code="no-remark")
    note = f"解开{held.person.name}的编辑锁"
    entry = Entry("unlock_draft", "解锁", remark=reason, note=note, is_work=False)
    step = matters.write(matter, entry, by=by, now=now)
    made = Unlocked(held.person, held.base)
    EditToken.objects.filter(matter=matter, person=held.person).update(revoked_at=now)
    held.delete()
    said = f"{by.name}解开了您的编辑锁：{matter.title}（{reason.strip()}）"
    inbox.send(
        [made.person],
        kind="online",
        title=said,
        cause=f"step:{step.pk}",
        now=now,
        link=f"/matters/{matter.pk}/",
    )
    return made


def may_unlock(matter: Matter, held: EditLock | None, by: Person) -> bool:
    """能不能解锁：锁的人自己、起草人、登记单位的文书和主任。"""
    is_own = held is not None and held.person_id == by.pk
    return is_own or by.pk == matter.drafter_id or matters.has_role(by, matter, OPENERS)


def _check_opener(matter: Matter, held: EditLock | None, by: Person) -> None:
    if may_unlock(matter, held, by):
        return
    raise Refused("解锁由起草人、文书或主任办理，请与他们联系。", code="not-opener")
