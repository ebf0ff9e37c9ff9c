"""造 PDF：有文字层的（Typst 排版），和没有文字层的扫描件。"""

from dataclasses import asdict
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFilter

from demo.files.elements import elements
from demo.files.paper import Paper
from sanban.engine.pages.picture import page_count, page_png
from sanban.engine.render.typesetting import typeset

TEMPLATE = Path(__file__).with_name("paper.typ")
SCAN_WIDTH = 1240  # A4 宽 210 毫米按 150 点每英寸


def make_pdf(paper: Paper) -> bytes:
    """把来文造成有文字层的 PDF；没有中文字体报 NoFont。"""
    listed = [asdict(element) for element in elements(paper)]
    return typeset(TEMPLATE, {"title": paper.title, "elements": listed})


def make_scan_pdf(paper: Paper) -> bytes:
    """把来文造成扫描件：每页一张 150 点每英寸、略歪的图片，没有文字层。"""
    pdf = make_pdf(paper)
    first, *rest = [_scanned(pdf, page) for page in range(1, page_count(pdf) + 1)]
    out = BytesIO()
    first.save(out, "PDF", resolution=150, save_all=True, append_images=rest, quality=60)
    return out.getvalue()


def _scanned(pdf: bytes, page: int) -> Image.Image:
    picture = Image.open(BytesIO(page_png(pdf, page, width_px=SCAN_WIDTH)))
    turned = picture.rotate(0.6, resample=Image.Resampling.BILINEAR, fillcolor=(252, 251, 248))
    return turned.filter(ImageFilter.GaussianBlur(0.5))
