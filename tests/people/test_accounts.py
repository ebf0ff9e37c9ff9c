"""账号：一次性密码只出现一次，旧密码记着，停用不停自己。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import OldPassword
from tests.conftest import PASSWORD


@pytest.fixture
def account(cast, accounts):
    return accounts[cast.clerk.pk]


def test_a_new_account_has_a_one_time_password(cast):
    account, password = services.open_account(cast.clerk, username="lin", by=cast.sys_admin)
    assert account.check_password(password)
    assert account.must_change_password
    assert len(password) == 12


@pytest.mark.parametrize(("username", "said"), [("", "要填"), ("a b", "空格"), ("LIN", "有人用了")])
def test_a_bad_username_is_refused(cast, username, said):
    services.open_account(cast.director, username="lin", by=cast.sys_admin)
    with pytest.raises(Refused, match=said):
        services.open_account(cast.clerk, username=username, by=cast.sys_admin)


def test_one_account_a_person(cast, account):
    with pytest.raises(Refused, match="已经有账号"):
        services.open_account(cast.clerk, username="lin", by=cast.sys_admin)


def test_no_account_for_one_who_left(cast, now):
    services.deactivate(cast.clerk, by=cast.sys_admin, now=now)
    with pytest.raises(Refused, match="离岗"):
        services.open_account(cast.clerk, username="lin", by=cast.sys_admin)


def test_a_reset_forces_a_change(cast, account):
    password = services.reset_password(account, by=cast.sys_admin)
    assert account.check_password(password)
    assert account.must_change_password


def test_an_admin_cannot_stop_himself(cast, accounts):
    with pytest.raises(Refused, match="自己的账号"):
        services.set_enabled(accounts[cast.sys_admin.pk], is_active=False, by=cast.sys_admin)


def change(account, old, new, now):
    return services.change_password(account, old=old, new=new, now=now)


def test_the_last_five_passwords_are_not_used_again(account, now):
    current = PASSWORD
    for turn in range(6):
        fresh = f"Qiu-feng-{turn}-ok"
        change(account, current, fresh, now + timedelta(minutes=turn))
        current = fresh
    assert OldPassword.objects.filter(account=account).count() == 5
    with pytest.raises(Refused, match="最近用过"):
        change(account, current, "Qiu-feng-0-ok", now)
    change(account, current, PASSWORD, now)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("Short-1", "太短"),
        ("abcdefghijk", "三类"),
        ("Password123", "太常见"),
        (PASSWORD, "最近用过"),
    ],
)
def test_a_weak_password_is_refused(account, now, new, said):
    with pytest.raises(Refused, match=said):
        change(account, PASSWORD, new, now)


def test_a_password_like_the_username_is_refused(account, now):
    account.username = "linxiaoyan"
    with pytest.raises(Refused, match="太像"):
        change(account, PASSWORD, "Linxiaoyan1", now)


def test_a_change_starts_the_ninety_days(account, now):
    change(account, PASSWORD, "Qiu-feng-2026", now)
    assert account.password_changed_at == now
    assert not account.must_change_password
