"""PDF、SVG、PNG：把公文排成页面（GB/T 9704-2012），尺寸按纸上量的来。"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sanban.engine.fonts import find_fonts
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.render.fit import fit_notes, fitted
from sanban.engine.render.gongwen_notes import notes
from sanban.engine.render.gongwen_press import END, Press, workshop
from sanban.engine.render.layout_sheet import Sheet
from sanban.engine.render.result import Rendered

DPI = 144
"""PNG 每英寸多少点。"""


def to_pdf(
    gongwen: Gongwen,
    *,
    rules: Rules = STANDARD,
    fonts: Sequence[Path] = (),
    created: datetime | None = None,
) -> Rendered:
    """排成 PDF/A-2b；`created` 是写进文件的制作时间，不给就用成文日期。

    :raises NoFont: 本机没有中文字体。
    :raises TypesettingFailed: 没有排成，如图片打不开。
    """
    return _render(gongwen, rules, fonts, lambda press: (press.pdf,), created)


def to_svg(gongwen: Gongwen, *, rules: Rules = STANDARD, fonts: Sequence[Path] = ()) -> Rendered:
    """排成 SVG，一页一个；异常同 `to_pdf`。"""
    return _render(gongwen, rules, fonts, Press.svg)


def to_png(
    gongwen: Gongwen,
    *,
    rules: Rules = STANDARD,
    fonts: Sequence[Path] = (),
    dpi: float = DPI,
) -> Rendered:
    """排成 PNG，一页一个；`dpi` 每英寸多少点；异常同 `to_pdf`。"""
    return _render(gongwen, rules, fonts, lambda press: press.png(dpi))


def _render(
    gongwen: Gongwen,
    rules: Rules,
    fonts: Sequence[Path],
    make: Callable[[Press], tuple[bytes, ...]],
    created: datetime | None = None,
) -> Rendered:
    sheet = Sheet(gongwen, rules, find_fonts(fonts, office_names=rules.fonts))
    with workshop(gongwen) as folder:
        found = fitted(sheet, folder, created=created)
        parts = make(found.press)
    said = (*notes(found.sheet, found.press.glyphs), *fit_notes(found))
    return Rendered(parts, found.press.places[END].page, said, found.passes)
