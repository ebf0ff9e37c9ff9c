"""登录：试密码、猜账号、换着法子绕锁定、借登录状态、跳到外面。"""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from sanban.audit.models import AuditLog
from tests.conftest import PASSWORD

SIGN_IN = "/sign-in/"
WRONG = "not-the-password"
TYPED = re.compile(r"[A-Za-z0-9]{64}")
"""表单的令牌，每回不同。"""


@pytest.fixture
def clerk(cast, accounts):
    return accounts[cast.clerk.pk]


def tried(client, username, password=WRONG, **headers):
    data = {"username": username, "password": password}
    return client.post(SIGN_IN, data, headers=headers)


def times(client, username, many=5):
    for _ in range(many):
        tried(client, username)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"X-Real-IP": "203.0.113.9"},
        {"Forwarded": "for=1.2.3.4"},
    ],
)
def test_a_made_up_address_does_not_open_the_lock(client, clerk, headers):
    times(client, clerk.username)
    answer = tried(client, clerk.username, PASSWORD, **headers)
    assert answer.status_code == 403
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("dress", [" {} ", "{}\t", "\u3000{}", "{}\u200b"])
def test_another_way_of_writing_the_name_does_not_open_the_lock(client, clerk, dress):
    times(client, clerk.username)
    tried(client, dress.format(clerk.username), PASSWORD)
    assert "_auth_user_id" not in client.session


def test_tries_under_other_spellings_count_as_tries(client, clerk):
    for _ in range(5):
        tried(client, f" {clerk.username} ")
    assert tried(client, clerk.username, PASSWORD).status_code == 403


def test_a_new_browser_does_not_open_the_lock(client, clerk):
    times(client, clerk.username)
    assert tried(Client(), clerk.username, PASSWORD).status_code == 403


def test_every_try_is_kept_in_the_audit(client, clerk):
    times(client, clerk.username, 3)
    assert AuditLog.objects.filter(act="sign-in", is_done=False).count() == 3


def test_a_name_that_is_not_there_is_answered_the_same(client, clerk):
    known, unknown = tried(client, clerk.username), tried(client, "no-such-one")
    plain = [
        TYPED.sub("", one.content.decode().replace(clerk.username, "no-such-one"))
        for one in (known, unknown)
    ]
    assert known.status_code == unknown.status_code
    assert plain[0] == plain[1]


def test_a_name_that_is_not_there_is_locked_the_same(client, db):
    times(client, "no-such-one")
    assert tried(client, "no-such-one").status_code == 403


def test_the_session_given_before_is_worth_nothing_after(client, clerk):
    """登录以前塞给人的会话号，登录以后不能用。"""
    client.get(SIGN_IN)
    client.session["planted"] = "1"
    client.session.save()
    before = client.session.session_key
    tried(client, clerk.username, PASSWORD)
    assert client.session.session_key != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert thief.get(reverse("messages")).status_code == 302


def test_signing_out_ends_the_session_on_the_server(client, clerk):
    tried(client, clerk.username, PASSWORD)
    key = client.session.session_key
    client.post(reverse("sign-out"))
    assert not Session.objects.filter(session_key=key).exists()
    thief = Client()
    thief.cookies["sessionid"] = key
    assert thief.get(reverse("messages")).status_code == 302


def test_the_cookies_are_not_for_scripts_or_other_sites(client, clerk, settings):
    tried(client, clerk.username, PASSWORD)
    kept = client.cookies["sessionid"]
    assert kept["httponly"] and kept["samesite"] == "Lax"
    assert client.cookies["csrftoken"]["samesite"] == "Lax"
    assert settings.SESSION_COOKIE_AGE <= 30 * 60


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
        "http:evil.example", "javascript:alert(1)", "/\t/evil.example", "///evil.example",
        "https:///evil.example", "%2f%2fevil.example", "/\r\nLocation: //evil.example",
    ],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(client, clerk, wanted):
    data = {"username": clerk.username, "password": PASSWORD, "next": wanted}
    answer = client.post(f"{SIGN_IN}?next={wanted!r}", data)
    assert answer.status_code == 302
    assert answer.url.startswith("/") and not answer.url.startswith(("//", "/\\"))
    assert "evil" not in answer.url.partition("?")[0].split("/")[1:2]


def test_the_password_never_comes_back_on_the_page(client, clerk):
    assert "S3cret-typed" not in tried(client, clerk.username, "S3cret-typed").content.decode()


def test_a_reset_password_is_good_for_one_thing(client, cast, accounts, clerk, sign_in):
    """重置后的密码，登上去只能改密码。"""
    admin = Client()
    admin.force_login(accounts[cast.sys_admin.pk], backend="sanban.people.backends.AccountBackend")
    admin.post(reverse("account-reset", args=[clerk.pk]))
    clerk.refresh_from_db()
    assert clerk.must_change_password
    client.force_login(clerk, backend="sanban.people.backends.AccountBackend")
    assert client.get(reverse("register")).url == reverse("change-password")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80@oa.local", "oa.local.evil.example"]
)
def test_another_host_name_is_refused(client, db, settings, host):
    settings.ALLOWED_HOSTS = ["oa.local"]
    assert client.get(SIGN_IN, headers={"host": host}).status_code == 400
