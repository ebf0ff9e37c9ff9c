"""备份写到哪里：不加密的直接写，大块请系统内核抄；加密的一段段加了密再写。"""

import errno
import io
import os
from typing import BinaryIO, Protocol

from sanban.operations.services.backups.ciphering import Encrypting

SMALL = 256 * 1024
FULL = 1024 * 1024


class Sink(Protocol):
    """收字节的一头。"""

    def write(self, data: bytes) -> None:
        """写一些。"""

    def copy(self, source: BinaryIO, length: int) -> int:
        """把 `source` 剩下的抄过来，至多 `length` 字节，返回抄了多少。"""

    def finish(self) -> None:
        """写完。"""


class Plain:
    """不加密的一头：小块攒着一起写，大块请内核抄。"""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._waiting = out, bytearray()

    def write(self, data: bytes) -> None:
        """写一些。"""
        self._waiting += data
        if len(self._waiting) >= FULL:
            self._flush()

    def copy(self, source: BinaryIO, length: int) -> int:
        """同 `Sink.copy`。"""
        number = _number_of(source)
        if length < SMALL or number is None:
            return _pour(source, length, self)
        self._flush()
        return _copied(number, self._out.fileno(), length)

    def finish(self) -> None:
        """写完。"""
        self._flush()

    def _flush(self) -> None:
        self._out.write(self._waiting)
        self._waiting.clear()


class Locked:
    """加密的一头。"""

    def __init__(self, out: BinaryIO, passphrase: bytes) -> None:
        self._out = Encrypting(out, passphrase)

    def write(self, data: bytes) -> None:
        """写一些。"""
        self._out.write(data)

    def copy(self, source: BinaryIO, length: int) -> int:
        """同 `Sink.copy`。"""
        return _pour(source, length, self)

    def finish(self) -> None:
        """写完。"""
        self._out.finish()


def _number_of(source: BinaryIO) -> int | None:
    """真文件的号；内存里的没有。"""
    try:
        return source.fileno()
    except (AttributeError, io.UnsupportedOperation):
        return None


def _pour(source: BinaryIO, length: int, sink: Sink) -> int:
    left = length
    while left and (data := source.read(min(left, FULL))):
        sink.write(data)
        left -= len(data)
    return length - left


def _copied(source: int, target: int, length: int) -> int:
    left = length
    while left:
        try:
            done = os.copy_file_range(source, target, left)
        except OSError as fault:
            if fault.errno not in (errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP):
                raise
            done = os.sendfile(target, source, None, left)
        if not done:
            break
        left -= done
    return length - left
