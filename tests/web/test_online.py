"""在线编辑的页和小门：地址只给一回，退出登录就收回，状态码软件看得懂。"""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from sanban.documents.models import DraftVersion, EditLock, EditToken
from sanban.documents.services import online
from sanban.matters import services as matters
from sanban.matters.services import Asked
from sanban.people.models import Delegation
from tests.documents.online.conftest import HOUR, altered

ADDRESS = re.compile(r"http://testserver(/dav/[^\"<]+/draft-\d+\.docx)")


def opened(client, outgoing):
    page = client.post(reverse("online-open", args=[outgoing.pk])).content.decode()
    return ADDRESS.search(page).group(1)


def test_the_address_is_given_once_and_only_on_asking(sign_in, cast, outgoing):
    client = sign_in(cast.drafter)
    url = reverse("online-open", args=[outgoing.pk])
    assert not ADDRESS.search(client.get(url).content.decode())
    address = opened(client, outgoing)
    client.logout()
    answer = client.get(address)
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_signing_out_takes_the_address_back(sign_in, cast, outgoing):
    client = sign_in(cast.drafter)
    address = opened(client, outgoing)
    client.post(reverse("sign-out"))
    answer = client.get(address)
    assert (answer.status_code, "已经收回" in answer.content.decode()) == (403, True)


def test_a_save_needs_no_cookie_and_no_form_token(client, sign_in, cast, outgoing):
    address = opened(sign_in(cast.drafter), outgoing)
    client.logout()
    client.handler.enforce_csrf_checks = True
    given = altered(client.get(address).content, "秋季", "冬季")
    answer = client.put(address, given, content_type="application/octet-stream")
    assert answer.status_code == 204
    assert DraftVersion.objects.newest(outgoing.matter).way == "webdav"


def test_an_address_of_a_stage_gone_by_is_refused(client, sign_in, cast, outgoing):
    address = opened(sign_in(cast.drafter), outgoing)
    matters.move(outgoing.matter, "to_review", asked=Asked(cast.drafter, timezone.now()))
    assert client.get(address).status_code == 403
    assert client.generic("LOCK", address).status_code == 403


def test_an_address_stops_reading_once_the_matter_is_handed_on(client, sign_in, cast, outgoing):
    asked = Asked(cast.drafter, timezone.now())
    matters.refer(outgoing.matter, cast.clerk, asked=asked)
    address = opened(sign_in(cast.clerk), outgoing)
    assert client.generic("PROPFIND", address).status_code == 207
    asked = Asked(cast.clerk, timezone.now())
    matters.refer(outgoing.matter, cast.clerk_b, asked=asked)
    for method in ("GET", "HEAD", "PROPFIND", "LOCK"):
        assert client.generic(method, address).status_code == 403, method


def test_somebody_else_is_editing(client, sign_in, cast, outgoing):
    now = timezone.now()
    address = opened(sign_in(cast.drafter), outgoing)
    matters.refer(outgoing.matter, cast.clerk, asked=Asked(cast.drafter, now))
    outgoing.matter.refresh_from_db()
    secret = online.open_token(outgoing, by=cast.clerk, now=now)
    online.lock(online.enter(secret, now=now), lasts=HOUR, now=now)
    body = '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope></lockinfo>'
    answer = client.generic("LOCK", address, body)
    assert answer.status_code == 423
    assert "林晓燕从" in answer.content.decode()
    assert client.put(address, b"x").status_code in (409, 415)


def test_the_page_says_who_is_editing_and_the_director_unlocks(sign_in, cast, outgoing):
    now = timezone.now()
    secret = online.open_token(outgoing, by=cast.drafter, now=now)
    online.lock(online.enter(secret, now=now), lasts=HOUR, now=now)
    client = sign_in(cast.director)
    page = client.get(reverse("online-open", args=[outgoing.pk])).content.decode()
    assert "孙佳（8000）从今日" in page
    url = reverse("online-unlock", args=[outgoing.pk])
    assert client.post(url, {"reason": " "}).status_code == 409
    answer = client.post(url, {"reason": "出差，急等改稿"}, follow=True)
    assert "已解开孙佳的编辑锁" in answer.content.decode()
    assert not EditLock.objects.exists()


def test_a_fault_of_ours_says_nothing_of_the_address(client, sign_in, cast, outgoing, caplog):
    address = opened(sign_in(cast.drafter), outgoing)
    EditToken.objects.update(base=0)
    DraftVersion.objects.filter(matter=outgoing.matter)._raw_delete("default")
    answer = client.get(address)
    assert answer.status_code in (409, 500)
    assert address.split("/")[2] not in caplog.text


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_costs_little(sign_in, cast, outgoing, method, django_assert_max_num_queries):
    client = sign_in(cast.drafter)
    url = reverse("online-open", args=[outgoing.pk])
    client.get(url)
    with django_assert_max_num_queries({"get": 12, "post": 22}[method]):
        getattr(client, method)(url)


def test_behind_an_encrypting_proxy_the_address_is_encrypted_too(sign_in, cast, outgoing, settings):
    client = sign_in(cast.drafter)
    settings.SESSION_COOKIE_SECURE = True
    url = reverse("online-open", args=[outgoing.pk])
    assert "https://testserver/dav/" in client.post(url).content.decode()


def test_the_page_says_when_the_holder_is_away(sign_in, cast, outgoing):
    now, today = timezone.now(), timezone.localdate()
    secret = online.open_token(outgoing, by=cast.drafter, now=now)
    online.lock(online.enter(secret, now=now), lasts=HOUR, now=now)
    Delegation.objects.create(person=cast.drafter, deputy=cast.clerk, since=today, until=today)
    page = sign_in(cast.director).get(reverse("online-open", args=[outgoing.pk]))
    assert "多半不在岗" in page.content.decode()


def test_too_large_a_file_is_refused_with_a_code_suites_know(sign_in, cast, outgoing, settings):
    client = sign_in(cast.drafter)
    address = opened(client, outgoing)
    settings.UPLOAD_LIMIT = 1000
    answer = client.put(address, b"x" * 5000, content_type="application/octet-stream")
    assert answer.status_code == 413
