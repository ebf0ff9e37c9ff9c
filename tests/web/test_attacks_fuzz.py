"""乱填网址和表单：每一页的各个查询项、各个格子，填什么都不出 500。"""

import pytest
from django.urls import reverse

from tests.web.test_pages import ROWS

LONG = "9" * 5000
JUNK = (
    LONG,
    "9" * 30,
    "-1",
    "\x00",
    "0001-01-01",
    "9999-12-31",
    "２０２６",
    "😀'\"<script>²",
)
CURSORS = (
    LONG,
    "x~y",
    "1~2~3~4",
    "9" * 30 + "~" + "9" * 30,
    "2026-13-45T99:99~1",
    "2026-01-01T00:00:00~1",
    "0001-01-01T00:00:00+08:00~1",
)
NAMES = (
    "end", "size", "year", "month", "sender", "urgency", "stage", "light",
    "text", "nature", "doc_kind", "go", "tab", "file", "q", "org", "role", "state", "kind",
    "who", "act", "since", "until", "target", "retention", "matter", "day", "intake", "context",
    "issue_date", "due_on", "due_usual", "title", "sender_name", "sender_number", "next",
)  # fmt: skip
BOXES = (
    *NAMES, "todo", "on_paper_for", "remark", "people", "orgs", "lead", "assist", "readers",
    "reason", "answer", "note", "name", "telephone", "rank_order", "office_section", "parent",
    "short_name", "username", "password", "old", "new", "again", "person", "deputy", "successor",
    "is_workday", "is_main", "is_public", "kept", "others", "copies", "pages", "secrecy_level",
    "handling_proposal", "repeat_reason", "summary", "copy_no", "main_recipient", "large",
    "active", "section_code", "fonds_code", "then", "straight_back", "wants_handling",
)  # fmt: skip
# 这些页不看查询项，只给文件
PLAIN = ("-template", "-picture", "-pdf", "-sheet", "-file", "-zip", "records-export")


def pages(method):
    """每页取最顺当的一行。"""
    found = {}
    for row in sorted(ROWS, key=lambda row: -row[3]):
        if row[1] == method and row[2] and not row[0].endswith(PLAIN):
            found[row[0]] = row
    return found.values()


ASKED = [{name: junk} for junk in CURSORS for name in ("after", "before")]
ASKED += [dict.fromkeys(NAMES, junk) for junk in JUNK]


def broken(client, method, url, asked):
    client.raise_request_exception = False
    for one in asked:
        answer = getattr(client, method)(url, one)
        if answer.streaming:
            b"".join(answer)
        if answer.status_code >= 500:
            yield str(one)[:60], repr(answer.exc_info[1])


@pytest.mark.parametrize(("page", "method", "who", "status", "given"), pages("get"))
def test_no_query_breaks_a_page(client, cast, sign_in, request, page, method, who, status, given):
    kwargs = given(request.getfixturevalue) if given else {}
    sign_in(getattr(cast, who))
    assert list(broken(client, "get", reverse(page, kwargs=kwargs), ASKED)) == []


@pytest.mark.parametrize(("page", "method", "who", "status", "given"), pages("post"))
def test_no_answer_breaks_a_form(client, cast, sign_in, request, page, method, who, status, given):
    kwargs = given(request.getfixturevalue) if given else {}
    sign_in(getattr(cast, who))
    typed = [dict.fromkeys(BOXES, junk) for junk in JUNK]
    typed += [{**one, "remark": "办", "reason": "办", "name": "某", "text": "某"} for one in typed]
    assert list(broken(client, "post", reverse(page, kwargs=kwargs), typed)) == []
