"""存文件的地方：由设置选，一律走 Django 的存储接口；名字由摘要得出，永不覆盖。"""

import logging
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Protocol, cast

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

from sanban.core.errors import Refused
from sanban.files.services.stores.kept import AlteredInStore, Kept, StoreDown

CHUNK = 1024 * 1024
CONTENT = "content"
PARTIAL = "partial"
DIGEST = re.compile(r"[0-9a-f]{64}")
DOWN = "存文件的地方眼下不能用（盘满了，或者连不上），没有办成。请稍后再试，并告诉系统管理员。"

logger = logging.getLogger(__name__)

__all__ = [
    "CHUNK",
    "CONTENT",
    "DOWN",
    "PARTIAL",
    "AlteredInStore",
    "Kept",
    "Store",
    "StoreDown",
    "digest_in",
    "main",
    "name_of",
    "named",
    "names_of_others",
    "open_kept",
    "put",
]


class Store(Protocol):
    """一处存文件的地方：Django 的存储，另会逐份列出来。"""

    def save(self, name: str, content: "File[Any]") -> str:
        """存一份；落了盘、核对过才返回。"""

    def open(self, name: str) -> "File[Any]":
        """打开来读；没有的抛 `FileNotFoundError`。"""

    def delete(self, name: str) -> None:
        """删去一份；没有也不算错。"""

    def each(self) -> Iterator[Kept]:
        """逐份列出来。"""


def name_of(digest: str) -> str:
    """摘要在存文件的地方叫什么：两层文件夹，再是摘要。"""
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def digest_in(name: str) -> str:
    """名字里的摘要；不是照 `name_of` 起的名字为空。"""
    digest = PurePosixPath(name).name
    return digest if DIGEST.fullmatch(digest) and name == name_of(digest) else ""


def main() -> Store:
    """正在用的那一处。"""
    return named(CONTENT)


def named(alias: str) -> Store:
    """设置里叫这个名字的一处：`content` 正在用的，`local` 本机文件夹，`s3` 对象存储。

    :raises Refused: 没有设。
    """
    if alias not in settings.STORAGES:
        raise Refused("还没有设对象存储，请先设 SANBAN_S3_BUCKET 等几项。", code="no-store")
    return cast(Store, storages[alias])


def names_of_others() -> list[str]:
    """设了而没有在用的几处；搬家时两处都设着。"""
    return [one for one in ("local", "s3") if one in settings.STORAGES and one != settings.STORE]


def put(digest: str, data: bytes, *, store: Store | None = None) -> None:
    """存一份。

    :raises Refused: 盘满了、连不上。
    """
    try:
        (store or main()).save(name_of(digest), ContentFile(data))
    except OSError as fault:
        logger.error("文件没有存下：%s", type(fault).__name__)
        raise Refused(DOWN, code="store-down") from fault


def open_kept(digest: str) -> "File[Any]":
    """打开一份；正在用的那处没有，再看别处，搬家的时候不断档。

    :raises FileNotFoundError: 哪里都没有。
    """
    for alias in (CONTENT, *names_of_others()):
        try:
            return named(alias).open(name_of(digest))
        except FileNotFoundError:
            continue
    raise FileNotFoundError(digest)
