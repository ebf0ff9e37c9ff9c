"""试恢复、断电、换库：都用真的命令，另起进程。"""

import json
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.utils import timezone

from sanban.files import services as files
from sanban.operations.models import Backup, BackupState
from sanban.operations.services import backups
from tests.operations.conftest import PASSPHRASE
from tests.operations.programs import begin, run

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_backup_is_proved_in_a_place_of_its_own_and_a_bad_one_is_told(office, settings):
    secret = office.place / "secret"
    secret.write_bytes(PASSPHRASE + b"\n")
    settings.BACKUP_PASSPHRASE_FILE = secret
    backups.back_up(None, passphrase=backups.passphrase_of(None), now=timezone.now())
    row = Backup.objects.get()
    assert backups.due_for_proof(now=timezone.now()) == row
    assert backups.prove_one(row, now=timezone.now()).is_good
    row.refresh_from_db()
    assert "页面打得开" in row.proof_note
    assert backups.due_for_proof(now=timezone.now()) is None
    assert not list(settings.BACKUPS.glob(".trial*"))

    place = Path(row.folder, row.name)
    os.truncate(place, row.length - 100_000)
    assert "不全" in backups.prove_one(row, now=timezone.now()).note
    assert any("试恢复不好用" in one for one in backups.warnings(now=timezone.now()))
    place.unlink()
    assert "不见了" in backups.prove_one(row, now=timezone.now()).note


def test_a_backup_of_either_database_comes_back_into_the_other(office):
    """本测试在 SQLite 上是同库，在 PostgreSQL 上就是恢复进 SQLite：行的摘要都一样。"""
    before = office.digests()
    made = office.make()
    code, out, err = run(["restore", made.place], data=office.place / "there")
    assert (code, "逐一相符" in out) == (0, True), err
    code, _, err = run(["backup", "-o", office.place / "b.tar"], data=office.place / "there")
    assert code == 0, err
    first, second = (ends(office.place / name) for name in ("a.tar", "b.tar"))
    changed = {name for name in first if first[name] != second[name]}
    assert changed <= {"audit_log", "core_option", "django_content_type", "auth_permission"}
    assert set(first) == set(before)


def ends(place):
    whole = place.read_bytes()
    start = whole.rindex(b"sanban-end.json")
    length = int(whole[start + 124 : start + 135], 8)
    told = json.loads(whole[start + 512 : start + 512 + length])["tables"]
    return {name: one["digest"] for name, one in told.items()}


def test_a_restore_killed_half_way_says_so_and_starts_again(office):
    for size in range(40):
        files.store(os.urandom(500_000 + size), media="bin")
    made, data = office.make(), office.place / "there"
    process = begin(["restore", made.place], data=data)
    wait_until((data / "files").exists)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    code, _, err = run(["serve"], data=data)
    assert (code, "恢复没有做完" in err) == (1, True), err
    code, out, err = run(["restore", made.place], data=data)
    assert (code, "逐一相符" in out) == (0, True), err
    code, _, err = run(["restore", made.place], data=data)
    assert (code, "已经有办公室" in err) == (1, True)


def wait_until(is_so, seconds=120):
    limit = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < limit
        time.sleep(0.02)


@pytest.mark.sqlite
def test_a_backup_killed_half_way_leaves_no_good_name(office, tmp_path):
    made = office.make()
    data = tmp_path / "there"
    assert run(["restore", made.place], data=data)[0] == 0
    with closing(sqlite3.connect(data / "sanban.sqlite3")) as link, link:
        grow(link, data)
    process = begin(["backup"], data=data)
    wait_until(lambda: list((data / "backups").glob(".partial*")))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert list((data / "backups").glob("sanban-*")) == []
    code, _, err = run(["backup"], data=data)
    assert code == 0, err
    assert [one.name[0] for one in (data / "backups").glob("*.tar")] == ["s"]
    with closing(sqlite3.connect(data / "sanban.sqlite3")) as link:
        states = link.execute("SELECT state FROM operations_backup ORDER BY id").fetchall()
    assert [one for (one,) in states] == [BackupState.FAILED, BackupState.DONE]


def grow(link, data):
    """够大的文件，来得及在半路上断电。"""
    for number in range(3):
        digest = f"{number:064x}"
        place = data / "files" / digest[:2] / digest[2:4] / digest
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            file.truncate(400_000_000)
        link.execute(
            "INSERT INTO files_stored_file (digest, length, media, stored_at)"
            " VALUES (?, 400000000, 'bin', '2026-09-16 01:00:00')",
            (digest,),
        )
