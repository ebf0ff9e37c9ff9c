"""在线编辑的凭证：写在地址里，一份稿子、一个人、一轮，到时作废；库里只存摘要，日志里一个字也不写。"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import EditLock, EditToken, Outgoing
from sanban.documents.services.drafting import newest
from sanban.documents.services.drafting.permits import check_editor, check_lock
from sanban.matters import services as matters
from sanban.people.models import Account, Delegation, Person

LASTS, IDLE = timedelta(hours=12), timedelta(hours=4)
"""一张凭证最长用多久；多久没有动静就作废。"""
STEP = timedelta(minutes=10)
"""隔多久才续一次，免得每个请求都写库。"""
GONE = frozenset(("no-token", "token-revoked", "token-expired", "token-moved", "token-person"))
"""凭证不能用的各种代号。"""
AGAIN = "请回到拟稿页，重新点“在线编辑”。"


def digest_of(secret: str) -> str:
    """凭证的摘要。"""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def open_token(outgoing: Outgoing, *, by: Person, now: datetime) -> str:
    """发一张凭证，返回凭证本身；只在这时给出，以后再也取不到。

    :raises Refused: 不由此人改稿、别人正在编辑、事项不在办。
    """
    matter = matters.running(outgoing.matter)
    check_editor(matter, by)
    check_lock(matter, by, now=now)
    secret = secrets.token_urlsafe(32)
    EditToken.objects.create(
        matter=matter,
        person=by,
        digest=digest_of(secret),
        round=matter.round,
        base=newest(matter).number,
        made_at=now,
        expires_at=now + IDLE,
    )
    audit.record("draft.online", by=by, target=matter.target, detail="发出在线编辑的凭证")
    return secret


def enter(secret: str, *, now: datetime) -> EditToken:
    """凭证所指的那一张；有效才给，并续上闲置的时间。

    :raises Refused: 没有这张凭证、已作废、到时、换了环节、人不在岗（代号见 `GONE`）。
    """
    token = known(secret)
    fault = fault_of(token, now)
    if fault:
        raise fault
    until = min(token.made_at + LASTS, now + IDLE)
    if until - token.expires_at > STEP:
        EditToken.objects.filter(pk=token.pk).update(expires_at=until)
    return token


def known(secret: str) -> EditToken:
    """凭证所指的那一张，不论还有没有效。

    :raises Refused: 没有这张。
    """
    found = EditToken.objects.known(digest_of(secret))
    if found is None:
        raise Refused(f"没有这个在线编辑的地址，{AGAIN}", code="no-token")
    return found


def fault_of(token: EditToken, now: datetime) -> Refused | None:
    """这张凭证为什么不能用；能用的为空。"""
    if token.revoked_at:
        return Refused(
            f"这次在线编辑已经收回（退出登录，或者被解了锁），{AGAIN}", code="token-revoked"
        )
    if token.expires_at <= now:
        return Refused(f"这次在线编辑的时间已到，{AGAIN}", code="token-expired")
    if token.round != token.matter.round:
        said = f"稿子已经到了“{token.matter.stage_label}”环节，这个地址不再有效。"
        return Refused(said, code="token-moved")
    if not _is_serving(token.person):
        return Refused("您的账号已停用，请与系统管理员联系。", code="token-person")
    return None


def _is_serving(person: Person) -> bool:
    stopped = Account.objects.filter(person=person, is_active=False)
    return person.is_active and not stopped.exists()


@transaction.atomic
def revoke(person: Person, *, now: datetime) -> int:
    """收回一个人的全部凭证和锁，返回收回几张；退出登录时用。"""
    count = EditToken.objects.live(now).filter(person=person).update(revoked_at=now)
    EditLock.objects.filter(person=person).delete()
    return count


def is_away(person: Person, now: datetime) -> bool:
    """此人今天有没有委托别人代办（出差、请假）。"""
    today = timezone.localtime(now).date()
    return Delegation.objects.in_force(today).filter(person=person).exists()
