"""读的人：名字 → 种子、改法、怎么读、许抛什么；读得出或者照说好的拒绝，别的都算毛病。"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sanban.core.errors import Refused
from sanban.engine.bad_page import BadPage
from sanban.engine.check.running import check_format
from sanban.engine.compare.comparing import compare
from sanban.engine.extract import extract
from sanban.engine.gongwen.markdown import read_markdown
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.ink import BadInk, read_writing, to_png
from sanban.engine.pages.code import find_code
from sanban.engine.pages.ofd import placed
from sanban.engine.pages.picture import page_png
from sanban.engine.read import Unreadable, read
from sanban.engine.read.docx_tables import read_tables
from sanban.engine.read.gongwen import gongwen_from_docx
from sanban.engine.scan.source import Unopened, as_pdf, open_source
from sanban.files.services import guards
from sanban.people.services.workbook import Column, Layout, read_table
from sanban.web.online.words import BadBody, wants_lock

TABLE = Layout("台账", (Column("单位", "org"), Column("事项", "title")), is_lenient=True)


def taken(name: str) -> Callable[[bytes], Any]:
    """登记时的读法：读，再提取。"""
    return lambda data: extract(read(data, name))


def attached(name: str) -> Callable[[bytes], Any]:
    """附件的读法。"""
    return lambda data: guards._checked(name, data)


def seen(data: bytes) -> None:
    """预览 OFD：画到一个临时的文件夹里。"""
    with TemporaryDirectory(prefix="fuzz-") as folder:
        placed(data, Path(folder))


def drawn(data: bytes) -> None:
    """识读的进程打开图片、装成 PDF。"""
    source = open_source(data)
    source.draw(1)
    as_pdf(source)


@dataclass(frozen=True)
class Reader:
    """一个读的人。

    :param seed: 种子的格式；`family` 是改法的一族。
    :param refusals: 许抛的；各带一句中文的话。
    :param writes: 许不许写文件（只在临时文件夹里）。
    :param is_slow: 要另起 LibreOffice，长跑里才多跑。
    """

    seed: str
    family: str
    run: Callable[[bytes], Any]
    refusals: tuple[type[Exception], ...] = (Unreadable,)
    writes: bool = False
    is_slow: bool = False


# fmt: off
READERS = {
    "docx":         Reader("docx",   "package", taken("a.docx")),
    "docx-wps":     Reader("docx",   "package", taken("a.wps")),
    "docx-back":    Reader("ours",   "package", gongwen_from_docx, (Rejected,)),
    "docx-check":   Reader("ours",   "package", lambda data: check_format(data, "a.docx")),
    "docx-tables":  Reader("docx",   "package", read_tables),
    "docx-compare": Reader("docx",   "package",
                           lambda data: compare(read(data, "a.docx"), read(data[::1], "a.docx"))),
    "doc":          Reader("doc",    "bytes",   taken("a.doc"), writes=True, is_slow=True),
    "pdf":          Reader("pdf",    "pdf",     taken("a.pdf")),
    "pdf-check":    Reader("pdf",    "pdf",     lambda data: check_format(data, "a.pdf")),
    "pdf-page":     Reader("pdf",    "pdf",     lambda data: page_png(data, 1, width_px=900),
                           (BadPage,)),
    "pdf-scan":     Reader("pdf",    "pdf",     drawn, (Unopened,)),
    "ofd":          Reader("ofd",    "package", taken("a.ofd")),
    "ofd-check":    Reader("ofd",    "package", lambda data: check_format(data, "a.ofd")),
    "ofd-page":     Reader("ofd",    "package", seen, (BadPage,), writes=True),
    "txt":          Reader("text",   "text",    taken("a.txt")),
    "md":           Reader("text",   "text",    taken("a.md")),
    "typed":        Reader("typed",  "text",    lambda data: read_markdown(
                           data.decode("utf-8", "replace")), (Rejected,)),
    "xlsx":         Reader("sheet",  "package", lambda data: read_table(data, TABLE), (Refused,)),
    "xlsx-file":    Reader("sheet",  "package", attached("a.xlsx")),
    "pptx":         Reader("slides", "package", attached("a.pptx")),
    "png":          Reader("png",    "bytes",   drawn, (Unopened,)),
    "jpg":          Reader("jpg",    "bytes",   drawn, (Unopened,)),
    "tif":          Reader("tif",    "bytes",   drawn, (Unopened,)),
    "bmp":          Reader("bmp",    "bytes",   drawn, (Unopened,)),
    "code":         Reader("png",    "bytes",   find_code, (BadPage,)),
    "ink":          Reader("ink",    "figures", lambda data: to_png(
                           read_writing(data.decode("utf-8", "replace"))), (BadInk,)),
    "dav":          Reader("dav",    "markup",  wants_lock, (BadBody,)),
}
# fmt: on
