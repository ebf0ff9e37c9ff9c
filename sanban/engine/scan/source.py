"""扫描件：打开 PDF 或图片，一页一页画成像素；只在识读的进程里用。"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageOps

Pixels = NDArray[np.uint8]
DPI = 200
MM = 25.4
A4_LONG = 297.0
LONGEST = 3400
"""一页最多画多少像素长；A3 够用。"""
MOST_PIXELS = 80_000_000
FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
PASSWORD = 4
MOST_PAGES = 2000
MOST_BOUND = 60
PLAUSIBLE = (90.0, 900.0)
"""一张纸的长边，毫米；图片自己说的清晰度算出来不在这中间的，不信。"""


class Unopened(Exception):
    """打不开：`code` 是 corrupt、encrypted、too-many-pixels。"""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Picture:
    """一页的像素（高、宽、红绿蓝）和一毫米有几个像素。"""

    pixels: Pixels
    per_mm: float


@dataclass(frozen=True, slots=True)
class Source:
    """打开了的扫描件：几页，怎样画一页（页码从 1 起）。"""

    pages: int
    draw: Callable[[int], Picture]


def open_source(data: bytes) -> Source:
    """打开 PDF 或图片；打不开抛 Unopened。"""
    return _pdf(data) if b"%PDF-" in data[:1024] else _image(data)


def as_pdf(source: Source) -> bytes:
    """把各页图片装成一份 PDF，一页一张，大小照纸的毫米数；只装前 `MOST_BOUND` 页。"""
    drawn = [source.draw(number) for number in range(1, min(source.pages, MOST_BOUND) + 1)]
    first, *others = [Image.fromarray(one.pixels) for one in drawn]
    out = BytesIO()
    per_inch = drawn[0].per_mm * MM
    first.save(out, "PDF", save_all=True, append_images=others, resolution=per_inch, quality=85)
    return out.getvalue()


def _pdf(data: bytes) -> Source:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower()
        raise Unopened("encrypted" if locked else "corrupt") from error
    return Source(min(len(document), MOST_PAGES), lambda number: _pdf_page(document, number))


def _pdf_page(document: Any, number: int) -> Picture:
    try:
        page = document[number - 1]
        longest = max(page.get_size())
        scale = min(DPI / 72, LONGEST / max(longest, 1.0))
        pixels = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise Unopened("corrupt") from error
    return Picture(np.asarray(pixels, dtype=np.uint8), scale * 72 / MM)


def _image(data: bytes) -> Source:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        opened = Image.open(BytesIO(data), formats=FORMATS)
        count = min(int(getattr(opened, "n_frames", 1)), MOST_PAGES)
    except Exception as error:
        raise _unopened(error) from error
    return Source(count, lambda number: _frame(opened, number))


def _unopened(error: Exception) -> Unopened:
    bomb = isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning)
    return Unopened("too-many-pixels" if bomb else "corrupt")


def _frame(opened: Image.Image, number: int) -> Picture:
    try:
        opened.seek(number - 1)
        if opened.width * opened.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        asked = _resolution(opened)
        upright = ImageOps.exif_transpose(opened)
        flat = _on_white(upright)
    except Exception as error:  # 解码库各自的错误没有共同的祖先
        raise _unopened(error) from error
    return _fitted(flat, asked)


def _resolution(opened: Image.Image) -> float:
    """图片自己说的一毫米几个像素；没说、说得离奇的，按 A4 算。"""
    longest = max(opened.size)
    said = opened.info.get("dpi") or (0, 0)
    per_mm = float(said[0] or 0) / MM
    if per_mm and PLAUSIBLE[0] <= longest / per_mm <= PLAUSIBLE[1]:
        return per_mm
    return longest / A4_LONG


def _on_white(picture: Image.Image) -> Image.Image:
    """透明的地方当白纸；十六位灰度的压成八位。"""
    if picture.mode.startswith("I") or picture.mode == "F":
        deep = np.asarray(picture, dtype=np.float32)
        top = float(deep.max()) or 1.0
        return Image.fromarray((deep * (255 / top)).astype(np.uint8)).convert("RGB")
    if "A" in picture.getbands() or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def _fitted(picture: Image.Image, per_mm: float) -> Picture:
    """扫得太细的缩到二百点一英寸：再细也不多认几个字，只多费时间。"""
    share = min(1.0, DPI / MM / per_mm, LONGEST / max(picture.size))
    if share < 0.95:
        small = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
        picture, per_mm = picture.resize(small, Image.Resampling.BOX), per_mm * share
    return Picture(np.asarray(picture, dtype=np.uint8), per_mm)
