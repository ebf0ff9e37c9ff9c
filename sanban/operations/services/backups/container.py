"""备份的一个文件：里面是平常的 tar，没加密的谁都打得开；头一份说从哪里来，末一份说该有多少。

写的时候不回头、不留后手；没加密的文件内容由系统内核直接抄过去。
"""

import errno
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from sanban.core.errors import Refused
from sanban.operations.services.backups.ciphering import (
    ALTERED,
    CUT,
    FIRST_LINE,
    Decrypting,
    Source,
)
from sanban.operations.services.backups.sinks import FULL, Locked, Plain, Sink

FIRST, END = "sanban-backup.json", "sanban-end.json"
PARTIAL = ".partial-"
BLOCK = 512
LARGEST_NOTE = 64 * 1024 * 1024
NO_SPACE = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
SAID_FULL = (
    "盘满了，备份没有做成，半截的已经删去，原有的备份没有动。请腾出地方，或者用 -o 换一个盘。"
)
FOREIGN = "这不是三办的备份文件。"


class Writer:
    """往备份里一份一份地写。"""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def note(self, name: str, told: dict[str, Any]) -> None:
        """写一份 JSON。"""
        self.add(name, json.dumps(told, ensure_ascii=False, indent=1).encode())

    def add(self, name: str, data: bytes) -> None:
        """写一份在手上的。"""
        self._sink.write(_header(name, len(data)))
        self._sink.write(data)
        self._pad(len(data))

    def add_file(self, name: str, source: BinaryIO, length: int) -> int:
        """写一份文件，返回实有多少字节；比说好的短了，后面补零，恢复时查得出来。"""
        self._sink.write(_header(name, length))
        done = self._sink.copy(source, length)
        if done < length:
            self._sink.write(bytes(length - done))
        self._pad(length)
        return done

    def finish(self) -> None:
        """收尾。"""
        self._sink.write(bytes(2 * BLOCK))
        self._sink.finish()

    def _pad(self, length: int) -> None:
        if length % BLOCK:
            self._sink.write(bytes(BLOCK - length % BLOCK))


def _header(name: str, length: int) -> bytes:
    made = tarfile.TarInfo(name)
    made.size, made.mode = length, 0o600
    return made.tobuf(tarfile.USTAR_FORMAT)


@contextmanager
def writing(place: Path, *, passphrase: bytes | None) -> Iterator[Writer]:
    """写一份备份：先写临时名，落了盘再改成 `place`；没写成的不留。

    :raises Refused: 盘满了。
    """
    partial = place.with_name(f"{PARTIAL}{place.name}")
    try:
        with open(partial, "xb", buffering=0, opener=_private) as raw:
            out: Any = _Whole(raw)
            sink: Sink = Locked(out, passphrase) if passphrase else Plain(out)
            writer = Writer(sink)
            yield writer
            writer.finish()
            os.fsync(raw.fileno())
        partial.rename(place)
        sync_folder(place.parent)
    except OSError as fault:
        if fault.errno not in NO_SPACE:
            raise
        raise Refused(SAID_FULL, code="disk-full") from fault
    finally:
        partial.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """让文件夹里的改名落盘。"""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Whole:
    """没有缓冲的文件：一次写不完的接着写。"""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def write(self, data: bytes) -> None:
        with memoryview(data) as whole:
            done = 0
            while done < len(whole):
                done += self._raw.write(whole[done:])

    def fileno(self) -> int:
        return int(self._raw.fileno())


class Reader:
    """从头到尾读一份备份；读到哪里坏了，就在哪里说。"""

    def __init__(self, package: Any) -> None:
        self._package = package

    def __iter__(self) -> Iterator[tuple[str, int, BinaryIO]]:
        """一份一份：名字、字节数、读内容的。

        :raises Refused: 断了、坏了。
        """
        with told_plainly():
            while (one := self._package.next()) is not None:
                self._package.members.clear()
                source = self._package.extractfile(one)
                if source is None:
                    raise Refused(ALTERED, code="altered-backup")
                yield one.name, one.size, source


def note_of(source: Any, length: int) -> dict[str, Any]:
    """读一份 JSON。

    :raises Refused: 不是 JSON。
    """
    if length > LARGEST_NOTE:
        raise Refused(ALTERED, code="altered-backup")
    try:
        told = json.loads(source.read())
    except ValueError as fault:
        raise Refused(ALTERED, code="altered-backup") from fault
    if not isinstance(told, dict):
        raise Refused(ALTERED, code="altered-backup")
    return told


@contextmanager
def told_plainly() -> Iterator[None]:
    """读 tar 时出的错，说成一句话。"""
    try:
        yield
    except tarfile.ReadError as fault:
        raise Refused(CUT, code="cut-backup") from fault
    except (tarfile.TarError, zlib.error, EOFError) as fault:
        raise Refused(ALTERED, code="altered-backup") from fault


@contextmanager
def reading(place: Path, *, passphrase: bytes | None) -> Iterator[Reader]:
    """打开一份备份来读。

    :raises Refused: 没有这个文件、不是备份、要口令、口令不对。
    """
    try:
        raw = place.open("rb")
    except OSError as fault:
        raise Refused(f"打不开 {place}，请看路径和权限。", code="no-backup") from fault
    with raw, told_plainly():
        source = _opened(raw, passphrase)
        with tarfile.open(fileobj=source, mode="r|", bufsize=FULL) as package:  # type: ignore[call-overload]
            yield Reader(package)


def _opened(raw: BinaryIO, passphrase: bytes | None) -> Source:
    start = raw.read(len(FIRST_LINE))
    if start == FIRST_LINE:
        if not passphrase:
            said = "这份备份加了密，请用 --passphrase-file 给口令文件。"
            raise Refused(said, code="no-passphrase")
        return Decrypting(raw, passphrase)
    if not start.startswith(FIRST.encode() + b"\0"):
        raise Refused(FOREIGN, code="foreign-file")
    raw.seek(0)
    return raw
