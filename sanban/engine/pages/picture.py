"""一页一图：数页、把一页画成带水印的 PNG。"""

from io import BytesIO

import pypdfium2
from PIL import Image

from sanban.engine.bad_page import BadPage
from sanban.engine.pages.watermark import stamp
from sanban.engine.pdfium import open_pdf

MAX_PIXELS = 40_000_000
MARGIN = 0.7
Box = tuple[float, float, float, float]


def page_count(pdf: bytes) -> int:
    """PDF 的页数；打不开报 BadPage。"""
    with open_pdf(pdf) as document:
        return len(document)


def page_png(
    pdf: bytes, page: int, *, width_px: int, watermark: str = "", part: Box | None = None
) -> bytes:
    """把第 page 页（从 1 起）画成 PNG，整页宽 width_px 像素；watermark 是斜铺的水印字。

    `part` 是只要其中一块：左、上、宽、高，页面的百分数，四周多留一点白。
    打不开、没有这一页、页面太大报 BadPage。
    """
    with open_pdf(pdf) as document:
        picture = draw(document, page, width_px=width_px)
    if watermark:
        stamp(picture, watermark)
    return _png(_cut(picture, part) if part else picture)


def _cut(picture: Image.Image, box: Box) -> Image.Image:
    left, top, wide, high = box
    edges = (left - MARGIN, top - MARGIN, left + wide + MARGIN, top + high + MARGIN)
    sides = (picture.width, picture.height) * 2
    a, b, c, d = (
        round(min(100.0, max(0.0, edge)) * side / 100)
        for edge, side in zip(edges, sides, strict=True)
    )
    return picture.crop((a, b, max(c, a + 1), max(d, b + 1)))


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()


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
