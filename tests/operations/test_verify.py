"""查验：文件、审计、收文号，只报不改，留下结果。"""

import pytest
from django.db import connection

from sanban.audit import services as audit
from sanban.files import services as files
from sanban.files.models import IntegrityCheck
from sanban.operations import jobs
from sanban.operations.commands import verify


@pytest.fixture
def stored(db):
    return files.store(b"demo", media="txt")


def test_all_well_says_so_and_leaves_the_result(stored, capsys):
    assert verify.main([]) == 0
    assert "全部相符" in capsys.readouterr().out
    found = IntegrityCheck.objects.get()
    assert (found.files, found.length, found.fault_count) == (1, 4, 0)


def test_faults_are_listed_and_the_exit_code_is_one(stored, capsys):
    files.path_of(stored).write_bytes(b"dem0")
    assert verify.main([]) == 1
    assert f"{stored.digest}：内容与存入时不一致" in capsys.readouterr().out
    assert files.path_of(stored).read_bytes() == b"dem0"


def test_a_bent_audit_row_is_found(stored, now, capsys):
    audit.record("sign-in", by=None)
    audit.seal(now=now)
    audit.seal(now=now + audit.GAP)
    with connection.cursor() as cursor:
        cursor.execute("update audit_log set detail = 'bent'")
    assert verify.main([]) == 1
    assert "内容与封存时不一致" in capsys.readouterr().out


def test_the_nightly_job_keeps_the_same_result(stored, now):
    files.path_of(stored).unlink()
    said = jobs.inspect.call(now.isoformat())
    assert said.startswith("文件 1 份，1 处不对：")
    assert IntegrityCheck.objects.get().faults == [f"文件 {stored.digest}：找不到了"]
