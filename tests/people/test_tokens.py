"""凭证：真身只给一次，库里只有摘要；作废、离岗、停用、重置，都不再认。"""

from datetime import timedelta

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import AccessToken

API, CALENDAR = "api", "calendar"


@pytest.fixture
def make(accounts, cast, now):
    def made(purpose=API, person=cast.clerk):
        return services.make_token(person, purpose=purpose, label=" 督查 系统 ", now=now)

    return made


def who(secret, now, purpose=API):
    return services.person_of(secret, purpose, now=now)


def test_only_the_digest_is_kept(make, cast, now):
    token, secret = make()
    kept = AccessToken.objects.values().get()
    assert secret not in str(kept)
    assert (len(secret) >= 40, kept["digest"], kept["label"]) == (
        True, services.digest_of(secret), "督查 系统",
    )  # fmt: skip
    assert who(secret, now) == cast.clerk
    assert AuditLog.objects.get(act="token.make").target == f"token:{token.pk}"
    assert secret not in str(list(AuditLog.objects.values()))


def test_a_token_serves_one_purpose(make, now):
    _, secret = make(CALENDAR)
    assert who(secret, now) is None
    assert who(secret, now, CALENDAR)


@pytest.mark.parametrize("secret", ["", "x", "x" * 5000, "\0", "\ud800", "中文"])
def test_a_wrong_secret_is_nobody(cast, now, secret):
    assert who(secret, now) is None


def test_a_revoked_token_is_nobody(make, cast, now):
    token, secret = make()
    services.revoke_token(token, by=cast.clerk, now=now)
    services.revoke_token(token, by=cast.clerk, now=now)
    assert who(secret, now) is None
    assert AuditLog.objects.filter(act="token.revoke").count() == 1


def test_only_the_owner_revokes(make, cast, now):
    token, secret = make()
    with pytest.raises(Refused, match="不是您的"):
        services.revoke_token(token, by=cast.mayor, now=now)
    assert who(secret, now)


def test_one_who_left_and_came_back_has_no_tokens(make, cast, now):
    _, secret = make()
    services.deactivate(cast.clerk, by=cast.sys_admin, now=now)
    assert who(secret, now) is None
    services.reactivate(cast.clerk, by=cast.sys_admin)
    assert who(secret, now) is None


def test_a_stopped_account_has_no_tokens(make, cast, accounts, now):
    _, secret = make()
    account = accounts[cast.clerk.pk]
    services.set_enabled(account, is_active=False, by=cast.sys_admin)
    services.set_enabled(account, is_active=True, by=cast.sys_admin)
    assert who(secret, now) is None


def test_an_account_stopped_in_the_table_is_nobody_at_once(make, cast, accounts, now):
    _, secret = make()
    type(accounts[cast.clerk.pk]).objects.filter(person=cast.clerk).update(is_active=False)
    assert who(secret, now) is None


def test_a_reset_password_ends_the_tokens(make, cast, accounts, now):
    _, secret = make()
    services.reset_password(accounts[cast.clerk.pk], by=cast.sys_admin)
    assert who(secret, now) is None


@pytest.mark.parametrize(
    ("purpose", "label", "code"),
    [("ssh", "甲", "bad-purpose"), (API, "  ", "bad-label"), (API, "长" * 41, "bad-label")],
)
def test_a_bad_request_for_a_token_is_refused(cast, accounts, now, purpose, label, code):
    with pytest.raises(Refused) as fault:
        services.make_token(cast.clerk, purpose=purpose, label=label, now=now)
    assert fault.value.code == code


def test_ten_tokens_are_enough(make):
    for _ in range(10):
        make()
    with pytest.raises(Refused, match="作废不用的"):
        make()


def test_one_who_left_gets_no_token(make, cast, now):
    services.deactivate(cast.clerk, by=cast.sys_admin, now=now)
    with pytest.raises(Refused, match="离岗"):
        make()


def test_the_last_use_is_written_now_and_then(make, now, django_assert_num_queries):
    _, secret = make()
    who(secret, now)
    with django_assert_num_queries(2):
        who(secret, now + timedelta(minutes=9))
    assert AccessToken.objects.get().last_used_at == now
    who(secret, now + timedelta(minutes=11))
    assert AccessToken.objects.get().last_used_at == now + timedelta(minutes=11)


def test_the_person_comes_with_roles(make, now, django_assert_num_queries):
    _, secret = make()
    found = who(secret, now)
    with django_assert_num_queries(0):
        assert [held.role for held in found.holdings.all()] == ["clerk"]
        assert (found.org.short_name, found.office_section.name) == ("县政府办", "文书科")
