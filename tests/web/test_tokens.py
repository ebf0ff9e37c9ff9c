"""订阅与接口页：凭证只显示一遍，作废以后取不到。"""

import re

import pytest
from django.urls import reverse

from sanban.people.models import AccessToken


@pytest.fixture
def clerk(cast, sign_in):
    return sign_in(cast.clerk)


def make(client, purpose, label="手机日历"):
    return client.post(reverse("tokens"), {"purpose": purpose, "label": label})


def shown(answer):
    found = re.search(r'id="made-token"[^>]*value="([^"]+)"', answer.content.decode())
    return found and found[1]


def test_a_secret_is_shown_once(clerk):
    answer = make(clerk, "api")
    secret = shown(answer)
    assert answer.status_code == 200
    assert len(secret) >= 40
    again = clerk.get(reverse("tokens")).content.decode()
    assert "手机日历" in again
    assert secret not in again


def test_a_calendar_address_is_whole_and_works(clerk):
    address = shown(make(clerk, "calendar"))
    assert re.fullmatch(r"http://testserver/calendar/[\w-]{43}\.ics", address)
    assert clerk.get(address).status_code == 200


def test_behind_https_the_address_is_https(clerk, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert shown(make(clerk, "calendar")).startswith("https://")


def test_a_revoked_address_is_gone(clerk):
    address = shown(make(clerk, "calendar"))
    token = AccessToken.objects.get()
    answer = clerk.post(reverse("token-revoke", args=(token.pk,)), follow=True)
    assert "已作废" in answer.content.decode()
    assert clerk.get(address).status_code == 404


@pytest.mark.parametrize(("purpose", "label"), [("api", ""), ("api", "长" * 41), ("ssh", "甲")])
def test_a_bad_form_is_told(clerk, purpose, label):
    answer = make(clerk, purpose, label)
    assert answer.status_code == 422
    assert shown(answer) is None
    assert not AccessToken.objects.exists()


def test_the_eleventh_is_refused_in_words(clerk):
    for _ in range(10):
        make(clerk, "api")
    answer = make(clerk, "api")
    assert (answer.status_code, "请先作废不用的" in answer.content.decode()) == (422, True)


def test_the_page_costs_the_same_with_many_tokens(clerk, django_assert_num_queries):
    clerk.get(reverse("tokens"))
    for count in (1, 9):
        for _ in range(count):
            make(clerk, "api")
        with django_assert_num_queries(6):
            clerk.get(reverse("tokens"))
