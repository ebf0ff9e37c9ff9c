"""接口：只认凭证，看得见的和网页一样，差错是一句中文，查几次库钉住。"""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from sanban.audit.models import AuditLog
from sanban.matters.models import Matter
from sanban.people import services as people
from sanban.web.api import urls, whole
from tests.web.test_cost import grow, registered

TODOS, MATTERS = "/api/v1/todos", "/api/v1/matters"


@pytest.fixture
def ask(client, cast, accounts, now):
    """拿某人的凭证去问。"""
    secrets = {}

    def asked(path, person=cast.clerk, **query):
        if person.pk not in secrets:
            _, secrets[person.pk] = people.make_token(person, purpose="api", label="测试", now=now)
        head = {"Authorization": f"Bearer {secrets[person.pk]}"}
        return client.get(path, query, headers=head)

    asked.secrets = secrets
    return asked


def bare(client, secret, path="/api/v1/me", **more):
    return client.get(path, headers={"Authorization": f"Bearer {secret}"}, **more)


def test_who_am_i(ask, cast):
    found = ask("/api/v1/me").json()
    assert (found["id"], found["name"], found["org"]) == (
        cast.clerk.pk, "林晓燕", "演示县人民政府办公室",
    )  # fmt: skip


@pytest.mark.parametrize(
    "head", ["", "Bearer ", "Bearer x", "Basic abc", "Bearer \u4e2d", "x" * 9000]
)
def test_without_a_good_token_the_answer_is_one_sentence(client, db, head):
    answer = client.get(TODOS, headers={"Authorization": head} if head else {})
    assert (answer.status_code, answer.json()["code"]) == (401, "no-token")
    assert "凭证" in answer.json()["message"]
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_calendar_token_opens_no_interface(client, cast, accounts, now):
    _, secret = people.make_token(cast.clerk, purpose="calendar", label="手机", now=now)
    assert bare(client, secret).status_code == 401


def test_my_todos_in_pages(ask, cast, now):
    registered(cast, now, 1)
    grow(cast, now, 0, 30)
    first = ask(TODOS).json()
    second = ask(TODOS + first["next"]).json()
    ids = [row["id"] for row in first["rows"] + second["rows"]]
    assert len(first["rows"]) == 20
    assert len(ids) == len(set(ids)) >= 30
    assert second["next"] == ""
    assert len(ask(TODOS, size="50").json()["rows"]) == len(ids)


def test_what_i_do_not_see_is_not_there(ask, cast, now):
    matter = registered(cast, now, 1)[0].matter
    assert [row["id"] for row in ask(MATTERS).json()["rows"]] == [matter.pk]
    assert ask(MATTERS, cast.outsider).json()["rows"] == []
    mine = ask(f"{MATTERS}/{matter.pk}").json()
    assert (mine["title"], mine["org"], mine["drafter"], mine["due_at"]) == (
        matter.title, "演示县人民政府办公室", "林晓燕", mine["due_at"],
    )  # fmt: skip
    assert mine["holders"]
    hidden = ask(f"{MATTERS}/{matter.pk}", cast.outsider)
    missing = ask(f"{MATTERS}/{matter.pk + 999}")
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_an_admin_sees_no_matter(ask, cast, now):
    registered(cast, now, 1)
    assert ask(MATTERS, cast.sys_admin).json()["rows"] == []


def test_matters_are_filtered(ask, cast, now):
    matter = registered(cast, now, 1)[0].matter
    Matter.objects.filter(pk=matter.pk).update(state="done")
    rows = [ask(MATTERS, state=one).json()["rows"] for one in ("running", "done")]
    assert [len(one) for one in rows] == [0, 1]
    assert ask(MATTERS, kind="outgoing").json()["rows"] == []
    assert len(ask(MATTERS, kind="incoming").json()["rows"]) == 1


@pytest.mark.parametrize("query", [{"size": "7"}, {"state": "gone"}])
def test_a_bad_query_is_told(ask, query):
    answer = ask(MATTERS, **query)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-query")
    assert next(iter(query)) in answer.json()["message"]


@pytest.mark.parametrize("after", ["x", "1~2", "99999999999999999999", "-1", "中"])
def test_a_broken_cursor_does_no_harm(ask, after):
    assert ask(MATTERS, after=after).status_code == 200


def test_a_zero_byte_is_refused_in_words(ask):
    answer = ask(MATTERS, kind="a\0b")
    assert (answer.status_code, answer.json()["code"]) == (409, "bad-text")


def test_reading_leaves_a_trace_once_in_a_while(ask, cast, now):
    matter = registered(cast, now, 1)[0].matter
    for _ in range(3):
        ask(f"{MATTERS}/{matter.pk}")
        ask(TODOS)
    rows = AuditLog.objects.filter(act="read", actor_id=str(cast.clerk.pk))
    assert sorted(rows.values_list("target", "detail")) == [
        (matter.target, "接口"), ("todos", "接口"),
    ]  # fmt: skip


def test_asking_too_often_is_slowed(ask, cast):
    ask("/api/v1/me")
    cache.set(f"asked:{cast.clerk.pk}", 300, 60)
    answer = ask("/api/v1/me")
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many")
    assert answer["Retry-After"] == "60"


def test_guessing_is_stopped_and_noted_but_known_tokens_go_on(ask, client, cast):
    ask("/api/v1/me")
    for n in range(30):
        assert bare(client, f"guess{n}").status_code == 401
    assert bare(client, "one-more").status_code == 429
    assert ask("/api/v1/me").status_code == 200
    assert bare(client, "x", REMOTE_ADDR="10.0.0.9").status_code == 401
    noted = AuditLog.objects.get(act="token.refused")
    assert (noted.is_done, noted.actor_name) == (False, "系统")


def test_nothing_can_be_written(client, db):
    for path in (TODOS, MATTERS, f"{MATTERS}/1"):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(path).status_code == 405


def test_a_fault_inside_is_one_sentence(ask, monkeypatch, client):
    monkeypatch.setattr("sanban.web.api.matters.seen_count", lambda subjects: 1 / 0)
    answer = ask(MATTERS)
    assert (answer.status_code, answer.json()["code"]) == (500, "broken")


def test_the_description_is_complete_and_names_no_other_host(client):
    text = client.get(reverse("api-openapi")).content.decode()
    found = json.loads(text)
    assert found["openapi"].startswith("3.")
    assert "://" not in text
    for path, methods in found["paths"].items():
        assert set(methods) == {"get"}, path
        assert methods["get"]["security"] == [{"Bearer": []}], path
        assert methods["get"]["summary"] and methods["get"]["description"], path
        assert "401" in methods["get"]["responses"], path


@pytest.mark.parametrize(("path", "count"), [(TODOS, 3), (MATTERS, 4)])
def test_a_page_costs_the_same_with_many_rows(
    ask, cast, now, path, count, django_assert_num_queries
):
    registered(cast, now, 2)
    ask(path)
    for since, until in ((0, 10), (10, 120)):
        grow(cast, now, since, until)
        with django_assert_num_queries(count):
            ask(path, size="100")


def test_one_matter_costs_little(ask, cast, now, django_assert_num_queries):
    matter = registered(cast, now, 1)[0].matter
    ask(f"{MATTERS}/{matter.pk}")
    with django_assert_num_queries(4):
        ask(f"{MATTERS}/{matter.pk}")


def test_the_table_of_addresses_is_the_table_of_the_api():
    """接口整个到用时才打开；地址写在 `urls` 的表里，两边要一样。"""
    made = {one.name: str(one.pattern) for one in whole.api.urls[0]}
    assert dict((name, route) for route, name in urls.ROUTES) == {
        **made,
        "api-openapi": "openapi.json",
    }
