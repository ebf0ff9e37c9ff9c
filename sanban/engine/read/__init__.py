"""读：把各种格式的文件读成同一种物理版面。"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from sanban.engine.read import plain
from sanban.engine.read.errors import Unreadable
from sanban.engine.read.guards import too_long
from sanban.engine.read.physical import (
    MOST_LETTERS,
    Look,
    Paragraph,
    Physical,
    Reading,
    place_all,
)
from sanban.engine.read.sniff import sniff

__all__ = [
    "LIMIT",
    "Look",
    "Paragraph",
    "Physical",
    "Unreadable",
    "as_docx",
    "check",
    "read",
    "read_scan",
    "read_text",
    "read_whole",
    "sniff",
]

# 格式内里写坏了的数、缺了的项、没完没了的嵌套，都是损坏
MALFORMED = (ValueError, ArithmeticError, LookupError, RecursionError)
LIMIT = 100 * 1024 * 1024

# fmt: off
#  扩展名     内容可以是            读它的模块
READERS = {
    ".docx": (("docx",),           "sanban.engine.read.docx"),
    ".pdf":  (("pdf",),            "sanban.engine.read.pdf"),
    ".ofd":  (("ofd",),            "sanban.engine.read.ofd"),
    ".txt":  (("text", "xml"),     "sanban.engine.read.plain"),
    ".md":   (("text", "html", "xml"), "sanban.engine.read.plain"),
    ".doc":  (("doc",),            "sanban.engine.read.office"),
    ".wps":  (("doc", "docx"),     "sanban.engine.read.office"),
    ".png":  (("image",),          "sanban.engine.read.scanned"),
    ".jpg":  (("image",),          "sanban.engine.read.scanned"),
    ".jpeg": (("image",),          "sanban.engine.read.scanned"),
    ".tif":  (("image",),          "sanban.engine.read.scanned"),
    ".tiff": (("image",),          "sanban.engine.read.scanned"),
    ".bmp":  (("image",),          "sanban.engine.read.scanned"),
}
#  内容      代号               是什么问题，请怎么办
REFUSED = {
    "empty":     ("empty",       "文件是空的，没有内容。请重新上传。"),
    "encrypted": ("encrypted",   "文件加了密码，读不了。请去掉密码后再传。"),
    "macro":     ("macro",       "文件带有宏，不安全，没有打开。请另存为不带宏的 .docx 再传。"),
    "corrupt":   ("corrupt",     "文件已损坏或没有传完整，请向来文单位重新要一份，或重新上传。"),
    "image":     ("image",       "这种图片读不了。请另存为 PNG、JPG、TIF 或 BMP 再传。"),
    "program":   ("unsupported", "这是程序，不是公文，不能接收。"),
    "html":      ("unsupported", "这是网页。请另存为 Word 或 PDF 再传。"),
    "sheet":     ("unsupported", "这是表格。请把正文另存为 Word 或 PDF 再传，表格作附件。"),
    "slides":    ("unsupported", "这是演示文稿。请另存为 PDF 再传。"),
    "archive":   ("unsupported", "这是压缩包。请解开后把里面的文件传上来。"),
    "rtf":       ("unsupported", "这是 RTF 文件。请另存为 .docx 再传。"),
}
# fmt: on
SCANNABLE = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
KIND_NAMES = {
    "docx": "Word 文档（.docx）",
    "doc": "Word 97 文档（.doc）",
    "pdf": "PDF",
    "ofd": "OFD",
    "text": "纯文本",
    "xml": "XML",
    "html": "网页",
    "image": "图片",
    "program": "程序",
    "sheet": "表格",
    "slides": "演示文稿",
    "archive": "压缩包",
    "rtf": "RTF",
}


def read(source: Path | bytes, name: str = "", *, limit: int = LIMIT) -> Physical:
    """把文件读成物理版面。

    `source` 是路径或字节；`name` 是文件名，按它的扩展名选读法，并与内容核对；
    `limit` 是字节上限。读不了抛 `Unreadable`。
    """
    name = name or (source.name if isinstance(source, Path) else "")
    data = _bytes(source, limit)
    reader = _reader(name, sniff(data))
    try:
        return _physical(name, reader(data))
    except MALFORMED as error:
        code, message = REFUSED["corrupt"]
        raise Unreadable(message, code=code) from error


def check(name: str, data: bytes) -> None:
    """只看这份文件收不收，不读内容；不收的抛 `Unreadable`，同 `read`。"""
    _reader(name, sniff(data))


def read_scan(
    source: Path | bytes, name: str = "", *, until: Callable[[Physical], bool] | None = None
) -> Physical:
    """识读没有文字层的文件（PDF、图片），读成物理版面；每段带着各字的出处和把握。

    不给 `until` 的，各页全读；给的，先读第一页和最后两页，`until` 说还不够，再从第二页起往后读。
    一个字也没认出的，`needs_ocr` 仍为真。没装识读的程序、打不开、认得太久抛 `Unreadable`。
    """
    name = name or (source.name if isinstance(source, Path) else "")
    data = _bytes(source, LIMIT)
    if Path(name).suffix.lower() not in SCANNABLE:
        raise Unreadable("文件里只有图片。请另存为 PDF 再来识读。", code="needs-ocr")
    _reader(name, sniff(data))

    def enough(reading: Reading) -> bool:
        return until is not None and until(_physical(name, reading))

    _, module = READERS[".png"]
    read_pages: Callable[..., Reading] = import_module(module).read_pages
    return _physical(name, read_pages(data, enough=enough if until else None))


def read_whole(source: Path | bytes, name: str = "") -> Physical:
    """读，没有文字层的就识读；同 `read`，另在没装识读的程序、一个字也没认出时抛 `Unreadable`。"""
    physical = read(source, name)
    if not physical.needs_ocr:
        return physical
    found = read_scan(source, name)
    if found.needs_ocr:
        raise Unreadable(
            "只有图片，没有认出字。请换一份清楚的，或另传有文字的文件。", code="needs-ocr"
        )
    return found


def read_text(source: Path | bytes, name: str = "") -> str:
    """纯文本文件的原文，一个字符也不动；读不了的抛 `Unreadable`，同 `read`。"""
    name = name or (source.name if isinstance(source, Path) else "")
    data = _bytes(source, LIMIT)
    _reader(name, sniff(data))
    return plain.as_written(data)


def as_docx(data: bytes) -> bytes:
    """DOC 或 WPS 的字节转成 DOCX 的，本来就是的不动；转不成抛 `Unreadable`。"""
    if data.startswith(b"PK"):  # 新版 WPS 也会把 DOCX 存成 .wps
        return data
    _, module = READERS[".doc"]
    converted: bytes = import_module(module).as_docx(data)
    return converted


def _bytes(source: Path | bytes, limit: int) -> bytes:
    size = len(source) if isinstance(source, bytes) else _size(source)
    if size > limit:
        raise Unreadable(
            f"文件有 {size // 1048576} MB，超过 {limit // 1048576} MB 的上限。"
            "请压缩图片或拆分后再传。",
            code="too-large",
        )
    return source if isinstance(source, bytes) else source.read_bytes()


def _size(path: Path) -> int:
    try:
        if path.is_file():
            return path.stat().st_size
    except OSError:
        pass
    raise Unreadable("找不到这个文件，或没有权限读它。请核对路径。", code="not-found")


def _reader(name: str, kind: str) -> Callable[[bytes], Reading]:
    suffix = Path(name).suffix.lower()
    if suffix == ".docm":
        kind = "macro"
    known = suffix in READERS
    if kind in REFUSED and not (known and (kind in READERS[suffix][0] or kind in KIND_NAMES)):
        code, message = REFUSED[kind]
        raise Unreadable(message, code=code)
    if suffix not in READERS:
        raise Unreadable(
            f"读不了“{suffix}”文件。请另存为这几种之一：{'、'.join(READERS)}。", code="unsupported"
        )
    kinds, module = READERS[suffix]
    if kind not in kinds:
        raise _mismatch(suffix, kind)
    reader: Callable[[bytes], Reading] = import_module(module).read
    return reader


def _mismatch(suffix: str, kind: str) -> Unreadable:
    actual = KIND_NAMES.get(kind, "别的东西")
    return Unreadable(
        f"文件名是 {suffix}，内容却是{actual}。请核对来源，改对扩展名或另存后再传。",
        code="wrong-suffix",
    )


def _physical(name: str, reading: Reading) -> Physical:
    paragraphs = place_all(reading.paragraphs)
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    if len(text) > MOST_LETTERS:
        raise too_long()
    return Physical(
        name=name,
        format=Path(name).suffix.lower().lstrip("."),
        paragraphs=paragraphs,
        text=text,
        pages=reading.pages,
        needs_ocr=reading.needs_ocr,
        notes=reading.notes,
    )
