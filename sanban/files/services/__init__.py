"""存文件、取文件、转版式件、清扫和查验。

先写临时名，落盘，再改成摘要名，最后才记一行；断电时只会多出没有主的文件，由清扫收走。
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError

from sanban.core.errors import Refused
from sanban.core.jobs import job
from sanban.engine.fonts import NoFont
from sanban.engine.pages import picture
from sanban.engine.pages.office import NoOffice, OfficeFailed
from sanban.engine.pages.to_pdf import UnknownKind, to_pdf
from sanban.engine.pdfium import BadPage
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files.models import Rendition, RenditionState, StoredFile

CHUNK = 1024 * 1024
BATCH = 500
GRACE = timedelta(hours=1)
PARTIAL = "partial"


def gather(chunks: bytes | Iterable[bytes]) -> bytes:
    """把传来的一段段收齐。

    :raises Refused: 超过上传上限；超过的部分不再收。
    """
    if isinstance(chunks, bytes):
        chunks = [chunks]
    whole = bytearray()
    for chunk in chunks:
        whole += chunk
        if len(whole) > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // CHUNK
            said = f"文件超过 {limit} MB 的上限。请压缩图片或拆分后再传。"
            raise Refused(said, code="too-large")
    return bytes(whole)


@transaction.atomic
def store(content: bytes | Iterable[bytes], *, media: str) -> StoredFile:
    """存一份文件；内容相同的只存一份。

    :param media: 后缀，不带点，如 docx。
    :raises Refused: 超过上传上限。
    """
    data = gather(content)
    digest = hashlib.sha256(data).hexdigest()
    with _holding():
        _put(digest, data)
        values = {"length": len(data), "media": media[:40]}
        return StoredFile.objects.get_or_create(digest=digest, defaults=values)[0]


def _put(digest: str, data: bytes) -> None:
    place = path_of(digest)
    if place.is_file() and place.stat().st_size == len(data):
        os.utime(place)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    (settings.FILES / PARTIAL).mkdir(exist_ok=True)
    partial = settings.FILES / PARTIAL / secrets.token_hex(16)
    try:
        _write(partial, data)
        partial.replace(place)
        _sync_folder(place.parent)
    finally:
        partial.unlink(missing_ok=True)


def _write(place: Path, data: bytes) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _holding(*, alone: bool = False) -> Iterator[None]:
    """存的人可以同时存；清扫时谁也不许存。"""
    settings.FILES.mkdir(parents=True, exist_ok=True)
    with (settings.FILES / ".lock").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def path_of(stored: StoredFile | str) -> Path:
    """文件在盘上的位置。"""
    digest = stored if isinstance(stored, str) else stored.digest
    place: Path = settings.FILES / digest[:2] / digest[2:4] / digest
    return place


def open_file(stored: StoredFile) -> BinaryIO:
    """打开来读。

    :raises Refused: 盘上没有了。
    """
    try:
        return path_of(stored).open("rb")
    except FileNotFoundError as error:
        said = "这份文件在盘上找不到了，请告诉系统管理员查验数据目录。"
        raise Refused(said, code="missing-file") from error


def read_bytes(stored: StoredFile) -> bytes:
    """读出全部内容。"""
    with open_file(stored) as handle:
        return handle.read()


@transaction.atomic
def discard(stored: StoredFile) -> bool:
    """丢弃没有别处用着的文件，连同它的版式件；有别处用着的留下，答假。"""
    rendition = Rendition.objects.filter(source=stored).select_related("pdf").first()
    made = rendition.pdf if rendition and rendition.pdf_id != stored.pk else None
    try:
        with transaction.atomic():
            Rendition.objects.filter(source=stored).delete()
            stored.delete()
    except ProtectedError:
        return False
    digest = path_of(stored)
    transaction.on_commit(lambda: _remove_idle(digest))
    if made:
        discard(made)
    return True


def _remove_idle(place: Path) -> bool:
    """删去盘上没有行的一份。"""
    with _holding(alone=True):
        if StoredFile.objects.filter(digest=place.name).exists():
            return False
        place.unlink(missing_ok=True)
        return True


@dataclass(frozen=True, slots=True)
class Swept:
    """清扫的结果：收走几份没有主的，哪些行在盘上没有文件（摘要）。"""

    removed: int
    missing: tuple[str, ...]


def sweep(*, now: datetime, idle: bool = False) -> Swept:
    """收走没有行的文件和没写完的临时文件；缺了的只报不补。

    嵌入式的数据库一次只许一人写，清扫时没有写了一半的，不论新旧都收；
    PostgreSQL 上可能有人正在存，只收一小时以前的。

    :param idle: 确知没有人正在存，不论新旧都收。
    """
    at_once = idle or not settings.DATABASE
    before = None if at_once else (now - GRACE).timestamp()
    removed = sum(_sweep_batch(batch, before) for batch in _batches(_on_disk()))
    rows = StoredFile.objects.order_by("pk").values_list("digest", flat=True)
    missing = tuple(one for one in rows.iterator(BATCH) if not path_of(one).is_file())
    return Swept(removed, missing)


def _on_disk() -> Iterator[Path]:
    for folder, _, names in os.walk(settings.FILES):
        yield from (Path(folder) / name for name in names if name != ".lock")


def _batches(places: Iterable[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    for place in places:
        batch.append(place)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


@transaction.atomic
def _sweep_batch(batch: list[Path], before: float | None) -> int:
    """收一批；先占住数据库的写、再占住门，与存的次序一致，不会互等。"""
    with _holding(alone=True):
        names = [place.name for place in batch]
        kept = set(StoredFile.objects.filter(digest__in=names).values_list("digest", flat=True))
        stray = [place for place in batch if place.name not in kept or place != path_of(place.name)]
        gone = [place for place in stray if before is None or place.stat().st_mtime < before]
        for place in gone:
            place.unlink(missing_ok=True)
        return len(gone)


def verify() -> tuple[str, ...]:
    """逐份重算摘要，报告缺的和不符的；只报不改。"""
    rows = StoredFile.objects.order_by("pk").iterator(BATCH)
    return tuple(fault for stored in rows if (fault := _fault(stored)))


def _fault(stored: StoredFile) -> str:
    try:
        with path_of(stored).open("rb") as handle:
            found = hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError:
        return f"{stored}：盘上没有"
    return "" if found == stored.digest else f"{stored}：内容与存入时不一致"


@transaction.atomic
def ask_rendition(stored: StoredFile, *, again: bool = False) -> Rendition:
    """要一份版式件：PDF 当即就有，别的在后台转；转坏了的可以再要一次。"""
    row, made = Rendition.objects.select_for_update().get_or_create(source=stored)
    if made or (again and row.state == RenditionState.FAILED):
        row.state, row.fault = RenditionState.WAITING, ""
        row.save(update_fields=["state", "fault"])
        if stored.media == "pdf":
            _convert(row)
        else:
            render.enqueue(row.pk)
    return row


@job
def render(pk: int) -> str:
    """后台工作：转成版式件；转好的不再转，转不成的写明原因。"""
    row = Rendition.objects.select_related("source").filter(pk=pk).first()
    if row is None or row.state == RenditionState.READY:
        return "不必再转"
    _convert(row)
    return row.get_state_display()


def _convert(row: Rendition) -> None:
    """转换时不锁库；转好再锁住记下，其间文件已经丢弃的就什么也不留。"""
    made, count, fault = b"", 0, ""
    try:
        made = to_pdf(read_bytes(row.source), row.source.media)
        count = picture.page_count(made)
    except (NoOffice, OfficeFailed, BadPage, UnknownKind, NoFont, TypesettingFailed) as problem:
        fault = str(problem)[:200]
    except Refused as problem:
        fault = problem.message[:200]
    _settle(row, made, count, fault)


@transaction.atomic
def _settle(row: Rendition, made: bytes, count: int, fault: str) -> None:
    fresh = Rendition.objects.select_for_update().filter(pk=row.pk).first()
    if fresh is None:
        return
    fresh.state, fresh.fault = RenditionState.FAILED, fault
    if not fault:
        itself = hashlib.sha256(made).hexdigest() == row.source.digest
        fresh.pdf = row.source if itself else store(made, media="pdf")
        fresh.pages, fresh.state = count, RenditionState.READY
    fresh.save(update_fields=["pages", "pdf", "state", "fault"])
    row.refresh_from_db()


def page_png(rendition: Rendition, page: int, **how: Any) -> bytes:
    """一页的图片（PNG）；`how` 是几个像素宽、什么水印字、要哪一块，见 `picture.page_png`。

    :raises Refused: 还没转好、转不成、没有这一页。
    """
    if rendition.state != RenditionState.READY or rendition.pdf is None:
        said = rendition.fault or "预览正在准备，请稍候再看。"
        raise Refused(said, code="no-rendition")
    try:
        return picture.page_png(_pdf_bytes(str(path_of(rendition.pdf))), page, **how)
    except (BadPage, OSError) as error:
        raise Refused("这一页看不了，请刷新页面或下载原件。", code="bad-page") from error


@lru_cache(maxsize=4)
def _pdf_bytes(place: str) -> bytes:
    return Path(place).read_bytes()
