"""从扫描件里认码。"""

import random
from io import BytesIO

import pytest
from PIL import Image, ImageFilter

from sanban.engine.bad_page import BadPage
from sanban.engine.forms.kinds.handling_sheet import HandlingSheet
from sanban.engine.pages.code import find_code
from sanban.engine.pages.picture import page_png
from sanban.engine.pages.to_pdf import to_pdf
from sanban.engine.render.forms import form_to_pdf

SHEET = HandlingSheet(office="演示县人民政府办公室", code="K7Q2M8XD", title="关于秋收的通知")
WIDTH_150_DPI = 1240


@pytest.fixture(scope="module")
def sheet():
    return Image.open(BytesIO(page_png(form_to_pdf(SHEET).data, 1, width_px=WIDTH_150_DPI)))


def scanned(picture, *, turn, noise=0, blur=0.0, quality=70):
    """灰度、歪斜、有噪点、轻微模糊的扫描件（JPEG）。"""
    grey = picture.convert("L").rotate(turn, expand=True, fillcolor=250)
    grey = grey.filter(ImageFilter.GaussianBlur(blur)).point(lambda v: 40 + v * 200 // 255)
    dots = random.Random(7)
    for _ in range(noise):
        at = dots.randrange(grey.width), dots.randrange(grey.height)
        grey.putpixel(at, dots.choice((0, 255)))
    out = BytesIO()
    grey.save(out, "JPEG", quality=quality)
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 2, -3, 7, 90, 180, 271])
def test_a_turned_scan_finds_its_code(sheet, turn):
    assert find_code(scanned(sheet, turn=turn)) == SHEET.code


@pytest.mark.parametrize(("noise", "blur"), [(20000, 0), (60000, 0.4), (0, 1.0), (15000, 0.8)])
def test_a_noisy_scan_finds_its_code(sheet, noise, blur):
    assert find_code(scanned(sheet, turn=1.5, noise=noise, blur=blur)) == SHEET.code


def test_a_scanned_pdf_finds_its_code_on_a_later_page(sheet):
    out = BytesIO()
    blank = Image.new("L", sheet.size, 255)
    blank.save(out, "PDF", resolution=150, save_all=True, append_images=[sheet.convert("L")])
    assert find_code(out.getvalue()) == SHEET.code


def test_a_page_without_code_gives_none():
    assert find_code(to_pdf("没有二维码".encode(), "txt")) is None


def test_a_strange_qr_code_is_not_ours(sheet):
    other = HandlingSheet(office="甲", code="X", title="")
    assert find_code(page_png(form_to_pdf(other).data, 1, width_px=WIDTH_150_DPI)) == "X"


def test_a_picture_that_is_too_large_is_refused():
    out = BytesIO()
    Image.new("1", (7000, 7000)).save(out, "PNG")
    with pytest.raises(BadPage, match="太大"):
        find_code(out.getvalue())


@pytest.mark.parametrize("bad", [b"", b"hello", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\n00"])
def test_what_is_neither_pdf_nor_picture_is_refused(bad):
    with pytest.raises(BadPage):
        find_code(bad)
