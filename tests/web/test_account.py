"""登录、锁定、改密码、大字、消息：从页面上走。"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sanban.audit.models import AuditLog
from sanban.inbox.models import Message
from sanban.people import services
from tests.conftest import PASSWORD

ZONE = ZoneInfo("Asia/Shanghai")
FRESH = "Qiu-feng-2026"


def enter(client, account, password=PASSWORD, **more):
    data = {"username": account.username, "password": password, **more}
    return client.post(reverse("sign-in"), data)


@pytest.fixture
def clerk(cast, accounts):
    return accounts[cast.clerk.pk]


def test_signs_in_and_goes_where_it_was_going(client, clerk):
    answer = enter(client, clerk, next="/messages/")
    assert (answer.status_code, answer.url) == (302, "/messages/")
    assert AuditLog.objects.filter(act="sign-in", is_done=True, detail=clerk.username).exists()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_never_goes_to_another_site(client, clerk, wanted):
    assert enter(client, clerk, next=wanted).url == reverse("desk")


def test_a_wrong_password_says_what_to_do(client, clerk):
    answer = enter(client, clerk, "不对")
    assert answer.status_code == 422
    assert "用户名或者密码不对" in answer.content.decode()
    assert AuditLog.objects.filter(act="sign-in", is_done=False).exists()


def test_five_wrong_passwords_lock_the_account(client, clerk, cast):
    for _ in range(5):
        answer = enter(client, clerk, "不对")
    assert answer.status_code == 403
    assert "锁定 30 分钟" in answer.content.decode()
    assert enter(client, clerk).status_code == 403
    services.unlock(clerk, by=cast.sys_admin)
    assert enter(client, clerk).status_code == 302


def test_the_lock_ends_by_itself(client, clerk):
    for _ in range(5):
        enter(client, clerk, "不对")
    assert timedelta(hours=settings.AXES_COOLOFF_TIME) == timedelta(minutes=30)


def test_a_stopped_account_cannot_enter(client, clerk, cast):
    services.set_enabled(clerk, is_active=False, by=cast.sys_admin)
    assert enter(client, clerk).status_code == 422


def test_a_stopped_account_is_put_out_at_once(client, clerk, cast):
    enter(client, clerk)
    services.set_enabled(clerk, is_active=False, by=cast.sys_admin)
    assert client.get(reverse("messages")).status_code == 302


def test_the_first_sign_in_must_change_the_password(client, cast):
    account, password = services.open_account(cast.clerk, username="lin", by=cast.sys_admin)
    enter(client, account, password)
    assert client.get(reverse("messages")).url == reverse("change-password")
    page = client.get(reverse("change-password"))
    assert "初始密码" in page.content.decode()
    data = {"old": password, "new": FRESH, "again": FRESH}
    assert client.post(reverse("change-password"), data).status_code == 302
    assert client.get(reverse("messages")).status_code == 200


def test_a_password_used_for_ninety_days_must_change(client, clerk):
    clerk.password_changed_at = timezone.now() - timedelta(days=91)
    clerk.save()
    enter(client, clerk)
    assert client.get(reverse("messages")).url == reverse("change-password")


def test_changing_the_password_ends_the_other_sessions(client, clerk):
    other = Client()
    enter(client, clerk)
    enter(other, clerk)
    data = {"old": PASSWORD, "new": FRESH, "again": FRESH}
    client.post(reverse("change-password"), data)
    assert client.get(reverse("messages")).status_code == 200
    assert other.get(reverse("messages")).status_code == 302


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("Ab-1", "Ab-1", "新密码太短"),
        ("alllowercase", "alllowercase", "至少三类"),
        (PASSWORD, PASSWORD, "最近用过"),
        (FRESH, "Qiu-feng-2027", "两遍输入"),
    ],
)
def test_a_bad_new_password_is_told_why(client, clerk, new, again, said):
    enter(client, clerk)
    data = {"old": PASSWORD, "new": new, "again": again}
    answer = client.post(reverse("change-password"), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_old_password_must_be_right(client, clerk):
    enter(client, clerk)
    data = {"old": "不对", "new": FRESH, "again": FRESH}
    answer = client.post(reverse("change-password"), data)
    assert "原密码不对" in answer.content.decode()


def test_an_idle_session_expires(client, clerk):
    enter(client, clerk)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = client.get(reverse("messages"))
    assert answer.url == f"{reverse('sign-in')}?next=/messages/"


def test_the_session_lasts_thirty_idle_minutes():
    assert settings.SESSION_COOKIE_AGE == 30 * 60


def test_large_type_is_kept_and_returns_to_the_page(client, clerk):
    enter(client, clerk)
    back = {"HTTP_REFERER": "http://testserver/messages/"}
    answer = client.post(reverse("large-type"), {"large": "1"}, **back)
    assert answer.url == "http://testserver/messages/"
    assert 'data-size="large"' in client.get(reverse("messages")).content.decode()


def test_sign_out_is_kept_in_the_audit(client, clerk):
    enter(client, clerk)
    client.post(reverse("sign-out"))
    assert client.get(reverse("messages")).status_code == 302
    assert AuditLog.objects.filter(act="sign-out").exists()


@pytest.fixture
def message(cast):
    return Message.objects.create(
        person=cast.clerk,
        kind="remind",
        title="请抓紧办理",
        link="/messages/",
        cause="c1",
        sent_at=datetime(2026, 9, 16, 9, tzinfo=ZONE),
    )


def test_opening_a_message_reads_it_and_goes_there(client, clerk, message):
    enter(client, clerk)
    answer = client.post(reverse("message-open", args=[message.pk]))
    assert answer.url == "/messages/"
    message.refresh_from_db()
    assert message.read_at


def test_another_persons_message_does_not_exist(sign_in, cast, message):
    client = sign_in(cast.mayor)
    assert client.post(reverse("message-open", args=[message.pk])).status_code == 404


def test_messages_cost_the_same_however_many(sign_in, cast, django_assert_num_queries, message):
    client = sign_in(cast.clerk)
    many = [
        Message(
            person=cast.clerk, kind="k", title=f"第{n}条", cause=f"m{n}", sent_at=message.sent_at
        )
        for n in range(60)
    ]
    client.get(reverse("messages"))
    with django_assert_num_queries(6):
        client.get(reverse("messages"))
    Message.objects.bulk_create(many)
    with django_assert_num_queries(6):
        client.get(reverse("messages"))
