"""一页一图：数页、把一页画成带水印的 PNG。"""

from io import BytesIO

from sanban.engine.pages.pdfium import draw, open_pdf
from sanban.engine.pages.watermark import stamp


def page_count(pdf: bytes) -> int:
    """PDF 的页数；打不开报 BadPage。"""
    with open_pdf(pdf) as document:
        return len(document)


def page_png(pdf: bytes, page: int, *, width_px: int, watermark: str = "") -> bytes:
    """把第 page 页（从 1 起）画成 PNG，宽 width_px 像素；watermark 是斜铺的水印字。

    打不开、没有这一页、页面太大报 BadPage。
    """
    with open_pdf(pdf) as document:
        picture = draw(document, page, width_px=width_px)
    if watermark:
        stamp(picture, watermark)
    out = BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()
