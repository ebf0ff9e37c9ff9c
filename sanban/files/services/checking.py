"""查验：逐份重算摘要，列出缺的、不符的、没有主的；只报不改。"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sanban.files.models import StoredFile
from sanban.files.services import stores
from sanban.files.services.keeping import BATCH, GRACE, batches, strays

Progress = Callable[[int, int], None]
MISSING, ALTERED = "找不到了", "内容与存入时不一致"
ORPHAN = "没有哪一行记着它"


@dataclass(frozen=True, slots=True)
class Fault:
    """一处毛病：哪一份（摘要或名字），怎么了。"""

    name: str
    said: str

    def __str__(self) -> str:
        return f"{self.name}：{self.said}"


@dataclass(frozen=True, slots=True)
class FilesReport:
    """查验文件的结果：查了几份、几个字节，哪些不对。"""

    files: int
    length: int
    faults: tuple[Fault, ...]


def check(*, now: datetime, progress: Progress | None = None) -> FilesReport:
    """逐份读出来重算摘要，再看有没有多出来的。

    :param progress: 每查一份叫一次，交给它查了几份、共几份。
    :raises OSError: 存文件的地方连不上、读不了；连不上不等于缺。
    """
    total = StoredFile.objects.count()
    files, length = 0, 0
    faults: list[Fault] = []
    for row in StoredFile.objects.order_by("pk").iterator(BATCH):
        files, length = files + 1, length + row.length
        faults += _faults(row)
        if progress:
            progress(files, max(total, files))
    return FilesReport(files, length, (*faults, *_orphans(now)))


def _faults(row: StoredFile) -> Iterator[Fault]:
    try:
        with stores.main().open(stores.name_of(row.digest)) as handle:
            found = hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError:
        if StoredFile.objects.filter(pk=row.pk).exists():
            yield Fault(row.digest, MISSING)
        return
    if found != row.digest:
        yield Fault(row.digest, ALTERED)


def _orphans(now: datetime) -> Iterator[Fault]:
    """没有主的；一小时以内的可能正在存，不算。"""
    before = (now - GRACE).timestamp()
    for batch in batches(stores.main().each()):
        for one in strays(batch):
            if one.stored_at < before:
                yield Fault(one.name, ORPHAN)
