"""哪一页、谁、什么状态：一张表管住全部页面，漏一页就不过。

各区的行在 `rows_<区>.py` 的 `ROWS` 里：(页名, 方法, 谁, 状态, 取参数的函数或 None)。
"""

from importlib import import_module
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse

ROWS = [
    row
    for file in sorted(Path(__file__).parent.glob("rows_*.py"))
    for row in import_module(f"tests.web.{file.stem}").ROWS
]


def names(resolver=None):
    found = set()
    for one in (resolver or get_resolver()).url_patterns:
        found |= names(one) if hasattr(one, "url_patterns") else {one.name}
    return found


@pytest.mark.parametrize(("page", "method", "who", "status", "given"), ROWS)
def test_who_may_enter(client, cast, sign_in, request, page, method, who, status, given):
    kwargs = given(request.getfixturevalue) if given else {}
    if who:
        sign_in(getattr(cast, who))
    answer = getattr(client, method)(reverse(page, kwargs=kwargs))
    answer.close()
    assert answer.status_code == status


def test_no_page_is_left_out():
    assert names() == {row[0] for row in ROWS}
