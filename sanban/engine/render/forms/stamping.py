"""盖归档章：把 45×16 毫米的章放到 PDF 首页上端的空白处（DA/T 22-2015）。

章是画上去的线和字，不是图片；只动首页，别的页原样。盖过章的不再保证是 PDF/A。
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2

from sanban.engine.forms.kinds.archive_stamp import HEIGHT, WIDTH, ArchiveStamp
from sanban.engine.forms.sheet import Sheet
from sanban.engine.forms.styles import POINTS_A_MM, SIZES
from sanban.engine.gongwen.problems import Problem, Rejected
from sanban.engine.pdfium import open_pdf
from sanban.engine.render.forms.pdf import TEMPLATE, sheet_data
from sanban.engine.render.typesetting import typeset

LOOK = 4  # 找空白时每毫米看几个点
PAPER_WHITE = 245  # 暗于这个数的算有字
LOWER = (0.0, -4.0, 4.0, 8.0)  # 照惯例的高处放不下时，上下挪几毫米再看
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """章放在哪里：左上角离页面左边、上边多少毫米（照看到的样子，横竖转过的也一样）。"""

    x: float
    y: float


def stamp_pdf(
    pdf: bytes, stamp: ArchiveStamp, *, spot: Spot | None = None, fonts: Sequence[Path] = ()
) -> bytes:
    """在首页盖上归档章，交回新的 PDF；`spot` 不给就自己找空白：上端靠右，再居中，再靠左。

    :raises BadPage: PDF 打不开。
    :raises Rejected: 首页上端没有放得下章的空白。
    :raises NoFont: 一个中文字体都没有。
    """
    made = _stamp(stamp, fonts)
    with open_pdf(pdf) as document, open_pdf(made) as inked:
        page = document[0]
        drawn = inked.page_as_xobject(0, document).as_pageobject()
        drawn.set_matrix(pypdfium2.PdfMatrix(*_matrix(page, spot or _blank(page))))
        page.insert_obj(drawn)
        page.gen_content()
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def _stamp(stamp: ArchiveStamp, fonts: Sequence[Path]) -> bytes:
    """只有章那么大的一页。"""
    sheet = Sheet(stamp.about.name, "board", boards=(stamp.board(0, 0),), right="")
    data = sheet_data(sheet)
    data["paper"] |= {"width": WIDTH, "height": HEIGHT}
    return typeset(TEMPLATE, data, fonts=fonts)


def _blank(page: "pypdfium2.PdfPage") -> Spot:
    """上端的一块空白。"""
    picture = page.render(scale=LOOK / POINTS_A_MM).to_pil().convert("L")
    clear = SIZES["stamp_clear"]
    for spot in _places(page.get_width() / POINTS_A_MM):
        left, top = spot.x - clear, spot.y - clear
        box = (left, top, left + WIDTH + 2 * clear, top + HEIGHT + 2 * clear)
        pixels = tuple(round(edge * LOOK) for edge in box)
        inside = min(pixels[:2]) >= 0 and pixels[2] <= picture.width and pixels[3] <= picture.height
        if inside and picture.crop(pixels).getextrema()[0] >= PAPER_WHITE:
            return spot
    said = f"首页上端没有 {WIDTH:g}×{HEIGHT:g} 毫米的空白，请在纸上盖章，或者指定位置。"
    raise Rejected(Problem("归档章", said, clause="DA/T 22-2015"))


def _places(width: float) -> Iterator[Spot]:
    side, top = SIZES["stamp_side"], SIZES["stamp_top"]
    for lower in LOWER:
        for x in (width - side - WIDTH, (width - WIDTH) / 2, side):
            yield Spot(x, top + lower)


def _matrix(page: "pypdfium2.PdfPage", spot: Spot) -> Matrix:
    """章的坐标 → 页面的坐标；页面转过的，章跟着转，看上去总是正的。"""
    left, bottom, right, top = page.get_cropbox()
    x = spot.x * POINTS_A_MM
    y = page.get_height() - (spot.y + HEIGHT) * POINTS_A_MM
    turned: dict[int, Matrix] = {
        0: (1, 0, 0, 1, left + x, bottom + y),
        90: (0, 1, -1, 0, right - y, bottom + x),
        180: (-1, 0, 0, -1, right - x, top - y),
        270: (0, -1, 1, 0, left + y, top - x),
    }
    return turned[page.get_rotation()]
