"""认码：从扫描回来的处理笺里读出二维码，找到它是哪件事。"""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO

from PIL import Image, ImageFilter, ImageOps

from sanban.engine.bad_page import BadPage
from sanban.engine.forms.code import CODE_PREFIX
from sanban.engine.pages.picture import MAX_PIXELS, draw
from sanban.engine.pdfium import open_pdf

SCAN_WIDTH = 1654  # A4 宽 210 毫米按 200 点每英寸
MAX_PAGES = 20
READER = "zxingcpp"
"""扫描件回来才用得上，起动时不装。"""


def find_code(file: bytes) -> str | None:
    """读出 PDF 或图片里处理笺二维码的短码（不带 SB1: 前缀）；没有就返回 None。

    PDF 只看前 20 页；既不是 PDF 也不是图片、打不开报 BadPage。
    """
    for picture in _pictures(file):
        code = _read(picture)
        if code is not None:
            return code
    return None


def _pictures(file: bytes) -> Iterator[Image.Image]:
    if file.lstrip()[:5] != b"%PDF-":
        yield _open(file)
        return
    with open_pdf(file) as document:
        for page in range(1, min(len(document), MAX_PAGES) + 1):
            yield draw(document, page, width_px=SCAN_WIDTH).convert("L")


def _open(file: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(file))
        if picture.width * picture.height <= MAX_PIXELS:
            return picture.convert("L")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BadPage("这个文件不是 PDF，也不是图片，认不了二维码。") from error
    raise BadPage("这张图片太大，请用 200 点每英寸重新扫描。")


def _read(picture: Image.Image) -> str | None:
    reader = import_module(READER)
    only = reader.barcode_formats_from_str("QRCode")
    for version in _versions(picture):
        for found in reader.read_barcodes(version, formats=only):
            if found.text.startswith(CODE_PREFIX):
                return str(found.text[len(CODE_PREFIX) :])
    return None


def _versions(picture: Image.Image) -> Iterator[Image.Image]:
    """先照原样读；读不出再去噪、放大、拉开明暗各试一次。"""
    yield picture
    calm = picture.filter(ImageFilter.MedianFilter(3))
    yield calm
    yield calm.resize((picture.width * 3 // 2, picture.height * 3 // 2), Image.Resampling.BICUBIC)
    yield ImageOps.autocontrast(picture.filter(ImageFilter.GaussianBlur(1.2)), cutoff=2)
