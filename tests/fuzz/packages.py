"""改法的一步步：改压缩包，改里面的部件、名字、目录，装进炸弹。"""

import re
import struct
import warnings
import zipfile
from io import BytesIO
from random import Random

from tests.fuzz.steps import BYTES, MARKUP, Step, cut, flip, lose


def _parts(data: bytes) -> list[tuple[zipfile.ZipInfo, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return [(one, package.read(one)) for one in package.infolist()]
    except Exception:
        return []


def _packed(parts: list[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    out = BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
    ):
        warnings.simplefilter("ignore")  # 同名的也要写
        for info, data in parts:
            if isinstance(info, zipfile.ZipInfo):
                info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return out.getvalue()


def inside(data: bytes, dice: Random) -> bytes:
    """改里面的一个部件：多半照字里行间改。"""
    parts = _parts(data)
    if not parts:
        return flip(data, dice)
    place = dice.randrange(len(parts))
    info, kept = parts[place]
    step = dice.choice(MARKUP if dice.random() < 0.85 else BYTES)
    parts[place] = (info, step(kept, dice) if kept else kept)
    return _packed(parts)


def odd_name(data: bytes, dice: Random) -> bytes:
    """部件的名字指到外面，或者古怪。"""
    parts = _parts(data)
    names = ("../../x", "/etc/x", "C:\\x", "a\0b", "\u202e.xml", "x" * 3000, "", "./word/../x")
    return _packed([*parts, (zipfile.ZipInfo(dice.choice(names)), b"x")]) if parts else data


def same_name(data: bytes, dice: Random) -> bytes:
    """两个部件一个名字，内容不同。"""
    parts = _parts(data)
    if not parts:
        return data
    info, kept = dice.choice(parts)
    return _packed([*parts, (info.filename, dice.choice(MARKUP)(kept, dice))])


def link(data: bytes, dice: Random) -> bytes:
    """一个部件写成符号链接。"""
    parts = _parts(data)
    if not parts:
        return data
    place = dice.randrange(len(parts))
    info = zipfile.ZipInfo(parts[place][0].filename)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    parts[place] = (info, b"/etc/passwd")
    return _packed(parts)


def lie(data: bytes, dice: Random) -> bytes:
    """目录里写的大小、压法、标志是假的。"""
    places = [one.start() for one in re.finditer(rb"PK\x01\x02", data)]
    if not places:
        return data
    made, place = bytearray(data), dice.choice(places)
    offset, code = dice.choice(((24, "<I"), (20, "<I"), (10, "<H"), (8, "<H"), (42, "<I")))
    if place + offset + 4 <= len(made):
        struct.pack_into(code, made, place + offset, dice.choice((1, 9, 12, 14, 99, 65535)))
    return bytes(made)


def bomb(data: bytes, dice: Random) -> bytes:
    """一个部件解开几十兆。"""
    parts = _parts(data)
    if not parts:
        return data
    place = dice.randrange(len(parts))
    filling = dice.choice((b"\0", b" ", b"<a/>", b"<w:p/>"))
    parts[place] = (parts[place][0], filling * (dice.choice((3, 60)) * 1024 * 1024 // len(filling)))
    return _packed(parts)


def nested(data: bytes, dice: Random) -> bytes:
    """包里再装自己。"""
    parts = _parts(data)
    return _packed([*parts, ("word/embeddings/a.docx", data), ("a.zip", data)]) if parts else data


def no_part(data: bytes, dice: Random) -> bytes:
    """少一个部件。"""
    parts = _parts(data)
    if parts:
        parts.pop(dice.randrange(len(parts)))
    return _packed(parts)


PACKAGE: tuple[Step, ...] = (
    *(inside,) * 12, odd_name, same_name, link, lie, bomb, nested, no_part, flip, cut, lose,
)  # fmt: skip
