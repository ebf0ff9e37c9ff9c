"""各种来文 → PDF：一张后缀表，谁来转一看便知。"""

from collections.abc import Callable
from pathlib import Path

from sanban.engine.bad_page import BadPage
from sanban.engine.pages.ofd import ofd_to_pdf
from sanban.engine.pages.office import convert
from sanban.engine.render.apart import typeset_apart
from sanban.engine.scan.scanner import ScanFailed, open_scan

HERE = Path(__file__).parent
PICTURES = ("png", "jpg", "jpeg", "tif", "tiff", "bmp")
ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class UnknownKind(ValueError):
    """不认得的文件种类。"""


def to_pdf(data: bytes, suffix: str) -> bytes:
    """把一份来文变成 PDF；suffix 是后缀，带不带点、大小写都可以。

    认得 pdf、docx、doc、wps、txt、ofd 和 `PICTURES` 里的图片，别的报 UnknownKind；
    缺软件报 NoOffice、NoFont，转不成报 OfficeFailed、BadPage。
    """
    make = MAKERS.get(suffix.lower().lstrip("."))
    if make is None:
        raise UnknownKind("这种文件不能预览，请下载后打开。")
    if not data:
        raise BadPage("这是一个空文件，没有可看的内容。")
    return make(data)


def decode(data: bytes) -> str:
    """把纯文本的字节认成文字：先看字头，再试 UTF-8，最后按 GB 18030。"""
    for mark, encoding in ENCODINGS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _text(data: bytes) -> bytes:
    lines = decode(data).replace("\x00", "").splitlines()
    return typeset_apart(HERE / "flow.typ", {"lines": lines})


def _bound(data: bytes) -> bytes:
    """图片装成 PDF，一张一页；在识读的进程里装，图片有毒也只伤它。"""
    try:
        with open_scan(data) as scan:
            return scan.pdf()
    except ScanFailed as failed:
        raise BadPage(failed.message) from failed


def _through_office(source: str) -> Callable[[bytes], bytes]:
    return lambda data: convert(data, source=source, target="pdf")


MAKERS: dict[str, Callable[[bytes], bytes]] = {
    "pdf": lambda data: data,
    "txt": _text,
    "ofd": ofd_to_pdf,
    # WPS 文字的 .wps 里面就是 Word 97 的格式（documents.md §2）。
    **{suffix: _through_office(suffix) for suffix in ("docx", "doc")},
    "wps": _through_office("doc"),
    **dict.fromkeys(PICTURES, _bound),
}
