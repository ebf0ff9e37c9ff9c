"""模型文件：头、校验和、几个数组；随程序带的映射进内存，不整个读。

头 48 字节：8 字节的记号、4 字节的版本、4 字节的说明长度、32 字节的校验和（SHA-256，算的是
其后的全部）。说明是 JSON，记各数组的名字、类型、位置和长度，数组按 8 字节对齐。文件里没有
时间、路径和任何原文。
"""

import hashlib
import json
import mmap
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.errors import Unusable

MAGIC, VERSION = b"SANBANLM", 1
HEAD = struct.Struct("<8sII32s")
Array = NDArray[Any]
ROOM = 4000
"""给说明留的字节数，不足的补空格。"""
KINDS = ("uint8", "uint16")
# fmt: off
# 代号          是什么问题，请怎么办
PROBLEMS = {
    "not-found": "找不到语言模型文件“{name}”，或没有权限读它。请核对路径。",
    "foreign":   "“{name}”不是三办的语言模型文件。请用 sanban learn 重新生成。",
    "version":   "“{name}”是别的版本的模型文件，这一版读不了。请用 sanban learn 重新生成。",
    "damaged":   "语言模型文件“{name}”已损坏或不完整。请从备份取回，或用 sanban learn 重新生成。",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Stored:
    """读出来的模型文件：说明里的各项和各数组（只读）。"""

    facts: dict[str, Any]
    arrays: dict[str, Array]
    digest: str


def write(path: Path, facts: dict[str, Any], arrays: dict[str, Array]) -> str:
    """写成文件，返回校验和；先写在旁边，写完再换名，中途停了不留半个文件。"""
    body = _body(facts, arrays)
    digest = hashlib.sha256(body).digest()
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(HEAD.pack(MAGIC, VERSION, ROOM, digest))
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return digest.hex()


def read(path: Path, *, mapped: bool = True, shipped: bool = False) -> Stored:
    """打开模型文件；找不到、不是、坏了都抛 `Unusable`。

    `mapped` 映射进内存，几个进程合用一份；别人可能就地改写的文件，不要映射，读进来。
    `shipped` 是随程序带的，装的时候核对过，不必每次起动都把十几兆读一遍来算校验和。
    """
    data = _mapped(path) if mapped else _whole(path)
    if len(data) < HEAD.size or data[:8] != MAGIC:
        raise _problem("foreign", path)
    _, version, length, digest = HEAD.unpack_from(data)
    if version != VERSION:
        raise _problem("version", path)
    if not shipped and hashlib.sha256(memoryview(data)[HEAD.size :]).digest() != digest:
        raise _problem("damaged", path)
    try:
        return _stored(data, length, digest.hex())
    except (ValueError, LookupError, TypeError) as error:
        raise _problem("damaged", path) from error


def _problem(code: str, path: Path) -> Unusable:
    return Unusable(PROBLEMS[code].format(name=path), code=code)


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise _problem("not-found", path) from error
    except ValueError as error:  # 空文件不能映射
        raise _problem("foreign", path) from error


def _whole(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _problem("not-found", path) from error


def _stored(data: mmap.mmap | bytes, length: int, digest: str) -> Stored:
    facts = json.loads(data[HEAD.size : HEAD.size + length])
    arrays = {}
    for name, kind, start, count in facts.pop("arrays"):
        if kind not in KINDS:
            raise ValueError(kind)
        arrays[name] = np.frombuffer(data, dtype=kind, count=count, offset=start)
    return Stored(facts, arrays, digest)


def _body(facts: dict[str, Any], arrays: dict[str, Array]) -> bytes:
    places, parts, start = [], [], HEAD.size + ROOM
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).tobytes()
        places.append([name, array.dtype.name, start, len(array)])
        parts.append(data + bytes(-len(data) % 8))
        start += len(parts[-1])
    text = json.dumps({**facts, "arrays": places}, sort_keys=True).encode()
    return text.ljust(ROOM) + b"".join(parts)
