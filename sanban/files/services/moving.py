"""搬家：把全部文件抄到另一处，核对过才算；原处不动，断了接着抄。"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sanban.files.models import StoredFile
from sanban.files.services import stores
from sanban.files.services.keeping import BATCH
from sanban.files.services.stores import Store


@dataclass(frozen=True, slots=True)
class Moved:
    """搬的结果：新抄几份、早就在的几份，哪些（摘要）原处就缺、就坏，没有抄。"""

    copied: int
    already: int
    faults: tuple[str, ...]


def move_files(target: str, *, progress: Callable[[int, int], None] | None = None) -> Moved:
    """抄到 `target`（local 或 s3）；已经在那里、字节数对的跳过，所以断了再来就是接着抄。

    :param progress: 每过一份叫一次，交给它过了几份、共几份。
    :raises Refused: 没有设那一处；那里存不下。
    """
    store = stores.named(target)
    there = {one.name: one.length for one in store.each()}
    counts = {"copied": 0, "already": 0}
    faults, total = [], StoredFile.objects.count()
    rows = StoredFile.objects.order_by("pk").only("digest", "length")
    for done, row in enumerate(rows.iterator(BATCH), start=1):
        if there.get(stores.name_of(row.digest)) == row.length:
            counts["already"] += 1
        elif _copied(row.digest, store):
            counts["copied"] += 1
        else:
            faults.append(row.digest)
        if progress:
            progress(done, max(total, done))
    return Moved(**counts, faults=tuple(faults))


def _copied(digest: str, store: Store) -> bool:
    """抄一份；原处缺了、与摘要不符的不抄。"""
    try:
        with stores.open_kept(digest) as source:
            data = source.read()
    except FileNotFoundError:
        return False
    if hashlib.sha256(data).hexdigest() != digest:
        return False
    stores.put(digest, data, store=store)
    return True
