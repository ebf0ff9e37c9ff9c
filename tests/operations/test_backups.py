"""备份：一刻的库和全部文件，恢复回来一行一字节不差；坏的、断的、别家的，一句话说清。"""

import os
import resource
import subprocess
import tarfile
import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sanban.audit import services as audit
from sanban.audit.models import AuditLog
from sanban.core import schema
from sanban.core.errors import Refused
from sanban.core.models import Option
from sanban.files import services as files
from sanban.files.models import StoredFile
from sanban.files.services import holding
from sanban.operations.services import backups
from sanban.operations.services.backups import container, making
from tests.operations.conftest import PASSPHRASE

pytestmark = pytest.mark.django_db(transaction=True)
LOOSE = {"audit_log", "core_option"}
"""恢复以后本就多一行的：审计记了恢复；占着文件的那一行在备份里。"""


@pytest.mark.parametrize("secret", [None, PASSPHRASE], ids=["plain", "encrypted"])
def test_a_restored_office_is_the_same_to_the_last_bit(office, settings, secret):
    before = office.digests()
    kept = {one.digest: files.read_bytes(one) for one in StoredFile.objects.all()}
    made = office.make(passphrase=secret)
    office.empty(settings)
    found = office.restore(passphrase=secret)
    after = office.digests()
    assert {name for name in before if before[name] != after[name]} <= LOOSE
    assert {one.digest: files.read_bytes(one) for one in StoredFile.objects.all()} == kept
    assert (found.row_count, found.file_count) == (made.row_count, made.file_count)
    assert found.point_at == made.point_at
    assert AuditLog.objects.latest("id").act == "backup.restore"
    assert audit.verify().breaks == ()
    assert (settings.DATA / "secret.key").stat().st_mode & 0o777 == 0o600
    assert not (settings.DATA / schema.UNFINISHED).exists()


def test_an_open_backup_is_a_plain_tar(office):
    made = office.make()
    assert made.place.stat().st_mode & 0o777 == 0o600
    with tarfile.open(made.place) as package:
        names = package.getnames()
    assert names[0] == container.FIRST
    assert names[-1] == container.END
    assert sum(name.startswith("files/") for name in names) == StoredFile.objects.count()
    assert b"secret.key" not in made.place.read_bytes()


def test_sessions_do_not_come_back_and_half_done_jobs_start_again(office, settings):
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    DBTaskResult.objects.create(
        task_path="sanban.audit.jobs.seal", queue_name="default", backend_name="default",
        run_after=timezone.now(), status="RUNNING", worker_ids=["w"], priority=0,
        args_kwargs={"args": [], "kwargs": {}},
    )  # fmt: skip
    office.make()
    office.empty(settings)
    office.restore()
    assert not Session.objects.exists()
    assert DBTaskResult.objects.get().status == "READY"


def test_what_is_written_while_it_runs_stays_out_and_writers_do_not_wait(office, settings):
    lengths = []

    def write_during(done, total):
        if not lengths:
            writing = threading.Thread(target=_store_one)
            writing.start()
            writing.join(timeout=10)
            assert not writing.is_alive()
            lengths.append(total)

    count = StoredFile.objects.count()
    made = office.make(progress=write_during)
    assert lengths == [made.file_bytes]
    assert StoredFile.objects.count() == count + 1
    assert made.file_count == count
    office.empty(settings)
    office.restore()
    assert StoredFile.objects.count() == count


def _store_one():
    files.store(b"late", media="txt")
    connection.close()


def test_a_file_discarded_while_it_runs_is_still_in_the_backup(office, settings):
    stored = StoredFile.objects.order_by("-pk").first()
    gone = []

    def discard(done, total):
        if not gone:
            gone.append(files.discard(stored))

    assert office.make(progress=discard).missing == ()
    assert gone == [True]
    assert files.path_of(stored).is_file()
    assert not holding.is_held()


def test_a_missing_file_is_told_and_the_rest_is_kept(office, settings, a_digest):
    files.path_of(a_digest).unlink()
    made = office.make()
    assert made.missing == (a_digest,)
    office.empty(settings)
    assert office.restore().missing == [a_digest]


def test_an_office_is_never_overwritten(office):
    office.make()
    with pytest.raises(Refused, match="已经有办公室"):
        office.restore()
    with pytest.raises(Refused, match="已经有了"):
        office.make()


def test_a_wrong_or_missing_passphrase_is_told(office, settings):
    office.make(passphrase=PASSPHRASE)
    office.empty(settings)
    with pytest.raises(Refused, match="口令不对"):
        office.restore(passphrase=b"another-passphrase")
    with pytest.raises(Refused, match="加了密"):
        office.restore()
    with pytest.raises(Refused, match="太短"):
        office.make("b.tar", passphrase=b"short")


def test_a_foreign_file_is_told(office):
    (office.place / "x.tar").write_bytes(b"PK\3\4" + bytes(5000))
    with pytest.raises(Refused, match="不是三办的备份"):
        backups.look(office.place / "x.tar", passphrase=None)
    with pytest.raises(Refused, match="打不开"):
        backups.look(office.place / "none.tar", passphrase=None)


@pytest.mark.parametrize("secret", [None, PASSPHRASE], ids=["plain", "encrypted"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.97, 0.99999])
def test_a_cut_backup_is_told_and_nothing_opens(office, settings, secret, part):
    made = office.make(passphrase=secret)
    os.truncate(made.place, int(made.length * part) - 3000 * (part > 0.999))
    office.empty(settings)
    with pytest.raises(Refused, match=r"不全|不一样"):
        office.restore(passphrase=secret)
    assert (settings.DATA / schema.UNFINISHED).exists() or not Option.objects.exists()


@pytest.mark.parametrize("secret", [None, PASSPHRASE], ids=["plain", "encrypted"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_changed_byte_is_told(office, settings, secret, part):
    made = office.make(passphrase=secret)
    with made.place.open("r+b") as file:
        file.seek(int(made.length * part))
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    office.empty(settings)
    with pytest.raises(Refused, match=r"不一样|不全"):
        office.restore(passphrase=secret)


def test_a_changed_row_is_told(office, settings):
    made = office.make()
    whole = made.place.read_bytes()
    office.empty(settings)
    start = whole.index(b"rows/people_person/")
    length = int(whole[start + 124 : start + 135], 8)
    lines = container.zlib.decompress(whole[start + 512 : start + 512 + length], 31)
    forged = making._packed(lines.replace("林晓燕".encode(), "林晓雁".encode()))
    forged = forged[:length].ljust(length, b"\0")
    made.place.write_bytes(whole[: start + 512] + forged + whole[start + 512 + length :])
    with pytest.raises(Refused, match=r"不一样"):
        office.restore()


def test_a_broken_restore_can_be_started_again(office, settings):
    made = office.make()
    whole = made.place.read_bytes()
    made.place.write_bytes(whole[: len(whole) // 2])
    office.empty(settings)
    with pytest.raises(Refused):
        office.restore()
    made.place.write_bytes(whole)
    assert office.restore().file_count == made.file_count
    schema.check_ready()


def test_a_backup_of_a_newer_program_is_refused(office, settings, monkeypatch):
    monkeypatch.setattr(making, "FORMAT", 2)
    office.make()
    office.empty(settings)
    with pytest.raises(Refused, match="请换新版的程序"):
        office.restore()


def test_a_full_disk_leaves_nothing_behind(office, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    ran = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small)],
        check=False,
        capture_output=True,
    )
    if ran.returncode:
        pytest.skip("这里不许挂小盘")
    try:
        (small / "sanban-old.tar").write_bytes(b"old")
        with pytest.raises(Refused, match="盘满了"):
            backups.make(small / "new.tar", way=backups.Way(), now=timezone.now())
        assert [one.name for one in small.iterdir()] == ["sanban-old.tar"]
        with pytest.raises(Refused, match=r"只剩 0\.0 GB"):
            backups.back_up(small, passphrase=None, now=timezone.now())
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_file_that_may_not_grow_leaves_nothing_behind(office):
    """限得比测试用的库大、比备份小。"""
    files.store(os.urandom(80_000_000), media="bin")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000_000, hard))
    try:
        with pytest.raises(Refused, match="盘满了"):
            office.make()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(office.place.glob("*.tar")) + list(office.place.glob(".partial*")) == []


def test_old_halves_are_swept_away(office):
    half = office.place / ".partial-old.tar"
    half.write_bytes(b"half")
    os.utime(half, (1, 1))
    office.make()
    assert not half.exists()


def test_the_look_shows_the_moment_without_restoring(office):
    made = office.make()
    head = backups.look(made.place, passphrase=None)
    assert head["point_at"] == made.point_at.isoformat()
    assert head["files"] == {"count": made.file_count, "bytes": made.file_bytes}


def test_restoring_only_to_check_writes_no_file(office, settings):
    office.make()
    office.empty(settings)
    assert office.restore(writes_files=False).file_count
    assert not settings.FILES.exists()
    with pytest.raises(Refused, match="恢复没有做完"):
        schema.check_ready()


@pytest.mark.parametrize("name", ["../../../x", "files/../ab/" + ".." * 32, "rows/no_such/1"])
def test_a_forged_name_in_the_backup_is_refused(office, settings, name):
    made = office.make()
    whole = made.place.read_bytes()
    start = whole.index(b"files/")
    made.place.write_bytes(whole[:start] + container._header(name, 0) + whole[start:])
    office.empty(settings)
    with pytest.raises(Refused, match="不一样"):
        office.restore()
