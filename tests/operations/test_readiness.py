"""能不能办公：哪里不行说哪里。"""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from sanban.core import schema
from sanban.core.jobs import beat
from sanban.operations.services import readiness


@pytest.fixture(autouse=True)
def _forget():
    readiness._applied.clear()


def test_all_is_well_when_a_worker_is_alive(db):
    beat("worker@here:1", now=timezone.now())
    assert readiness.faults() == []


def test_a_silent_worker_is_told_but_pages_still_work(db):
    beat("worker@here:1", now=timezone.now() - timedelta(minutes=5))
    beat("web@here:2", now=timezone.now())
    assert "后台进程没有动静" in readiness.faults()[0]
    assert readiness.web_faults() == []


def test_a_missing_migration_is_told(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    assert "sanban upgrade" in readiness.web_faults()[0]


def test_every_migration_of_the_program_is_wanted(db):
    assert {("core", "0001_initial"), ("axes", "0001_initial")} <= schema.wanted()


def test_a_store_that_cannot_be_written_is_told(db, settings, tmp_path):
    settings.FILES = tmp_path / "a-file" / "files"
    (tmp_path / "a-file").write_text("")
    assert "存文件的地方" in readiness.web_faults()[0]


def test_a_database_that_does_not_answer_is_told_once(db, monkeypatch):
    def refuse(*args):
        raise OperationalError("连不上")

    with connection.execute_wrapper(refuse):
        found = readiness.faults()
    assert [one for one in found if "数据库没有应答" in one] == found[:1]
