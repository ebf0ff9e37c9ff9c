"""把关：压缩包炸弹、越界路径、外部实体、宏，读之前就拒绝。"""

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from sanban.engine.read.errors import Unreadable

MAX_ENTRIES = 5000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 100
BIG_ENTRY = 1024 * 1024
MAX_TAGS = 3_000_000
"""一份文件的 XML 里至多几个尖括号；再多，读进来要几个吉字节。"""
DOCTYPES = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le")
) + tuple(word.encode("utf-16-be") for word in ("<!DOCTYPE", "<!ENTITY"))


def open_package(data: bytes) -> zipfile.ZipFile:
    """打开压缩包格式的文件；不放心的一律抛 `Unreadable`，此前不解开任何内容。"""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise corrupt() from error
    _check_sizes(package.infolist())
    _check_names(package.infolist())
    _check_xml(package)
    return package


def corrupt() -> Unreadable:
    """文件损坏或不完整。"""
    return Unreadable(
        "文件已损坏或没有传完整，请向来文单位重新要一份，或重新上传。", code="corrupt"
    )


def too_long() -> Unreadable:
    """长得不像公文，读下去要占很久。"""
    return Unreadable(
        "文件长得不正常，没有读下去。请核对是不是选错了文件，确要收的分成几份再传。",
        code="too-long",
    )


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """取出一个部件的字节。"""
    try:
        return package.read(name)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError) as error:
        raise corrupt() from error
    except Exception as error:  # 解压库各自的错误没有共同的祖先
        if type(error).__module__ in {"zlib", "lzma", "builtins"}:
            raise corrupt() from error
        raise


def parse_xml(data: bytes) -> Any:
    """读 XML；不解实体、不上网、不许有文档类型声明。"""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise corrupt() from error
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        raise _entity()
    return root


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > BIG_ENTRY and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or swollen:
        raise Unreadable(
            "文件解开后大得不正常，像是有意做的压缩炸弹，没有打开。请向来文单位核实后重新要一份。",
            code="zip-bomb",
        )
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable("压缩内容加了密码，读不了。请去掉密码后再传。", code="encrypted")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        # zipfile 会把零字节之后的名字截掉，所以看原名
        name = entry.orig_filename.replace("\\", "/")
        outside = name.startswith("/") or ".." in name.split("/") or name[1:2] == ":"
        if outside or "\0" in name:
            raise Unreadable(
                "文件里有指向外面的路径，不安全，没有打开。请向来文单位核实后重新要一份。",
                code="path-traversal",
            )


def _check_xml(package: zipfile.ZipFile) -> None:
    tags = 0
    for entry in package.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            data = read_part(package, entry.filename)
            tags += data.count(b"<")
            if tags > MAX_TAGS:
                raise too_long()
            if any(word in data for word in DOCTYPES):
                raise _entity()


def _entity() -> Unreadable:
    return Unreadable(
        "文件里夹带了外部实体声明，不安全，没有打开。请用文字处理软件另存一份再传。",
        code="xml-entity",
    )
