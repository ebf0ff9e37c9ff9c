"""照接口说明乱问接口：有凭证的、没有凭证的、作废的、离了岗的，都不出 500，答的与说明一致。

平时几个角色、一个接口问几回；全部角色、多问的：`SANBAN_API_EXAMPLES=100`。
"""

import os
from datetime import timedelta

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import checks

from sanban.people import services as people
from sanban.people.models import Person
from sanban.web.api.urls import PREFIX
from sanban.web.api.whole import api
from sanban.wsgi import application
from tests.conftest import PEOPLE

EXAMPLES = int(os.environ.get("SANBAN_API_EXAMPLES", "3"))
SCHEMA = api.get_openapi_schema(path_prefix=f"/{PREFIX}")
schema = schemathesis.openapi.from_dict(SCHEMA)
schema.app = application
OPERATIONS = {one.ok().path: one.ok() for one in schema.get_all_operations()}
EVERYBODY = tuple(row[0] for row in PEOPLE)
ROLES = EVERYBODY if EXAMPLES > 3 else ("clerk", "finance_liaison", "sys_admin")
STRANGERS = ("no-token", "revoked", "retired", "made-up")
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _kept_open():
    """一个请求完了不断开库：和测试同用一个事务。"""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def secrets(cast, accounts, applied_item, matter):
    """每个角色一个凭证，另有作废的、编的。"""
    now = timezone.now()
    made = {
        who: people.make_token(getattr(cast, who), purpose="api", label="测试", now=now)[1]
        for who in ROLES
    }
    token, secret = people.make_token(cast.clerk, purpose="api", label="旧的", now=now)
    people.revoke_token(token, by=cast.clerk, now=now + timedelta(seconds=1))
    _, left = people.make_token(cast.drafter, purpose="api", label="走了的", now=now)
    Person.objects.filter(pk=cast.drafter.pk).update(is_active=False)
    return {**made, "no-token": "", "revoked": secret, "retired": left, "made-up": "x" * 43}


@pytest.mark.parametrize("path", OPERATIONS)
def test_whatever_is_asked_the_answer_is_as_described(secrets, path):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[path].as_strategy())
    def ask(case):
        for who, secret in secrets.items():
            cache.clear()
            case.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
            answer = case.call()
            case.validate_response(answer, checks=CHECKS)
            assert (answer.status_code == 401) is (who in STRANGERS), (who, answer.status_code)

    ask()


@pytest.mark.parametrize("path", OPERATIONS)
def test_nothing_can_be_written_through_it(client, secrets, path):
    """只读：别的方法一律不收。"""
    url = path.replace("{pk}", "1")
    for method in ("post", "put", "patch", "delete"):
        head = {"Authorization": f"Bearer {secrets['clerk']}"}
        assert getattr(client, method)(url, headers=head).status_code == 405
