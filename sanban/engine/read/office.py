"""读 DOC、WPS：先在单独的、限量的进程里转成 DOCX，再照 DOCX 读。"""

from sanban.engine.pages.office import NoOffice, OfficeFailed, convert
from sanban.engine.read import docx
from sanban.engine.read.errors import Unreadable
from sanban.engine.read.physical import Reading


def read(data: bytes) -> Reading:
    """读 DOC 或 WPS 字节；没有 LibreOffice、转不成都抛 `Unreadable`。"""
    return docx.read(as_docx(data))


def as_docx(data: bytes) -> bytes:
    """DOC 或 WPS 字节变成 DOCX 字节；没有 LibreOffice、转不成都抛 `Unreadable`。"""
    # 新版 WPS 也会把 DOCX 存成 .wps
    if data.startswith(b"PK"):
        return data
    try:
        return convert(data, source="doc", target="docx")
    except NoOffice as error:
        raise Unreadable(
            "本机没有 LibreOffice，读不了 .doc 和 .wps。请装 libreoffice-writer，或另存为 .docx。",
            code="no-libreoffice",
        ) from error
    except OfficeFailed as error:
        raise Unreadable(
            "LibreOffice 打不开这份文件，可能已损坏或加了密码。请另存为 .docx 再传。",
            code="conversion-failed",
        ) from error
