"""排版：把一份公文画成模板要的数据。"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sanban.engine.gongwen.elements import CcRecipients, IssuerMark, PrintLine, SignOff, Title
from sanban.engine.gongwen.styles import RED, Style
from sanban.engine.render import layout_body, layout_foot, layout_head, layout_signoff
from sanban.engine.render.layout_draw import draw
from sanban.engine.render.layout_primitives import BOUND, LOOSE, Flow
from sanban.engine.render.layout_sheet import ROUNDING, Sheet

NOT_IN_FLOW = (*layout_head.HEAD, CcRecipients, PrintLine)
DRAWN = (layout_head, layout_body, layout_signoff, layout_foot)
"""各要素的画法在这几处，装上就登记了。"""
BLACK, GREY = "#000000", "#8c8c8c"
# 角标的字号、升降，都是正文字号的倍数；加粗描边的粗细；占位圆虚线的粗细和疏密，磅
SCRIPT = {"size": 0.6, "super": -0.4, "sub": 0.12}
STROKE = 0.03
DASHED = {"weight": 0.4, "on": 3, "off": 2}


@dataclass(frozen=True, slots=True)
class Layout:
    """交给模板的一份公文。"""

    page: dict[str, float]
    fonts: dict[str, list[Any]]
    looks: dict[str, dict[str, Any]]
    flow: tuple[Flow, ...]
    foot: layout_foot.Foot | None
    numbers: layout_foot.Numbers | None
    meta: dict[str, Any]
    touch: dict[str, Any]


def compose(sheet: Sheet) -> Layout:
    """一份公文排成往下流的原件、版记和页码。"""
    flow = (*layout_head.head(sheet), *_main(sheet))
    return Layout(
        _page(sheet), _fonts(sheet), looks(sheet), flow,
        layout_foot.foot(sheet), layout_foot.numbers(sheet), _meta(sheet),
        {
            "bound": BOUND, "loose": LOOSE,
            "script": SCRIPT, "stroke": STROKE, "dashed": DASHED, "grey": GREY,
        },
    )  # fmt: skip


def _main(sheet: Sheet) -> Iterator[Flow]:
    """主体，按要素的次序。"""
    for element in sheet.gongwen.elements:
        if not isinstance(element, NOT_IN_FLOW):
            yield from layout_head.flows(draw(element, sheet))


def _page(sheet: Sheet) -> dict[str, float]:
    top = sheet.pt("top") + sheet.first_line
    # 行末的字不收字距，所以要多留这一点
    spare = ROUNDING - sheet.rules.profile.tracking
    return {
        "width": sheet.pt("paper_width"),
        "height": sheet.pt("paper_height"),
        "top": top,
        "bottom": sheet.pt("paper_height") - top - sheet.room,
        "left": sheet.pt("left"),
        "right": sheet.pt("paper_width") - sheet.pt("left") - sheet.width - spare,
        "foot": sheet.pt("top") + sheet.pt("text_height"),
        "leading": sheet.leading,
    }


def _fonts(sheet: Sheet) -> dict[str, list[Any]]:
    """用到的几串字体；字母数字要不要换成西文字体，各是一串。"""
    styles = {font_key(style): style for style in sheet.rules.styles.values()}
    return {key: sheet.fonts.chain(style.face, latin=style.latin) for key, style in styles.items()}


def font_key(style: Style) -> str:
    """一种样式用哪一串字体。"""
    return f"{style.face} latin" if style.latin else style.face


def looks(sheet: Sheet) -> dict[str, dict[str, Any]]:
    """样式代号 → 字体、字号、粗细、颜色、字距和上下边缘。"""
    return {code: _look(sheet, code) for code in sheet.rules.styles}


def _look(sheet: Sheet, code: str) -> dict[str, Any]:
    style = sheet.style(code)
    face = sheet.face(code if sheet.has_own_edges(code) else "body")
    return {
        "font": font_key(style),
        "size": style.pt,
        "weight": sheet.fonts.weight(style.face),
        "bold": style.bold,
        "fill": RED if style.red else BLACK,
        "tracking": sheet.char(code) - style.pt,
        "top": face.top,
        "bottom": face.bottom,
    }


def _meta(sheet: Sheet) -> dict[str, Any]:
    title, mark = sheet.gongwen.first(Title), sheet.gongwen.first(IssuerMark)
    sign_off = sheet.gongwen.first(SignOff)
    signed = [one.organ for one in sign_off.organs if one.organ] if sign_off else []
    authors = signed or (list(mark.organs) if mark else [])
    kind = sheet.gongwen.doc_kind.name
    return {"title": title.text if title else kind, "author": authors, "keywords": [kind]}
