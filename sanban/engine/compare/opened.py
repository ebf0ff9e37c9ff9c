"""打开：要比的两份文件，读好的版面，连同能写修订的 DOCX 字节。"""

from dataclasses import dataclass, replace
from pathlib import Path

from sanban.engine.compare.redline.plain import lines_of, plain_docx
from sanban.engine.read import LIMIT, Physical, check, read_whole
from sanban.engine.read.office import as_docx

OFFICE = (".doc", ".wps")


@dataclass(frozen=True, slots=True)
class Opened:
    """一份文件。`docx` 是它的 DOCX 字节，`plain` 表示那是从文字做出来的白稿。"""

    physical: Physical
    docx: bytes
    plain: bool


def opened(path: Path) -> Opened:
    """打开一份文件；读不了抛 `Unreadable`。DOC、WPS 只转换一次，扫描件先识读。"""
    if path.suffix.lower() in OFFICE and path.is_file() and path.stat().st_size <= LIMIT:
        return _office(path)
    physical = read_whole(path)
    if physical.format == "docx":
        return Opened(physical, path.read_bytes(), plain=False)
    return Opened(physical, b"", plain=True)


def docx_of(one: Opened) -> bytes:
    """写修订用的 DOCX 字节。"""
    return plain_docx(lines_of(one.physical)) if one.plain else one.docx


def _office(path: Path) -> Opened:
    data = path.read_bytes()
    # 先看能不能收：空的、加密的、有宏的、扩展名不对的，不去转换
    check(path.name, data)
    converted = as_docx(data)
    physical = read_whole(converted, f"{path.stem}.docx")
    return Opened(replace(physical, name=path.name), converted, plain=False)
