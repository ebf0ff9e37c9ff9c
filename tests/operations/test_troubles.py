"""系统自己看出来的不对头：说清怎么办，一天告诉一回，好了收起来。"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from sanban.core.jobs import beat
from sanban.core.models import ClockRow, SetAside, Trouble
from sanban.files.models import IntegrityCheck
from sanban.inbox.models import Message
from sanban.operations.services import figures, troubles
from tests.core import jobs_for_tests as some


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def noon(now):
    """今天中午：一天告诉一回，所以几个钟头以后还要是同一天。"""
    return timezone.localtime(now).replace(hour=12, minute=0)


def codes():
    return [one.code for one in troubles.find(figures.gather())]


def failed(count=1):
    for _ in range(count):
        some.fail.enqueue("x")
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())


def checked(faults, now):
    IntegrityCheck.objects.create(
        begun_at=now, ended_at=now, files=1, length=1, audit_rows=1,
        fault_count=len(faults), faults=faults,
    )  # fmt: skip


def test_a_quiet_office_has_only_the_missing_backup(db, now):
    beat("worker@here:1", now=now)
    assert codes() == ["backup-old"]


def test_each_thing_that_goes_wrong_is_seen(db, now, settings):
    settings.DISK_MB = 10**12
    failed()
    late = now - timedelta(hours=2)
    ClockRow.objects.create(name="a", label="甲", next_run=late, failures=3)
    beat("web@here:2", now=now, drift_seconds=-45.0)
    some.note.enqueue(now.isoformat())
    DBTaskResult.objects.filter(status="READY").update(enqueued_at=late)
    checked(["文件 ab：找不到了", "审计第 1 至 9 行：内容与封存时不一致"], now - timedelta(days=4))
    assert set(codes()) == set(troubles.ADVICE) - {"backup-unproved"}


def test_every_rule_says_what_to_do():
    assert [code for code, _, _ in troubles.RULES] == list(troubles.ADVICE)


def test_where_the_chain_broke_is_not_told_to_the_system_administrator(db, now):
    checked(["审计第 1 至 9 行：内容与封存时不一致"], now)
    (one,) = [one for one in troubles.find(figures.gather()) if one.code == "chain-broken"]
    assert "第 1" not in one.text + one.advice
    assert "审计管理员" in one.advice


def test_what_was_set_aside_is_no_longer_dead(db, now):
    failed()
    pk = DBTaskResult.objects.get().pk
    SetAside.objects.create(job=pk, label="x", reason="y", by_name="z", set_at=now)
    assert figures.gather().jobs.failed == 0


def test_work_waiting_to_be_tried_again_is_no_pile(db, now):
    some.fail.enqueue("x")
    later = now + timedelta(hours=2)
    DBTaskResult.objects.update(run_after=later, enqueued_at=now - timedelta(hours=3))
    jobs = figures.gather().jobs
    assert (jobs.waiting, jobs.put_off, jobs.oldest_seconds) == (0, 1, 0.0)


def told(cast, now):
    troubles.note(troubles.find(figures.gather()), now=now)
    return Message.objects.filter(kind="trouble").count()


def test_the_system_administrator_is_told_once_a_day(cast, now, noon):
    failed(40)
    beat("worker@here:1", now=now)
    assert [told(cast, noon + timedelta(minutes=n)) for n in (0, 10, 20)][-1] == 1
    message = Message.objects.get(kind="trouble")
    assert (message.person, "40 件" in message.title) == (cast.sys_admin, True)
    assert told(cast, noon + timedelta(days=1)) == 2


def test_a_trouble_that_is_over_is_put_away_and_may_come_back(cast, now, noon):
    failed()
    beat("worker@here:1", now=now)
    told(cast, noon)
    DBTaskResult.objects.all().delete()
    told(cast, noon + timedelta(hours=1))
    row = Trouble.objects.get(code="jobs-dead")
    assert row.cleared_at == noon + timedelta(hours=1)
    failed()
    assert told(cast, noon + timedelta(hours=2)) == 1
    row.refresh_from_db()
    assert (row.cleared_at, row.since) == (None, noon + timedelta(hours=2))


def test_nobody_but_the_system_administrator_is_told(cast, now):
    failed()
    troubles.note(troubles.find(figures.gather()), now=now)
    assert set(Message.objects.values_list("person", flat=True)) == {cast.sys_admin.pk}


def test_unknown_job_in_set_aside_harms_nothing(db, now):
    SetAside.objects.create(job=uuid4(), label="x", reason="y", by_name="z", set_at=now)
    assert figures.gather().jobs.failed == 0
