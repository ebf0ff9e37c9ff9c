"""日历订阅、接口的凭证：发出、作废、认人；库里只存摘要，真身不进日志。"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.people.models import AccessToken, Person, TokenPurpose

MOST = 10
"""一个人同时至多几张。"""
LONGEST_LABEL, LONGEST_SECRET = 40, 100
STEP = timedelta(minutes=10)
"""隔多久才记一次“最近用过”，免得每个请求都写库。"""


def digest_of(secret: str) -> str:
    """凭证的摘要，SHA-256，64 位十六进制。"""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def make_token(
    person: Person, *, purpose: str, label: str, now: datetime
) -> tuple[AccessToken, str]:
    """发一张凭证，返回凭证和它的真身；真身只在这时给出，以后再也取不到。

    :param purpose: `TokenPurpose` 里的一种。
    :param label: 用在哪台机器、哪个系统，本人认得就行。
    :raises Refused: 用处不认得、名称空着或太长、已经有十张、人已离岗。
    """
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    name = " ".join(label.split())
    _check(fresh, purpose, name)
    secret = secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        person=fresh, purpose=purpose, digest=digest_of(secret), label=name, made_at=now
    )
    audit.record("token.make", by=person, target=f"token:{token.pk}", detail=str(token))
    return token, secret


def _check(person: Person, purpose: str, name: str) -> None:
    if purpose not in TokenPurpose.values:
        raise Refused("凭证只有日历订阅、接口两种，请从单子里选。", code="bad-purpose")
    if not name or len(name) > LONGEST_LABEL:
        said = f"请写上用在哪里，如“手机日历”，不超过 {LONGEST_LABEL} 个字。"
        raise Refused(said, code="bad-label")
    if not person.is_active:
        raise Refused(f"{person.name}已经离岗，不能再发凭证。", code="not-active")
    if AccessToken.objects.live(person).count() >= MOST:
        raise Refused(f"已经有 {MOST} 张凭证了，请先作废不用的。", code="too-many")


@transaction.atomic
def revoke_token(token: AccessToken, *, by: Person, now: datetime) -> AccessToken:
    """作废一张；已经作废的照旧。

    :raises Refused: 不是本人的。
    """
    if token.person_id != by.pk:
        raise Refused("这张凭证不是您的，不能作废。", code="not-own")
    if AccessToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        audit.record("token.revoke", by=by, target=f"token:{token.pk}", detail=str(token))
    token.refresh_from_db()
    return token


@transaction.atomic
def revoke_all(person: Person, *, by: Person | None, now: datetime) -> int:
    """作废一个人的全部凭证，返回几张；离岗、停用账号、重置密码时用。"""
    count = AccessToken.objects.live(person).update(revoked_at=now)
    if count:
        said = f"{person.name}　{count} 张"
        audit.record("token.revoke", by=by, target=f"person:{person.pk}", detail=said)
    return count


def person_of(secret: str, purpose: str, *, now: datetime) -> Person | None:
    """凭证认出的人，连同单位、科室、所任角色；认不出的为空。"""
    if not secret or len(secret) > LONGEST_SECRET:
        return None
    token = AccessToken.objects.known(digest_of(secret), purpose)
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at > STEP:
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=now)
    token.person.know(list(token.person.holdings.all()))
    return token.person
