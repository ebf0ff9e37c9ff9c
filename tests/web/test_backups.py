"""备份页：只给系统管理员，不给下载；立即备份真的做出来，进度看得到。"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sanban.audit.models import AuditLog
from sanban.inbox.models import Message
from sanban.operations import jobs
from sanban.operations.models import Backup, BackupState
from sanban.operations.services import backups

NOW = timezone.now()
QUERIES = 11


@pytest.fixture(autouse=True)
def _place(settings, tmp_path):
    settings.BACKUPS = tmp_path / "backups"


def good(**values):
    kept = {"asked_at": NOW, "asked_by": "时刻表", "point_at": NOW, "state": BackupState.DONE}
    return Backup.objects.create(name="sanban-1.tar", **{**kept, **values})


def page(client):
    return client.get("/backups/").content.decode()


def test_an_empty_page_says_what_to_do(cast, sign_in):
    said = page(sign_in(cast.sys_admin))
    assert "还没有做过备份" in said
    assert "请点“立即备份”" in said
    assert "没有加密" in said


def test_what_was_made_and_tried_is_shown_and_nothing_can_be_downloaded(cast, sign_in):
    good(length=5_000_000, row_count=77, file_count=3, proved_at=NOW, is_proved=True,
         proof_note="77 行逐一相符")  # fmt: skip
    good(state=BackupState.FAILED, fault="盘满了，备份没有做成", point_at=None)
    said = page(sign_in(cast.sys_admin))
    for word in ("sanban-1.tar", "77 行逐一相符", "好用", "盘满了", "做好了", "没做成"):
        assert word in said
    assert "download" not in said


@pytest.mark.parametrize("count", [1, 70])
def test_the_page_asks_the_same_number_of_questions(
    cast, sign_in, count, django_assert_max_num_queries
):
    for _ in range(count):
        good()
    client = sign_in(cast.sys_admin)
    client.get("/backups/")
    with django_assert_max_num_queries(QUERIES):
        client.get("/backups/")


@pytest.mark.django_db(transaction=True)
def test_asking_makes_one_in_the_background(cast, sign_in):
    client = sign_in(cast.sys_admin)
    assert client.post("/backups/ask/").status_code == 302
    assert client.post("/backups/ask/").status_code == 409
    assert "等后台来做" in client.get("/backups/live/").content.decode()
    row, job = Backup.objects.get(), DBTaskResult.objects.get()
    jobs.make_backup.func(*job.args_kwargs["args"])
    row.refresh_from_db()
    assert (row.state, row.percent) == (BackupState.DONE, 100)
    assert backups.look(Path(row.folder, row.name), passphrase=None)["files"]["count"] == 0
    assert client.get("/backups/live/")["HX-Refresh"] == "true"
    assert list(
        AuditLog.objects.filter(act__startswith="backup").values_list("act", flat=True)
    ) == [
        "backup.ask",
        "backup.make",
    ]


def test_the_rule_is_set_and_told(cast, sign_in):
    client = sign_in(cast.sys_admin)
    assert client.post("/backups/rule/", {"days": 3, "weeks": 2, "months": 1}).status_code == 302
    assert backups.rule() == backups.Rule(3, 2, 1)
    assert client.post("/backups/rule/", {"days": 0, "weeks": 2, "months": 1}).status_code == 409


def test_the_administrator_is_told_once_a_day(cast):
    old = NOW - timedelta(days=3)
    good(point_at=old, asked_at=old)
    good(state=BackupState.FAILED, fault="盘满了", asked_at=NOW)
    assert backups.tell(now=NOW) == 2
    assert backups.tell(now=NOW) == 0
    told = Message.objects.filter(person=cast.sys_admin).values_list("title", flat=True)
    assert any("72 小时以前" in one for one in told)
    assert not Message.objects.exclude(person=cast.sys_admin).exists()
