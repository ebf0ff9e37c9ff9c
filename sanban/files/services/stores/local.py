"""本机（或几台机器共用的）文件夹：先写临时名，落盘，再改名，连文件夹也落盘。"""

import hashlib
import logging
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from sanban.files.services.stores.kept import Kept

PARTIAL = "partial"

logger = logging.getLogger(__name__)


@deconstructible(path="sanban.files.services.stores.local.LocalStore")
class LocalStore(Storage):
    """数据文件夹里的一处。"""

    def path(self, name: str) -> str:
        """在盘上的位置。"""
        return str(settings.FILES / name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """名字由内容得出，重名就是同一份。"""
        return name

    def exists(self, name: str) -> bool:
        """有没有。"""
        return Path(self.path(name)).is_file()

    def size(self, name: str) -> int:
        """字节数。"""
        return Path(self.path(name)).stat().st_size

    def delete(self, name: str) -> None:
        """删去一份；没有也不算错。"""
        Path(self.path(name)).unlink(missing_ok=True)

    def each(self) -> Iterator[Kept]:
        """逐份列出来，没写完的临时文件也在内。"""
        for folder, _, names in os.walk(settings.FILES):
            for name in names:
                place = Path(folder) / name
                try:
                    state = place.stat()
                except FileNotFoundError:
                    continue
                shown = str(place.relative_to(settings.FILES))
                yield Kept(shown, state.st_size, state.st_mtime)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return File(Path(self.path(name)).open("rb"), name)

    def _save(self, name: str, content: File[Any]) -> str:
        data, place = content.read(), Path(self.path(name))
        if not _is_same(place, data):
            _make(place.parent)
            _write(place, data)
        _sync(place.parent)
        return name


def _is_same(place: Path, data: bytes) -> bool:
    """已经有了，而且一个字节不差；差了的要重新写，不能当作存下了。"""
    try:
        with place.open("rb") as handle:
            found = hashlib.file_digest(handle, "sha256").digest()
    except FileNotFoundError:
        return False
    is_same = found == hashlib.sha256(data).digest()
    if not is_same:
        logger.error("盘上的一份与摘要不符，照新传的重新写好")
    return is_same


def _make(folder: Path) -> None:
    """建文件夹，新建的每一层都落盘。"""
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync(folder.parent)


def _write(place: Path, data: bytes) -> None:
    _make(settings.FILES / PARTIAL)
    partial = settings.FILES / PARTIAL / secrets.token_hex(16)
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
