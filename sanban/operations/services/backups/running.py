"""备份的经办：要一份、做一份、记下结果；到点做的、网页上要的、命令行做的，都走这里。"""

import fcntl
import getpass
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.files.models import StoredFile
from sanban.operations.models import Backup, BackupState
from sanban.operations.services.backups.ciphering import FIRST_LINE, check_passphrase
from sanban.operations.services.backups.container import PARTIAL
from sanban.operations.services.backups.making import Made, Progress, Way, make, quiet
from sanban.operations.services.backups.proving import Proof, prove
from sanban.people.models import Person

OFTEN = 2.0
"""进度隔几秒记一回。"""
PROVE_EVERY = timedelta(days=7) - timedelta(hours=1)
SPARE = 64 * 1024 * 1024


def passphrase_of(path: Path | None, *, asks: bool = False) -> bytes | None:
    """口令：给的文件、设置里的文件，或者当面问；都没有为空，不加密。

    :raises Refused: 读不了、太短、两遍不一样。
    """
    path = path or settings.BACKUP_PASSPHRASE_FILE
    if path:
        return check_passphrase(_read_secret(path))
    if not asks:
        return None
    first, second = getpass.getpass("口令："), getpass.getpass("再输一遍：")
    if first != second:
        raise Refused("两遍口令不一样，请重新来。", code="two-passphrases")
    return check_passphrase(first.encode())


def passphrase_for(place: Path, path: Path | None) -> bytes | None:
    """打开这份备份的口令；加了密而没给文件的，当面问。"""
    if not is_encrypted(place):
        return None
    path = path or settings.BACKUP_PASSPHRASE_FILE
    if path:
        return _read_secret(path)
    return getpass.getpass("口令：").encode() if os.isatty(0) else None


def _read_secret(path: Path) -> bytes:
    try:
        return path.read_bytes().rstrip(b"\r\n")
    except OSError as fault:
        raise Refused(f"读不了口令文件 {path}，请看路径和权限。", code="no-secret") from fault


def is_encrypted(place: Path) -> bool:
    """是不是加了密的；打不开的也算不是，留给读的人说。"""
    try:
        with place.open("rb") as file:
            return file.read(len(FIRST_LINE)) == FIRST_LINE
    except OSError:
        return False


@transaction.atomic
def ask(*, by: Person, now: datetime) -> Backup:
    """要一份，等后台去做。

    :raises Refused: 已经有一份等着做、正在做。
    """
    if Backup.objects.under_way().exists():
        raise Refused("已经有一份备份在做，请等它做完。", code="backing-up")
    audit.record("backup.ask", by=by)
    return Backup.objects.create(asked_at=now, asked_by=by.name, is_ruled=True)


def back_up(
    output: Path | None,
    *,
    passphrase: bytes | None,
    progress: Progress = quiet,
    now: datetime,
) -> Made:
    """命令行做一份，登记在册。

    :param output: 文件或文件夹；不给的放在 `SANBAN_BACKUPS`，按规则保留。
    :raises Refused: 另一份正在做；盘满了。
    """
    row = Backup.objects.create(asked_at=now, asked_by="命令行", is_ruled=output is None)
    return carry_out(row, output=output, passphrase=passphrase, progress=progress, now=now)


def carry_out(
    row: Backup,
    *,
    output: Path | None = None,
    passphrase: bytes | None,
    progress: Progress = quiet,
    now: datetime,
) -> Made:
    """做登记着的一份，结果记在册上；没做成的也记，再把错抛出去。"""
    place = _place(output, passphrase, now)
    row.folder, row.name, row.state = str(place.parent), place.name, BackupState.RUNNING
    row.point_at, row.is_encrypted = now, passphrase is not None
    row.save()
    try:
        with _alone(place.parent):
            _forget_broken(row)
            _check_space(place.parent)
            way = Way(passphrase, progress=_noting(row, progress))
            made = make(place, way=way, now=now)
    except (Refused, OSError) as fault:
        _note_fault(row, str(fault))
        raise
    _note_made(row, made)
    return made


def _place(output: Path | None, passphrase: bytes | None, now: datetime) -> Path:
    ending = ".tar.enc" if passphrase else ".tar"
    name = f"sanban-{timezone.localtime(now):%Y%m%d-%H%M%S}{ending}"
    if output is None or output.is_dir():
        return ((output or settings.BACKUPS) / name).absolute()
    return output.absolute()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """一个文件夹里一次只做一份。"""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as gate:
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            said = "另一份备份正在做，请等它做完。"
            raise Refused(said, code="backing-up") from fault
        yield


def _forget_broken(row: Backup) -> None:
    """做到一半进程没了的，记成没做成，半截的删去；锁在手上，就没有别的正在做。"""
    for half in Path(row.folder).glob(f"{PARTIAL}*"):
        half.unlink(missing_ok=True)
    running = Backup.objects.filter(state=BackupState.RUNNING, folder=row.folder)
    said = "做到一半停了，半截的已经不要。"
    for one in running.exclude(pk=row.pk):
        _note_fault(one, said)


def _check_space(folder: Path) -> None:
    """先看放不放得下，放不下的不白忙。"""
    total = StoredFile.objects.aggregate(total=Sum("length"))["total"] or 0
    state = os.statvfs(folder)
    free = state.f_bavail * state.f_frsize
    if free < total + SPARE:
        said = (
            f"{folder} 只剩 {free / 1e9:.1f} GB，这份备份约要 {(total + SPARE) / 1e9:.1f} GB，"
            "没有做。请腾出地方，或者用 -o、SANBAN_BACKUPS 换一个盘。"
        )
        raise Refused(said, code="disk-full")


def _noting(row: Backup, progress: Progress) -> Progress:
    told_at = 0.0

    def note(done: int, total: int) -> None:
        nonlocal told_at
        progress(done, total)
        if time.monotonic() - told_at > OFTEN:
            told_at = time.monotonic()
            percent = min(99, done * 100 // total if total else 99)
            Backup.objects.filter(pk=row.pk).update(percent=percent)

    return note


@transaction.atomic
def _note_made(row: Backup, made: Made) -> None:
    row.state, row.percent, row.ended_at = BackupState.DONE, 100, timezone.now()
    row.length, row.row_count, row.file_count = made.length, made.row_count, made.file_count
    row.missing_count = len(made.missing)
    row.save()
    shown = f"{row.name}，{made.row_count} 行，{made.file_count} 份文件"
    audit.record("backup.make", by=None, target=f"backup:{row.pk}", detail=shown)


@transaction.atomic
def _note_fault(row: Backup, said: str) -> None:
    row.state, row.fault, row.ended_at = BackupState.FAILED, said[:300], timezone.now()
    row.save()
    audit.record("backup.make", by=None, target=f"backup:{row.pk}", is_done=False)


def due_for_proof(*, now: datetime) -> Backup | None:
    """该试恢复哪一份：七天之内试过好用的，就不必；否则是最近一份。"""
    tried = Backup.objects.proved_since(now - PROVE_EVERY)
    if tried.filter(is_proved=True).exists():
        return None
    return Backup.objects.good().first()


def prove_one(row: Backup, *, now: datetime) -> Proof:
    """试恢复登记着的一份，结果记在册上。"""
    secret = settings.BACKUP_PASSPHRASE_FILE if row.is_encrypted else None
    proof = prove(Path(row.folder, row.name), passphrase_file=secret)
    values = {"proved_at": now, "is_proved": proof.is_good, "proof_note": proof.note[:300]}
    Backup.objects.filter(pk=row.pk).update(**values)
    return proof
