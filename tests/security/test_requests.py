"""请求里做手脚：没有令牌的表单、别件的编号、多填的格、响应头里的换行。"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sanban.documents import services
from sanban.documents.services import Registration
from sanban.matters.models import MatterFile
from sanban.people.models import Person
from tests.security.pages import BACKEND, PAGES, body, signed

# 凭请求头、地址里的凭证进的，浏览器不会替人带上，不用令牌
EXEMPT = {"dav", "dav-folder"}
TRICKS = (
    '甲"\r\nX-Evil: 1\r\n\r\n<script>.docx',
    "甲\u202excod.exe",
    "甲'; filename*=UTF-8''evil.html",
    "甲\x01\x7f.html",
    "../../甲.docx",
)


def test_every_form_wants_its_token(cast, accounts):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(accounts[cast.clerk.pk], backend=BACKEND)
    free = [page for page in PAGES.values() if page.is_csrf_exempt]
    assert {page.name for page in free} <= EXEMPT | {one for one in PAGES if one.startswith("api-")}
    wrong = {
        name: status
        for name, page in PAGES.items()
        if not page.is_csrf_exempt
        and (status := client.post(page.dummy()).status_code) not in (403, 405)
    }
    assert wrong == {}


@pytest.fixture
def other(cast, now, paper_pdf):
    """另一位文书登记的另一件收文，连同它的文件。"""
    intake = services.receive(paper_pdf, name="另一件.pdf", by=cast.clerk_b, now=now)
    form = Registration(title="关于另一件事的函", sender_name="演示市水务局")
    made = services.register(intake, form, by=cast.clerk_b, now=now, send=False)
    return MatterFile.objects.get(matter=made.matter)


@pytest.mark.parametrize("page", ["matter-file", "matter-pdf", "matter-ready"])
def test_the_file_of_another_matter_is_not_reached_through_mine(
    cast, accounts, matter, other, page
):
    """事项是我的，文件编号是别件的：没有这一份。"""
    client = signed(accounts, cast.clerk)
    kwargs = {"pk": matter.pk, "file": other.pk}
    assert client.get(reverse(page, kwargs=kwargs)).status_code == 404


def test_a_file_is_not_reached_by_its_digest_or_name(cast, accounts, matter_file):
    client = signed(accounts, cast.outsider)
    for found in (matter_file.stored.digest, matter_file.name):
        for place in ("files", "static", "media", "static/../files"):
            assert client.get(f"/{place}/{found}").status_code == 404
            assert client.get(f"/{place}/{found[:2]}/{found}").status_code == 404


@pytest.mark.parametrize("path", ["../settings.py", "..%2f..%2fsettings.py", "%2e%2e/x", "/etc/x"])
def test_no_path_leaves_the_static_files(client, db, path):
    client.raise_request_exception = False
    assert client.get(f"/static/{path}").status_code == 404


def test_boxes_that_are_not_on_the_form_change_nothing(cast, accounts):
    """多填的格：不会因此改了单位、当了管理员、启用了账号。"""
    person = cast.drafter
    before = Person.objects.filter(pk=person.pk).values().get()
    data = {
        "name": person.name, "org": person.org_id, "rank_order": person.rank_order,
        "telephone": person.telephone, "post_name": person.post_name, "id": 1, "pk": 1,
        "is_superuser": "1", "is_staff": "1", "is_active": "", "role": "sys_admin",
        "roles": "sys_admin", "holdings": "sys_admin", "account": "1", "password": "x",
    }  # fmt: skip
    url = reverse("person-edit", args=[person.pk])
    assert signed(accounts, cast.clerk).post(url, data).status_code in (302, 409, 422)
    after = Person.objects.filter(pk=person.pk).values().get()
    assert {name for name in before if before[name] != after[name]} <= {"initials"}
    assert [one.role for one in person.holdings.all()] == ["drafter"]


def test_a_form_cannot_name_another_as_its_author(cast, accounts, matter):
    """办理的人是登录的人，填别人的编号没有用。"""
    client = signed(accounts, cast.clerk)
    data = {"remark": "呈阅", "by": cast.mayor.pk, "person": cast.mayor.pk, "actor": cast.mayor.pk}
    client.post(reverse("matter-move", args=[matter.pk, "submit"]), data)
    assert set(matter.steps.values_list("person", flat=True)) == {cast.clerk.pk}


@pytest.mark.parametrize("name", TRICKS)
def test_no_file_name_breaks_out_of_its_header(cast, accounts, matter, matter_file, name):
    MatterFile.objects.filter(pk=matter_file.pk).update(name=name)
    client = signed(accounts, cast.clerk)
    for page in ("matter-file", "matter-pdf"):
        answer = client.get(reverse(page, args=[matter.pk, matter_file.pk]))
        body(answer)
        assert "X-Evil" not in answer.headers
        shown = answer["Content-Disposition"]
        assert shown.isascii() and not {"\r", "\n", "\0"} & set(shown)
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("页.html", b"<!DOCTYPE html><html><script>alert(1)</script></html>"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("图.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("文.txt", b"<html><script>alert(1)</script></html>"),
    ],
)
def test_a_page_sent_in_as_a_file_is_never_opened_as_a_page(cast, accounts, name, data):
    """网页、带脚本的图：不收；收了的也只能存盘。"""
    upload = {"file": SimpleUploadedFile(name, data)}
    answer = signed(accounts, cast.clerk).post(reverse("intake-upload"), upload)
    assert answer.status_code in (409, 422)


def test_what_is_downloaded_is_never_shown_in_the_browser(cast, accounts, matter, matter_file):
    answer = signed(accounts, cast.clerk).get(
        reverse("matter-file", args=[matter.pk, matter_file.pk])
    )
    body(answer)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
