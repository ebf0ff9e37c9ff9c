"""看内容认格式，不信扩展名。"""

import zipfile
from io import BytesIO

# fmt: off
MAGIC = (
    (b"%PDF-",             "pdf"),
    (b"\x89PNG\r\n",       "image"),
    (b"\xff\xd8\xff",      "image"),
    (b"GIF8",              "image"),
    (b"BM",                "image"),
    (b"II*\0",             "image"),
    (b"MM\0*",             "image"),
    (b"MZ",                "program"),
    (b"\x7fELF",           "program"),
    (b"{\\rtf",            "rtf"),
    (b"Rar!",              "archive"),
    (b"7z\xbc\xaf",        "archive"),
    (b"\x1f\x8b",          "archive"),
)
OLE_STREAMS = (
    ("EncryptedPackage",    "encrypted"),
    ("WordDocument",        "doc"),
    ("Workbook",            "sheet"),
    ("PowerPoint Document", "slides"),
)
PARTS = (
    ("word/vbaProject.bin", "macro"),
    ("xl/vbaProject.bin",   "macro"),
    ("word/document.xml",   "docx"),
    ("OFD.xml",             "ofd"),
    ("xl/workbook.xml",     "sheet"),
    ("ppt/presentation.xml", "slides"),
)
# fmt: on
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<script")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes) -> str:
    """认出内容的格式。

    答 docx、doc、pdf、ofd、text、html、xml、image、program、rtf、sheet、slides、archive、
    macro（带宏）、encrypted（加密）、corrupt、empty 或 unknown。
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return "empty"
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(OLE):
        return _ole(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    found = next((kind for magic, kind in MAGIC if data.startswith(magic)), "")
    # 有的软件在 PDF 前面多写几个字节
    if not found and b"%PDF-" in data[:1024]:
        return "pdf"
    return found or _written(data)


def _zipped(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "corrupt"
    found = next((kind for part, kind in PARTS if part in names), "")
    if found in {"docx", "macro", ""} and any(name.endswith("vbaProject.bin") for name in names):
        return "macro"
    if not found and "[Content_Types].xml" in names:
        return "docx"
    return found or "archive"


def _ole(data: bytes) -> str:
    kind = next((kind for name, kind in OLE_STREAMS if name.encode("utf-16-le") in data), "unknown")
    if kind == "doc" and "_VBA_PROJECT".encode("utf-16-le") in data:
        return "macro"
    # 老式 .doc 的加密标志在文件信息块里，通常紧跟在 512 字节的头后面
    if kind == "doc" and data[512:514] == b"\xec\xa5" and data[523] & 1:
        return "encrypted"
    return kind


def _written(data: bytes) -> str:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(MARKUP):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    if b"\0" in data[:4096] and not data.startswith(UTF16) and not utf16_order(data):
        return "unknown"
    return "text"


def utf16_order(data: bytes) -> str:
    """没有标记的双字节文本是哪种字节序；不像文本答空。"""
    sample = data[: 4096 - 4096 % 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(map(_readable, text)) > 0.95 * len(text):
            return encoding
    return ""


def _readable(char: str) -> bool:
    return char in "\r\n\t" or " " <= char <= "~" or "\u2000" <= char <= "\u9fff" or char > "\ufeff"
