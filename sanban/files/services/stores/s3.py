"""S3 一类的对象存储；选了它才打开这个模块。

存好以后读回来重算摘要，一样才算存下；出错一律是 `OSError` 一类，上面只认这一类。
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile, File
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from sanban.files.services.stores.kept import AlteredInStore, Kept, StoreDown

PATIENCE = {"connect_timeout": 5, "read_timeout": 60}
RETRIES = {"mode": "standard", "max_attempts": 4}
WHOLE = 64 * 1024 * 1024
"""过了这么多字节才分段传。"""


def _plainly(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def attempt(*given: Any, **named: Any) -> Any:
        try:
            return act(*given, **named)
        except (BotoCoreError, ClientError) as fault:
            raise StoreDown(type(fault).__name__) from fault

    return attempt


@deconstructible(path="sanban.files.services.stores.s3.S3Store")
class S3Store(S3Storage):  # type: ignore[misc]
    """一个桶。"""

    def get_default_settings(self) -> dict[str, Any]:
        """不认别处的设置；超时短、会重试，老式的对象存储也能用。"""
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            retries=RETRIES,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            **PATIENCE,
        )
        transfer = TransferConfig(multipart_threshold=WHOLE, use_threads=False)
        own = {"client_config": config, "transfer_config": transfer, "querystring_auth": False}
        return {**super().get_default_settings(), **own, "file_overwrite": True}

    @_plainly
    def exists(self, name: str) -> bool:
        """有没有。"""
        return bool(super().exists(name))

    @_plainly
    def delete(self, name: str) -> None:
        """删去一份；没有也不算错。"""
        super().delete(name)

    def each(self) -> Iterator[Kept]:
        """逐份列出来。"""
        try:
            for one in self.bucket.objects.all():
                yield Kept(one.key, one.size, one.last_modified.timestamp())
        except (BotoCoreError, ClientError) as fault:
            raise StoreDown(type(fault).__name__) from fault

    @_plainly
    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        """整份取来再给，读到一半断了也在这里就知道。"""
        with super()._open(name, "rb") as source:
            return ContentFile(source.read(), name)

    @_plainly
    def _save(self, name: str, content: File[Any]) -> str:
        data = content.read()
        if not (self.exists(name) and self._is_same(name, data)):
            super()._save(name, ContentFile(data))
            if not self._is_same(name, data):
                raise AlteredInStore("存下的与送去的不同")
        return name

    def _is_same(self, name: str, data: bytes) -> bool:
        with self._open(name) as kept:
            found = hashlib.sha256(kept.read()).digest()
        return found == hashlib.sha256(data).digest()
