"""运行情况各页：说清哪里不对头，没有业务内容，查询次数不随数据长。"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sanban.audit.models import AuditLog
from sanban.core import leases, slow
from sanban.core.jobs import QUICK, beat
from sanban.core.models import ClockRow, SetAside, SlowQuery
from sanban.files.models import IntegrityCheck
from tests.core import jobs_for_tests as some

QUERIES = {"/operations/": 10, "/operations/slow/": 5, "/jobs/dead/": 8, "/jobs/": 8}
ON_POSTGRESQL = {"/operations/": 2}
"""PostgreSQL 上多问两句：它的钟，它有多大。"""
WORDS = "关于某某同志的处理意见"


def failed(count=1):
    """没办成的若干件；差错里有业务内容。"""
    for _ in range(count):
        some.tell.enqueue(WORDS)
        row = leases.claim("worker@here:1", QUICK)
        row.worker_ids = ["worker@here:1"] * 5
        row.save()
        leases.put_off(row, raised(), now=timezone.now())


def raised():
    try:
        some.tell.func(WORDS)
    except ValueError as fault:
        return fault


def test_all_well_says_so(cast, sign_in):
    beat("worker@甲机:7", now=timezone.now(), beats=1, memory_mb=51)
    page = sign_in(cast.sys_admin).get("/operations/").content.decode()
    assert ("甲机" in page, "51 兆" in page, "还没有做过备份" in page) == (True, True, True)
    assert "后台进程没有动静" not in page


def test_what_is_wrong_stands_on_top_with_what_to_do(cast, sign_in):
    failed()
    page = sign_in(cast.sys_admin).get("/operations/").content.decode()
    assert page.index("请看运行 sanban serve") < page.index("<h2>各进程")
    assert "有 1 件后台工作办了五次没有办成" in page


def test_a_stopped_process_is_shown_as_stopped(cast, sign_in):
    beat("web@here:9", now=timezone.now() - timedelta(minutes=10))
    page = sign_in(cast.sys_admin).get("/operations/").content.decode()
    assert '<span class="light late">停了</span>' in page


def test_where_the_chain_broke_is_for_the_audit_administrator(cast, sign_in):
    now = timezone.now()
    fault = "审计第 101 至 202 行：内容与封存时不一致"
    IntegrityCheck.objects.create(
        begun_at=now, ended_at=now, files=0, length=0, audit_rows=9, fault_count=1, faults=[fault]
    )
    page = sign_in(cast.sys_admin).get("/operations/").content.decode()
    assert "审计记录的链断了" in page
    assert "101" not in page


def test_a_dead_job_shows_where_it_failed_but_no_content(cast, sign_in):
    failed()
    page = sign_in(cast.sys_admin).get("/jobs/dead/").content.decode()
    assert ("ValueError" in page, "jobs_for_tests.py" in page) == (True, True)
    assert "说一句话" in page
    assert WORDS not in page
    assert WORDS not in DBTaskResult.objects.get().traceback


def test_dead_jobs_are_filtered_by_kind(cast, sign_in):
    failed()
    some.note.enqueue("x")
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
    client = sign_in(cast.sys_admin)
    path = some.tell.module_path
    assert len(client.get("/jobs/dead/").context["pager"].rows) == 2
    assert len(client.get("/jobs/dead/", {"kind": path}).context["pager"].rows) == 1
    assert len(client.get("/jobs/dead/", {"kind": "没有的"}).context["pager"].rows) == 2


def test_all_of_a_kind_are_tried_again_at_once_and_audited(cast, sign_in):
    failed(3)
    client = sign_in(cast.sys_admin)
    assert client.post("/jobs/dead/again/", {"kind": ""}).status_code == 302
    assert DBTaskResult.objects.ready().count() == 3
    assert client.post("/jobs/dead/again/").status_code == 409
    assert AuditLog.objects.get(act="job.again").detail == "3 件"


def test_a_dead_job_is_set_aside_with_a_reason_and_audited(cast, sign_in):
    failed()
    client = sign_in(cast.sys_admin)
    url = f"/jobs/dead/{DBTaskResult.objects.get().pk}/aside/"
    assert client.post(url, {"reason": "  "}).status_code == 409
    assert client.post(url, {"reason": "长" * 201}).status_code == 409
    assert client.post(url, {"reason": "来件已作废"}).status_code == 302
    assert client.post(url, {"reason": "来件已作废"}).status_code == 409
    assert SetAside.objects.get().by_name == cast.sys_admin.name
    page = client.get("/jobs/dead/").content.decode()
    assert ("没有办不成的工作" in page, "来件已作废" in page) == (True, True)
    assert AuditLog.objects.filter(act="job.set-aside").count() == 1


def test_what_did_not_fail_cannot_be_set_aside(cast, sign_in):
    some.note.enqueue("x")
    url = f"/jobs/dead/{DBTaskResult.objects.get().pk}/aside/"
    assert sign_in(cast.sys_admin).post(url, {"reason": "不要"}).status_code == 409


def test_slow_queries_are_listed_and_cleared(cast, sign_in, settings):
    settings.SLOW_MS = 0
    slow._buffer.clear()
    client = sign_in(cast.sys_admin)
    client.get("/operations/", {"text": WORDS})
    assert slow.flush() > 3
    settings.SLOW_MS = 200
    page = client.get("/operations/slow/").content.decode()
    assert ("core_heartbeat" in page, ">operations<" in page) == (True, True)
    assert WORDS not in page
    assert client.post("/operations/slow/clear/").status_code == 302
    assert not SlowQuery.objects.exists()


@pytest.mark.parametrize("many", [3, 60])
def test_the_pages_cost_the_same_at_any_length(cast, sign_in, django_assert_num_queries, many):
    now = timezone.now()
    failed(min(many, 20))
    for n in range(many):
        beat(f"worker@h{n}:1", now=now)
        ClockRow.objects.create(name=f"n{n}", label="甲", next_run=now, last_run=now)
        SetAside.objects.create(job=uuid4(), label="x", reason="y", by_name="z", set_at=now)
    client = sign_in(cast.sys_admin)
    extra = {} if connection.vendor == "sqlite" else ON_POSTGRESQL
    for url, most in QUERIES.items():
        client.get(url)
        with django_assert_num_queries(most + extra.get(url, 0)):
            client.get(url)
