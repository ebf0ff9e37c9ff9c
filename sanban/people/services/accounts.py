"""账号：开设、重置、停用启用、解锁、登录留痕、本人改密码、大字。"""

import secrets
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.people.models import Account, OldPassword, Person
from sanban.people.passwords import REMEMBERED
from sanban.people.services.roles import check_not_last
from sanban.people.services.tokens import revoke_all

ALPHABETS = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789")
ONE_TIME_LENGTH = 12
LOCKED_FOR = timedelta(minutes=30)
"""连续输错后锁多久。"""
WEAK = {
    "password_too_short": "新密码太短，至少要 10 个字符。",
    "password_too_similar": "新密码与用户名太像，请换一个。",
    "password_too_common": "新密码太常见，容易被猜到，请换一个。",
}


def one_time_password() -> str:
    """一次性密码：十二位，大写、小写、数字都有，不用容易看错的字。"""
    chosen = [secrets.choice(letters) for letters in ALPHABETS]
    rest = ONE_TIME_LENGTH - len(chosen)
    chosen += [secrets.choice("".join(ALPHABETS)) for _ in range(rest)]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)


@transaction.atomic
def open_account(person: Person, *, username: str, by: Person | None) -> tuple[Account, str]:
    """给一个人开账号，返回账号和一次性密码；密码只在这里出现一次，库里只有散列。

    :raises Refused: 人已离岗、已有账号、用户名空着或被占用。
    """
    name = username.strip()
    _check_opening(person, name)
    account = Account(username=name, person=person, must_change_password=True)
    password = one_time_password()
    account.set_password(password)
    account.save()
    audit.record("account.open", by=by, target=f"account:{account.pk}", detail=name)
    return account, password


def _check_opening(person: Person, name: str) -> None:
    if not person.is_active:
        raise Refused(f"{person.name}已经离岗，不能再开账号。", code="not-active")
    if Account.objects.filter(person=person).exists():
        said = f"{person.name}已经有账号了；忘了密码的，请用“重置密码”。"
        raise Refused(said, code="has-account")
    if not name or len(name) > 40 or any(one.isspace() for one in name):
        raise Refused("用户名要填，不超过 40 个字，中间不留空格。", code="bad-username")
    if Account.objects.filter(username__iexact=name).exists():
        raise Refused(f"用户名“{name}”已经有人用了，请换一个。", code="username-taken")


@transaction.atomic
def reset_password(account: Account, *, by: Person) -> str:
    """重置成一次性密码并返回；本人下次登录须改，在别处的登录、手上的凭证随即失效。"""
    password = one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    unlock(account, by=by)
    revoke_all(account.person, by=by, now=timezone.now())
    audit.record("account.reset", by=by, target=f"account:{account.pk}", detail=account.username)
    return password


@transaction.atomic
def set_enabled(account: Account, *, is_active: bool, by: Person) -> Account:
    """停用或启用账号；停用的，凭证全部作废。

    :raises Refused: 停用自己的账号、三员里唯一的一位；启用离岗人员的账号。
    """
    if not is_active and account.person_id == by.pk:
        raise Refused("不能停用自己的账号，请另一位系统管理员来办。", code="own-account")
    if is_active and not account.person.is_active:
        raise Refused("这个人已经离岗，账号不能启用。", code="not-active")
    if not is_active:
        check_not_last(account.person)
    account.is_active = is_active
    account.save(update_fields=["is_active"])
    if not is_active:
        revoke_all(account.person, by=by, now=timezone.now())
    act = "account.enable" if is_active else "account.disable"
    audit.record(act, by=by, target=f"account:{account.pk}", detail=account.username)
    return account


@transaction.atomic
def unlock(account: Account, *, by: Person) -> int:
    """解除输错密码的锁定，返回清去几条失败记录。"""
    gone = int(AccessAttempt.objects.filter(username=account.username).delete()[0])
    if gone:
        audit.record("account.unlock", by=by, target=f"account:{account.pk}")
    return gone


@transaction.atomic
def change_password(account: Account, *, old: str, new: str, now: datetime) -> Account:
    """本人改密码；旧的记进用过的密码，别处的登录随即失效。

    :raises Refused: 现密码不对、新密码不合规矩（一句话列出全部不合之处）。
    """
    if not account.check_password(old):
        raise Refused("原密码不对，请重新输入。", code="wrong-password")
    try:
        validate_password(new, account)
    except ValidationError as fault:
        raise Refused(_weak(fault), code="weak-password") from fault
    _keep_old(account, now)
    account.set_password(new)
    account.must_change_password = False
    account.password_changed_at = now
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    audit.record("account.password", by=account.person, target=f"account:{account.pk}")
    return account


def _weak(fault: ValidationError) -> str:
    said = [WEAK.get(one.code or "") or "".join(one.messages) for one in fault.error_list]
    return "".join(said)


def _keep_old(account: Account, now: datetime) -> None:
    OldPassword.objects.create(account=account, digest=account.password, set_at=now)
    kept = account.old_passwords.order_by("-set_at", "-id").values_list("pk", flat=True)
    account.old_passwords.exclude(pk__in=list(kept[:REMEMBERED])).delete()


@transaction.atomic
def set_large_type(account: Account, *, is_large: bool) -> Account:
    """记下此人用不用大字。"""
    account.is_large_type = is_large
    account.save(update_fields=["is_large_type"])
    return account


@transaction.atomic
def note_sign_in(username: str, *, person: Person | None) -> None:
    """登录成败都留痕；`person` 为空是没登上。"""
    audit.record("sign-in", by=person, detail=username[:40], is_done=person is not None)


@transaction.atomic
def note_sign_out(person: Person) -> None:
    """退出也留痕。"""
    audit.record("sign-out", by=person)
