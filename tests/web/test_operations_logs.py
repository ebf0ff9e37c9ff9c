"""日志里没有内容：把题目、密码、凭证、搜的词送进每一区，日志里一个字也没有。"""

import io
import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from sanban.core import worker
from sanban.core.jobs import QUICK
from sanban.core.logs import HideSecrets, Json, Plain
from tests.conftest import PASSWORD
from tests.core import jobs_for_tests as some

WORD, SIGN = "绝不外传的题目甲乙丙", "Zx9-mima-Secret"
FIELDS = [
    "q",
    "text",
    "title",
    "sender_name",
    "number",
    "username",
    "password",
    "old_password",
    "new_password",
    "reason",
    "remark",
    "name",
    "address",
    "telephone",
    "body",
    "opinion",
    "content",
    "note",
    "search",
    "who",
    "target",
    "kind",
    "file_name",
    "next",
    "label",
]


@pytest.fixture
def log():
    """照真的样子记日志，两种格式各记一份。"""
    stream, root = io.StringIO(), logging.getLogger()
    handlers = []
    for form in (Json(), Plain()):
        one = logging.StreamHandler(stream)
        one.setFormatter(form)
        one.addFilter(HideSecrets())
        handlers.append(one)
        root.addHandler(one)
    logger = logging.getLogger("sanban.requests")
    kept = logger.level
    logger.setLevel(logging.INFO)
    yield stream
    logger.setLevel(kept)
    for one in handlers:
        root.removeHandler(one)


def pages(resolver=None):
    """不带参数的各页。"""
    for one in (resolver or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from pages(one)
        elif one.name:
            try:
                yield reverse(one.name)
            except NoReverseMatch:
                continue


def clean(log):
    said = log.getvalue()
    assert "请求" in said
    for secret in (WORD, SIGN, PASSWORD):
        assert secret not in said
        assert json.dumps(secret)[1:-1] not in said
    return said


@pytest.mark.parametrize("who", ["clerk", "sys_admin"])
def test_no_area_writes_what_it_was_sent(cast, sign_in, log, who):
    client = sign_in(getattr(cast, who))
    client.raise_request_exception = False
    data = {name: f"{WORD} {SIGN}" for name in FIELDS}
    for url in pages():
        if "sign-out" not in url:
            client.get(url, data).close()
            file = SimpleUploadedFile(f"{WORD}.docx", f"{WORD}{SIGN}".encode())
            client.post(url, {**data, "file": file}).close()
    said = clean(log)
    assert said.count('"page"') > 100


def test_signing_in_writes_no_password_and_no_name(cast, accounts, client, log):
    for word in (PASSWORD, SIGN, WORD):
        client.post("/sign-in/", {"username": WORD, "password": word})
    for _ in range(6):
        client.post("/sign-in/", {"username": SIGN, "password": "x"})
    clean(log)


def test_odd_requests_write_no_path_and_no_header(cast, sign_in, settings, log):
    client = sign_in(cast.clerk)
    client.raise_request_exception = False
    settings.ALLOWED_HOSTS = ["testserver"]
    for url in (f"/{WORD}/", f"/matters/{SIGN}/", f"/dav/{SIGN}/1.docx", f"/calendar/{SIGN}.ics"):
        client.get(url)
        client.get(url, headers={"Host": f"{SIGN}.example", "X-Odd": WORD})
    client.get("/", headers={"Authorization": f"Bearer {SIGN}", "Referer": f"http://{SIGN}/"})
    clean(log)


def test_a_broken_page_writes_where_but_not_what(cast, sign_in, settings, log):
    client = sign_in(cast.clerk)
    client.raise_request_exception = False
    settings.PASSWORD_DAYS = WORD
    assert client.get("/", {"q": WORD}).status_code == 500
    said = clean(log)
    assert "TypeError" in said
    assert "request.py" in said


def test_a_failed_job_writes_no_words(db, log):
    some.tell.enqueue(WORD)
    assert worker.work_one(worker.Hand("worker@here:1", QUICK), now=timezone.now())
    logging.getLogger("sanban.requests").info("请求")
    assert "jobs_for_tests.tell" in clean(log)


def test_a_request_is_one_line_with_its_number_in_the_answer(cast, sign_in, log):
    answer = sign_in(cast.clerk).get("/", {"q": WORD})
    line = json.loads(log.getvalue().splitlines()[0])
    assert line["request"] == answer["X-Request-Id"]
    assert (line["page"], line["method"], line["status"]) == ("desk", "GET", 200)
    assert line["queries"] > 4
    assert line["ms"] >= line["db_ms"] >= 0
