"""表单 → PDF、SVG、PNG：版面数据交给 Typst 模板排。"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sanban.engine.fonts import find_fonts
from sanban.engine.forms import Form, Sheet, sheet_of
from sanban.engine.forms.code import qr_svg
from sanban.engine.forms.styles import FORM_STYLES, PAPERS, SIZES
from sanban.engine.gongwen.styles import MEASURES, RED
from sanban.engine.render.apart import typeset_apart
from sanban.engine.render.forms.notes import notes_of
from sanban.engine.render.forms.plain import plain
from sanban.engine.render.result import Rendered
from sanban.engine.render.typesetting import typeset

TEMPLATE = Path(__file__).with_name("sheet.typ")


def form_to_pdf(form: Form, *, fonts: Sequence[Path] = (), apart: bool = False) -> Rendered:
    """排成 PDF；`fonts` 是单位自己的字体文件夹。

    `apart` 为真时在用完即退的进程里排：网页进程要这样用，免得留下上百兆字体。

    :raises NoFont: 一个中文字体都没有。
    :raises TypesettingFailed: 没有排成。
    """
    sheet = sheet_of(form)
    notes = notes_of(form, sheet, find_fonts(fonts))
    make = typeset_apart if apart else typeset
    return Rendered((make(TEMPLATE, sheet_data(sheet), fonts=fonts),), notes=tuple(notes))


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """交给模板的全部数据：版面、样式、纸、尺寸（毫米）、二维码。"""
    styles = {code: {**asdict(style), "line": style.line} for code, style in FORM_STYLES.items()}
    return {
        "sheet": plain(sheet),
        "styles": styles,
        "paper": asdict(PAPERS[sheet.paper]),
        "sizes": {**SIZES, "seal": MEASURES["seal"].mm},
        "qr": qr_svg(sheet.code) if sheet.code else "",
        "red": RED,
    }
