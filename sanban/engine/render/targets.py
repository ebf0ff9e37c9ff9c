"""成文的门：一份公文、一种载体、一份规定，先校核，再画。"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from sanban.engine.forms import Form
from sanban.engine.gongwen.checks import settle
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.render.result import Rendered

# fmt: off
# 载体 → 画公文、画表单的函数（模块:名字），用到哪种才打开哪种；svg、png 一页一个文件
TARGETS = {
    "pdf":  "sanban.engine.render.pdf:to_pdf",
    "docx": "sanban.engine.render.docx:to_docx",
    "ofd":  "sanban.engine.render.ofd:to_ofd",
    "svg":  "sanban.engine.render.pdf:to_svg",
    "png":  "sanban.engine.render.pdf:to_png",
}
FORM_TARGETS = {target: f"sanban.engine.render.forms:form_to_{target}" for target in TARGETS}
# fmt: on


def render(
    gongwen: Gongwen,
    target: str,
    *,
    rules: Rules = STANDARD,
    fonts: Sequence[Path] = (),
    dpi: int = 0,
) -> Rendered:
    """把一份公文画成一种载体：`TARGETS` 里的一种；`fonts` 是单位自己的字体文件夹。

    `dpi` 只用于 png，0 是默认的清晰度。结果的 `notes` 里先是校核的提醒，再是画的时候的。

    :raises Rejected: 公文有不能成文的问题。
    :raises NoFont: 本机没有中文字体。
    """
    warnings = settle(gongwen, rules)
    given = {"dpi": dpi} if dpi and target == "png" else {}
    done = _opened(TARGETS[target])(gongwen, rules=rules, fonts=fonts, **given)
    return replace(done, notes=(*warnings, *done.notes))


def render_form(
    form: Form,
    target: str,
    *,
    rules: Rules = STANDARD,
    fonts: Sequence[Path] = (),
    dpi: int = 0,
) -> Rendered:
    """把一张办公表单画成一种载体：`FORM_TARGETS` 里的一种；`rules` 里只用单位指定的字体名。"""
    given = {"dpi": dpi} if dpi and target == "png" else {}
    return _opened(FORM_TARGETS[target])(form, rules=rules, fonts=fonts, **given)


def _opened(place: str) -> Callable[..., Rendered]:
    module, name = place.split(":")
    made: Callable[..., Rendered] = getattr(import_module(module), name)
    return made
