"""出错的页面：找不到、太大、库不答、出了毛病，都用中文说一句，不露里面的字。"""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ConnectionHandler
from django.urls import reverse

from sanban.documents.models import Intake
from tests.web.test_attacks import words

ENGLISH = ("Not Found", "Traceback", "Forbidden", "Server Error", "Bad Request")


def plain(answer, status):
    said = words(answer)
    assert answer.status_code == status
    assert "没有办成" in said
    assert not any(one in said for one in ENGLISH)


def test_a_missing_page_says_so_in_chinese(client, sign_in, cast):
    plain(client.get("/no-such-page/"), 404)
    plain(sign_in(cast.clerk).get("/matters/999999/"), 404)


def test_a_broken_page_says_so_without_the_database(client, sign_in, cast, monkeypatch):
    sign_in(cast.clerk)
    client.raise_request_exception = False
    monkeypatch.setattr("sanban.web.desk.desk.context", lambda *_: 1 / 0)
    plain(client.get("/"), 500)


def test_a_silent_database_asks_to_come_back_later(client, sign_in, cast, monkeypatch, tmp_path):
    away = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "no" / "such.sqlite3"}
    sign_in(cast.clerk)
    client.raise_request_exception = False
    ask = lambda *_: ConnectionHandler({"default": away})["default"].cursor()  # noqa: E731
    monkeypatch.setattr("sanban.web.desk.desk.context", ask)
    answer = client.get("/")
    plain(answer, 503)
    assert "过一会儿再办" in words(answer)


def test_a_wrong_method_says_so(sign_in, cast):
    plain(sign_in(cast.clerk).get(reverse("messages-read")), 405)


def test_too_many_words_are_refused_in_chinese(sign_in, cast):
    client = sign_in(cast.clerk)
    plain(client.post(reverse("register-new"), {"title": "办" * 3_000_000}), 413)
    plain(client.post(reverse("batch"), {f"x{n}": "1" for n in range(1100)}), 413)


def test_a_huge_upload_is_stopped_before_it_is_kept(sign_in, cast, settings):
    settings.UPLOAD_LIMIT = 4 * 1024 * 1024
    data = {"file": SimpleUploadedFile("某.txt", b"a" * 10_000_000)}
    plain(sign_in(cast.clerk).post(reverse("intake-upload"), data), 413)
    assert not Intake.objects.exists()


def test_a_stranger_may_not_send_much(client, db):
    plain(client.post(reverse("sign-in"), {"username": "x" * 1_100_000}), 413)


def test_a_wrong_host_is_refused_in_chinese(client, db, settings):
    settings.ALLOWED_HOSTS = ["oa.local"]
    plain(client.get("/sign-in/", headers={"host": "evil.example"}), 400)
