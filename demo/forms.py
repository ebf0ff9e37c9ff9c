"""来文的各种样子：造哪种文件，本机造不出的改用 DOCX。"""

from collections.abc import Callable
from functools import cache

from demo.files import (
    Paper,
    make_doc,
    make_docx,
    make_ofd,
    make_pdf,
    make_scan_pdf,
    make_txt,
)
from sanban.engine.fonts import NoFont
from sanban.engine.pages.office import NoOffice, OfficeFailed

_doc = cache(make_doc)
"""DOC 和 WPS 里面是一样的字节，转一次要两秒，只转一次。"""

# fmt: off
MAKERS: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
    #        后缀    造法
    "docx": ("docx", make_docx),
    "pdf":  ("pdf",  make_pdf),
    "scan": ("pdf",  make_scan_pdf),
    "ofd":  ("ofd",  make_ofd),
    "txt":  ("txt",  make_txt),
    "doc":  ("doc",  _doc),
    "wps":  ("wps",  _doc),
    "torn": ("docx", lambda paper: make_docx(paper)[:4000]),
}
# fmt: on


def made(paper: Paper, form: str) -> tuple[str, bytes]:
    """后缀和内容；没有 LibreOffice 造不出 DOC、WPS，没有中文字体造不出 PDF，都改用 DOCX。"""
    suffix, make = MAKERS[form]
    try:
        return suffix, make(paper)
    except (NoOffice, OfficeFailed, NoFont):
        return "docx", make_docx(paper)
