"""探活和度量：不登录、不带内容、便宜；度量只给准取的。"""

from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from sanban.core.jobs import beat
from sanban.operations.services import readiness

NUMBER = "907182635463"
"""别处不会碰巧有的编号。"""
WORD = "绝不外传的题目甲乙丙"
ON = "sanban.web.operations.metrics.middleware"


@pytest.fixture
def probe(client, settings):
    """每次都是新起的进程：答案没有留着。"""

    def ask(url, **named):
        readiness._applied.clear()
        client.handler._middleware_chain = None
        client.handler.load_middleware()
        return client.get(url, **named)

    return ask


def test_alive_asks_no_database(client):
    """没有要数据库的夹具，碰一下库就不过。"""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content.decode()) == (200, "正常\n")


def test_ready_says_what_is_the_matter(db, probe):
    answer = probe("/readyz")
    assert (answer.status_code, "后台进程没有动静" in answer.content.decode()) == (503, True)
    assert probe("/readyz/web").status_code == 200
    beat("worker@here:1", now=timezone.now())
    assert probe("/readyz").status_code == 200


def test_asking_often_costs_one_look(db, probe, client, django_assert_num_queries):
    beat("worker@here:1", now=timezone.now())
    probe("/readyz")
    with django_assert_num_queries(0):
        for _ in range(50):
            assert client.get("/readyz").status_code == 200


def test_a_probe_reads_no_session_and_keeps_nothing(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.clerk)
    with django_assert_num_queries(0):
        answer = client.get("/healthz", {"q": WORD})
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer
    assert client.post("/healthz").status_code == 404


def test_metrics_are_off_unless_asked_for(db, client):
    assert client.get("/metrics").status_code == 404


@pytest.fixture
def measured(settings, probe, client):
    settings.MIDDLEWARE = [ON, *settings.MIDDLEWARE]
    settings.METRICS_FROM, settings.METRICS_TOKEN = "10.1.0.0/16, 127.0.0.9", "token-a"
    client.handler.load_middleware()
    return client


@pytest.mark.parametrize(
    ("address", "token", "status"),
    [
        ("10.1.2.3", "", 200),
        ("127.0.0.9", "", 200),
        ("127.0.0.1", "", 404),
        ("", "", 404),
        ("10.2.0.1", "错", 404),
        ("10.2.0.1", "token-a", 200),
    ],
)
def test_metrics_are_given_to_known_addresses_or_the_token(db, measured, address, token, status):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = measured.get("/metrics", REMOTE_ADDR=address, headers=headers)
    assert answer.status_code == status


def numbers(client):
    said = client.get("/metrics", REMOTE_ADDR="10.1.2.3").content.decode()
    found = {}
    for family in text_string_to_metric_families(said):
        for one in family.samples:
            found[(one.name, tuple(sorted(one.labels.values())))] = one.value
    return found, said


def test_requests_are_counted_by_page_without_paths_or_words(cast, sign_in, measured):
    before, _ = numbers(measured)
    sign_in(cast.clerk)
    measured.get("/", {"q": WORD})
    measured.get(f"/{WORD}/")
    measured.get(f"/matters/{NUMBER}/")
    measured.logout()
    measured.post("/sign-in/", {"username": WORD, "password": "x"})
    after, said = numbers(measured)
    key = ("sanban_requests_total", ("200", "GET", "desk"))
    assert after[key] - before.get(key, 0) == 1
    failures = ("sanban_sign_in_failures_total", ())
    assert after[failures] - before[failures] == 1
    assert (WORD in said, NUMBER in said) == (False, False)
    assert any(name == "sanban_request_queries_sum" for name, _ in after)


def test_the_state_of_the_house_is_counted_when_asked(db, measured):
    beat("worker@here:1", now=timezone.now() - timedelta(seconds=40), memory_mb=50)
    found, _ = numbers(measured)
    assert found[("sanban_database_up", ())] == 1
    assert found[("sanban_jobs", ("failed",))] == 0
    assert 39 < found[("sanban_heartbeat_age_seconds", ("worker@here:1",))] < 60
    for name in ("sanban_database_bytes", "sanban_disk_free_bytes"):
        assert found[(name, ())] > 0
    assert found[("sanban_clock_late_seconds", ())] == 0
