"""存文件、取文件、丢弃、清扫。

先记一行（还没提交），再存，一起提交：别人看不见只有行没有文件的样子，断电只会多出没有主的
文件。清扫一份也先占住它的行，所以几台机器同时存、同时清扫，不会把正在存的收走。
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from sanban.core.errors import Refused
from sanban.core.prepared import Prepared
from sanban.core.writing import insert
from sanban.files.models import Rendition, StoredFile
from sanban.files.services import holding, stores
from sanban.files.services.stores import CHUNK, Kept

if TYPE_CHECKING:
    from django.core.files.base import File

BATCH = 500
GRACE = timedelta(hours=1)
_WITH = Prepared(lambda digest: StoredFile.objects.filter(digest=digest))


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
    :raises Refused: 超过上传上限；盘满了、存储连不上。
    """
    data = gather(content)
    digest = hashlib.sha256(data).hexdigest()
    values = {"length": len(data), "media": media[:40]}
    row = _WITH.first(digest) or _added(StoredFile(digest=digest, **values))
    stores.put(digest, data)
    return row


def _added(row: StoredFile) -> StoredFile:
    """添一行；正好别人先添了同样内容的，用他那一行。"""
    try:
        with transaction.atomic():
            return insert(row)
    except IntegrityError:
        return StoredFile.objects.get(digest=row.digest)


def path_of(stored: StoredFile | str) -> Path:
    """文件在本机文件夹里的位置；用对象存储时这里没有，要读用 `open_file`。"""
    digest = stored if isinstance(stored, str) else stored.digest
    place: Path = settings.FILES / stores.name_of(digest)
    return place


def open_file(stored: StoredFile | str) -> "File[Any]":
    """打开来读；给行，或者给摘要。

    :raises Refused: 没有了；存储连不上。
    """
    digest = stored if isinstance(stored, str) else stored.digest
    try:
        return stores.open_kept(digest)
    except FileNotFoundError as error:
        said = "这份文件在盘上找不到了，请告诉系统管理员查验数据目录。"
        raise Refused(said, code="missing-file") from error
    except OSError as error:
        said = "存文件的地方眼下读不出来，请稍后再试，并告诉系统管理员。"
        raise Refused(said, code="store-down") from error


def read_bytes(stored: StoredFile | str) -> bytes:
    """读出全部内容。"""
    with open_file(stored) as handle:
        return bytes(handle.read())


@transaction.atomic
def discard(stored: StoredFile) -> bool:
    """丢弃没有别处用着的文件，连同它的版式件；有别处用着的留下，答假。"""
    rendition = Rendition.objects.filter(source=stored).select_related("pdf").first()
    made = rendition.pdf if rendition and rendition.pdf_id != stored.pk else None
    name = stores.name_of(stored.digest)
    try:
        with transaction.atomic():
            Rendition.objects.filter(source=stored).delete()
            stored.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: _take_away(name))
    if made:
        discard(made)
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
    :raises OSError: 存文件的地方读不了、连不上。
    """
    at_once = idle or not settings.DATABASE
    before = None if at_once else (now - GRACE).timestamp()
    kept: set[bytes] = set()
    removed = 0
    for batch in batches(stores.main().each()):
        kept.update(_digests(batch))
        old = [one for one in strays(batch) if before is None or one.stored_at < before]
        removed += sum(_take_away(one.name) for one in old)
    rows = StoredFile.objects.order_by("pk").values_list("digest", flat=True)
    missing = tuple(one for one in rows.iterator(BATCH) if bytes.fromhex(one) not in kept)
    return Swept(removed, tuple(one for one in missing if not _is_kept(one)))


def _digests(batch: list[Kept]) -> Iterator[bytes]:
    named = (stores.digest_in(one.name) for one in batch)
    return (bytes.fromhex(digest) for digest in named if digest)


def _is_kept(digest: str) -> bool:
    """列完以后才存的、已经丢弃的，都不算缺。"""
    if not StoredFile.objects.filter(digest=digest).exists():
        return True
    try:
        stores.main().open(stores.name_of(digest)).close()
    except FileNotFoundError:
        return False
    return True


def batches(found: Iterable[Kept]) -> Iterator[list[Kept]]:
    """五百份一批。"""
    batch: list[Kept] = []
    for one in found:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def strays(batch: list[Kept]) -> list[Kept]:
    """一批里没有主的：没有行的，名字不对的，没写完的。"""
    named = {one.name: stores.digest_in(one.name) for one in batch}
    rows = StoredFile.objects.filter(digest__in=[one for one in named.values() if one])
    owned = set(rows.values_list("digest", flat=True))
    return [one for one in batch if named[one.name] not in owned]


@transaction.atomic
def _take_away(name: str) -> bool:
    """删去没有行的一份：占住它的行再删，有人正在存同样内容的就等他；他存成了就不删。

    正在备份的时候不删，留给下一回清扫。
    """
    if holding.is_held():
        return False
    digest = stores.digest_in(name)
    row = None
    if digest:
        row, made = StoredFile.objects.get_or_create(digest=digest, defaults={"length": 0})
        if not made:
            return False
    stores.main().delete(name)
    if row:
        row.delete()
    return True
