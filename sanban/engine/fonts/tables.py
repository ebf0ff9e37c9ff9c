"""读字体文件里的三张表：名字、能不能嵌入、有哪些字（OpenType name、OS/2、cmap）。

只读这几张表，一个字体不到一毫秒；文件坏了就当什么都没有，不报错。
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

NAMES = {1, 4, 6, 16}
"""家族名、全名、PostScript 名、排版家族名。"""
UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""字符表的平台和编码，前面的收字多。"""
MAC = {0: "mac_roman", 2: "big5", 25: "gb18030"}


def names(path: str, index: int) -> frozenset[str]:
    """一个字体在各种语言里的家族名、全名和 PostScript 名。"""
    table = _table(path, index, b"name")
    try:
        return frozenset(_names(table)) if table else frozenset()
    except struct.error:
        return frozenset()


def permission(path: str, index: int) -> int:
    """嵌入许可（OS/2 表的 fsType）；没有这张表就是 0，不限。"""
    table = _table(path, index, b"OS/2")
    return int.from_bytes(table[8:10], "big")


def characters(path: str, index: int) -> frozenset[int]:
    """一个字体里有字形的全部字符（Unicode 码位）。"""
    table = _table(path, index, b"cmap")
    try:
        return frozenset(_characters(table)) if table else frozenset()
    except (struct.error, IndexError):
        return frozenset()


def _table(path: str, index: int, tag: bytes) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return _read(file, index, tag)
    except (OSError, struct.error):
        return b""


def _read(file: BinaryIO, index: int, tag: bytes) -> bytes:
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * index)
        file.seek(*struct.unpack(">I", file.read(4)))
        file.read(4)
    (count,) = struct.unpack(">H6x", file.read(8))
    for _ in range(count):
        found, start, length = struct.unpack(">4s4xII", file.read(16))
        if found == tag:
            file.seek(start)
            return file.read(length)
    return b""


def _names(table: bytes) -> Iterator[str]:
    count, start = struct.unpack_from(">2xHH", table)
    for number in range(count):
        platform, encoding, _, kind, length, place = struct.unpack_from(
            ">6H", table, 6 + 12 * number
        )
        if kind in NAMES:
            raw = table[start + place : start + place + length]
            yield _decode(raw, platform, encoding).strip("\0 ")


def _decode(raw: bytes, platform: int, encoding: int) -> str:
    if platform == 1:
        return raw.decode(MAC.get(encoding, "ascii"), errors="ignore")
    if (platform, encoding) == (3, 3):
        return raw.replace(b"\0", b"").decode("gb18030", errors="ignore")
    return raw.decode("utf-16-be", errors="ignore")


def _characters(table: bytes) -> Iterator[int]:
    (count,) = struct.unpack_from(">2xH", table)
    found = {
        (platform, encoding): start
        for platform, encoding, start in struct.iter_unpack(">HHI", table[4 : 4 + 8 * count])
    }
    start = next((found[key] for key in UNICODE if key in found), None)
    if start is None:
        return iter(())
    (kind,) = struct.unpack_from(">H", table, start)
    return READERS.get(kind, _nothing)(table, start)


def _nothing(table: bytes, start: int) -> Iterator[int]:
    return iter(())


def _segments(table: bytes, start: int) -> Iterator[int]:
    """格式 4：分段，段内有的字可能没有字形。"""
    length, twice = struct.unpack_from(">2xH2xH", table, start)
    count = twice // 2
    words = struct.unpack_from(f">{length // 2 - 7}H", table, start + 14)
    ends, starts = words[:count], words[count + 1 : 2 * count + 1]
    shifts, places = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 : 4 * count + 1]
    for number in range(count):
        first, shift, place = starts[number], shifts[number], places[number]
        for code in range(first, min(ends[number], 0xFFFE) + 1):
            at = 3 * count + 1 + number + place // 2 + code - first
            glyph = words[at] if place else code
            if (glyph or not place) and (glyph + shift) % 0x10000:
                yield code


def _groups(table: bytes, start: int) -> Iterator[int]:
    """格式 12：一组一组连续的字。"""
    (count,) = struct.unpack_from(">12xI", table, start)
    body = table[start + 16 : start + 16 + 12 * count]
    for first, last, _ in struct.iter_unpack(">III", body):
        yield from range(first, min(last, 0x10FFFF) + 1)


READERS: dict[int, Callable[[bytes, int], Iterator[int]]] = {4: _segments, 12: _groups}
