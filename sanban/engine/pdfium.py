"""PDFium 的门：它不能多线程同用，凡用它的都从这里进，一次一个。"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2

from sanban.engine.bad_page import BadPage

PDFIUM_LOCK = RLock()


@contextmanager
def open_pdf(data: bytes) -> Iterator["pypdfium2.PdfDocument"]:
    """打开一份 PDF 并独占 PDFium，用完全部关闭；损坏、加密、空文件报 BadPage。"""
    with PDFIUM_LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise BadPage("这份 PDF 打不开：可能已损坏或加了密码，请换一份。") from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise BadPage("这份 PDF 有一页画不出来：可能已损坏，请换一份。") from error
        finally:
            document.close()
