"""PDFium 的门：它不能多线程同用，凡用它的都从这里进，一次一个。"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2
from PIL import Image

PDFIUM_LOCK = RLock()
MAX_PIXELS = 40_000_000


class BadPage(ValueError):
    """文件打不开，或没有这一页。"""


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


def draw(document: "pypdfium2.PdfDocument", page: int, *, width_px: int) -> Image.Image:
    """把第 page 页（从 1 起）画成 width_px 像素宽的 RGB 图片；没有这一页报 BadPage。"""
    if not 1 <= page <= len(document):
        raise BadPage(f"这份文件没有第 {page} 页，共 {len(document)} 页。")
    sheet = document[page - 1]
    try:
        scale = width_px / max(sheet.get_width(), 1.0)
        if scale * scale * sheet.get_width() * sheet.get_height() > MAX_PIXELS:
            raise BadPage("这一页太大，画不出来，请缩小后再看。")
        bitmap = sheet.render(scale=scale, rev_byteorder=True)
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB").copy()
            return picture
        finally:
            bitmap.close()
    finally:
        sheet.close()
