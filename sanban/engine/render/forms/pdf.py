"""表单 → PDF、SVG、PNG、OFD：版面数据交给 Typst 模板排。"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sanban.engine.bad_page import BadPage
from sanban.engine.fonts import find_fonts
from sanban.engine.forms import Form, Sheet, sheet_of
from sanban.engine.forms.styles import FORM_STYLES, PAPERS, SIZES
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.gongwen.problems import Problem, Rejected
from sanban.engine.gongwen.styles import MEASURES, RED
from sanban.engine.pdfium import open_pdf
from sanban.engine.render.apart import typeset_apart
from sanban.engine.render.forms.notes import BLANK_MARK, missing, notes_of, words_of
from sanban.engine.render.forms.plain import plain
from sanban.engine.render.forms.qr import qr_svg
from sanban.engine.render.ofd import OfdInfo, convert
from sanban.engine.render.result import Rendered
from sanban.engine.render.typesetting import DPI, typeset, typeset_pages

TEMPLATE = Path(__file__).with_name("sheet.typ")


def form_to_pdf(
    form: Form, *, rules: Rules = STANDARD, fonts: Sequence[Path] = (), apart: bool = False
) -> Rendered:
    """排成 PDF/A-2b；`fonts` 是单位自己的字体文件夹，`rules` 里只用单位指定的字体名。

    `apart` 为真时在用完即退的进程里排：网页进程要这样用，免得留下上百兆字体。

    :raises NoFont: 一个中文字体都没有。
    :raises TypesettingFailed: 没有排成。
    """
    ready = _ready(form, rules, fonts)
    make = typeset_apart if apart else typeset
    pdf = make(TEMPLATE, ready.data, fonts=fonts, is_archival=True)
    with open_pdf(pdf) as document:
        return Rendered((pdf,), len(document), ready.notes)


def form_to_svg(form: Form, *, rules: Rules = STANDARD, fonts: Sequence[Path] = ()) -> Rendered:
    """排成 SVG，一页一个；异常同 `form_to_pdf`。"""
    return _pictured(_ready(form, rules, fonts), "svg", fonts, DPI)


def form_to_png(
    form: Form, *, rules: Rules = STANDARD, fonts: Sequence[Path] = (), dpi: float = DPI
) -> Rendered:
    """排成 PNG，一页一个；`dpi` 每英寸多少点；异常同 `form_to_pdf`。"""
    return _pictured(_ready(form, rules, fonts), "png", fonts, dpi)


def form_to_ofd(form: Form, *, rules: Rules = STANDARD, fonts: Sequence[Path] = ()) -> Rendered:
    """排成 OFD（GB/T 33190），每个字的位置与 PDF 相同；异常同 `form_to_pdf`。

    :raises Rejected: 空白的席卡、归档章：一个字也没有，成不了 OFD。
    """
    made, sheet = form_to_pdf(form, rules=rules, fonts=fonts), sheet_of(form)
    info = OfdInfo(title=sheet.title, author=sheet.author, subject=form.about.name)
    try:
        done = convert(made.data, info=info, fonts=fonts)
    except BadPage as error:
        said = f"空白的{form.about.name}一个字也没有，成不了 OFD，请先填写，或者用 PDF。"
        raise Rejected(Problem("表单", said)) from error
    notes = dict.fromkeys((*made.notes, *done.notes))
    return replace(done, notes=tuple(notes), pages=made.pages)


@dataclass(frozen=True, slots=True)
class Ready:
    """交给模板的数据，和要告诉人的话。"""

    data: dict[str, Any]
    notes: tuple[Problem, ...]


def _pictured(ready: Ready, target: str, fonts: Sequence[Path], dpi: float) -> Rendered:
    parts = typeset_pages(TEMPLATE, ready.data, target, fonts=fonts, dpi=dpi)
    return Rendered(parts, len(parts), ready.notes)


def _ready(form: Form, rules: Rules, fonts: Sequence[Path]) -> Ready:
    sheet, found = sheet_of(form), find_fonts(fonts, office_names=rules.fonts)
    data = {**sheet_data(sheet), "fonts": found.typst_fonts()}
    absent = missing(words_of(sheet), found)
    if absent:
        marked = json.dumps(data, ensure_ascii=False)
        data = json.loads(marked.translate({ord(char): BLANK_MARK for char in absent}))
    return Ready(data, tuple(notes_of(form, sheet, found)))


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
