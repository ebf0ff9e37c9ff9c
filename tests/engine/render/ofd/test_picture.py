"""OFD 预览出来的页与 PDF 的页一个样。"""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from sanban.engine.pages.picture import page_count, page_png
from sanban.engine.pages.to_pdf import to_pdf
from tests.engine.render.ofd.samples import notice_ofd, notice_pdf, odd_ofd, odd_pdf

WIDTH = 620


@pytest.fixture(scope="module", params=["notice", "odd"])
def pair(request):
    pdf, ofd = {"notice": (notice_pdf, notice_ofd), "odd": (odd_pdf, odd_ofd)}[request.param]
    return pdf(), to_pdf(ofd().data, "ofd")


def drawn(pdf, page):
    return Image.open(BytesIO(page_png(pdf, page, width_px=WIDTH))).convert("RGB")


def test_the_pages_look_the_same(pair):
    pdf, shown = pair
    assert page_count(pdf) == page_count(shown)
    for page in range(1, page_count(pdf) + 1):
        one, other = drawn(pdf, page), drawn(shown, page)
        assert one.size == other.size
        difference = ImageChops.difference(one, other).convert("L")
        far = difference.point(lambda value: 255 if value > 100 else 0)
        assert ImageStat.Stat(far).sum[0] / 255 <= 30, page
        ink = ImageStat.Stat(ImageChops.invert(one.convert("L"))).sum[0]
        assert ImageStat.Stat(difference).sum[0] < ink * 0.05, page


def test_the_picture_and_its_transparency_are_there():
    shown = drawn(to_pdf(odd_ofd().data, "ofd"), 1)
    mm = WIDTH / 210
    solid = shown.getpixel((int(122 * mm), int(90 * mm)))
    assert solid == drawn(odd_pdf(), 1).getpixel((int(122 * mm), int(90 * mm)))
