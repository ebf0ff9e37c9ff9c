"""备份里的一截行、一份文件，怎样取出来、核对、写下。"""

import hashlib
import os
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings

from sanban.core.errors import Refused
from sanban.files.services import stores
from sanban.operations.services.backups.ciphering import ALTERED
from sanban.operations.services.backups.sinks import FULL

LARGEST_PIECE = 512 * 1024 * 1024
"""一截行展开以后至多这么大；再大就是被改过的。"""


def unpacked(data: bytes) -> bytes:
    """展开一截行。

    :raises Refused: 坏了，或者大得不像话。
    """
    opening = zlib.decompressobj(31)
    try:
        lines = opening.decompress(data, LARGEST_PIECE)
    except zlib.error as fault:
        raise Refused(ALTERED, code="altered-backup") from fault
    if opening.unconsumed_tail or not opening.eof:
        raise Refused(ALTERED, code="altered-backup")
    return lines


def digest_of(source: Any) -> str:
    """只算摘要，不写。"""
    total = hashlib.sha256()
    while data := source.read(FULL):
        total.update(data)
    return total.hexdigest()


def kept(digest: str, source: Any) -> str:
    """写下一份，返回写下的摘要；摘要不符的不留。"""
    if settings.STORE != "local":
        data = source.read()
        found = hashlib.sha256(data).hexdigest()
        if found == digest:
            stores.put(digest, data)
        return found
    place = Path(settings.FILES) / stores.name_of(digest)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    total = hashlib.sha256()
    with open(place, "wb", opener=private) as out:
        while data := source.read(FULL):
            total.update(data)
            out.write(data)
    if total.hexdigest() != digest:
        place.unlink()
    return total.hexdigest()


def private(path: str, flags: int) -> int:
    """只有本用户能看的文件。"""
    return os.open(path, flags, 0o600)
