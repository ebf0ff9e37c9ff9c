"""最终的样子：一段的版式、一截文字的字体，单位统一成磅、字和 1/20 磅。"""

from dataclasses import dataclass
from unicodedata import east_asian_width

from sanban.engine.check.layers import Layer, is_on, number_of

BLACKEST = 0x40
"""三种颜色都不比这个数大，印出来就是黑的。"""
AUTO = {"", "auto", "windowText"}
ALIGNS = {"start": "left", "end": "right", "distribute": "both", "justify": "both"}
EXACT, AT_LEAST, AUTO_LINE = "exact", "atLeast", "auto"
CELL = 20


@dataclass(frozen=True, slots=True)
class Look:
    """一截文字：`east`、`west` 中西文字体；`size` 磅；`tracking` 字距，1/20 磅。

    `scale` 是字的宽缩到几成；`fitted` 是指定了总宽，由 Word 来缩。
    """

    east: str
    west: str
    size: float
    color: str
    bold: bool
    italic: bool
    underline: bool
    hidden: bool
    tracking: float
    hinted: bool
    scale: float
    fitted: bool

    @property
    def cell(self) -> float:
        """一个汉字连同字距的宽，1/20 磅。"""
        return self.size * CELL * self.scale + self.tracking

    @property
    def black(self) -> bool:
        """印出来是不是黑的。"""
        return self.color in AUTO or (
            rgb(self.color) is not None and max(rgb(self.color) or (255,)) <= BLACKEST
        )

    @property
    def red(self) -> bool:
        """是不是红的。"""
        parts = rgb(self.color)
        return parts is not None and parts[0] >= 160 and max(parts[1:]) <= 90

    @property
    def pale(self) -> bool:
        """是不是白的，或者淡得看不见。"""
        return min(rgb(self.color) or (0,)) >= 0xE6


@dataclass(frozen=True, slots=True)
class Layout:
    """一段的版式。

    `first`、`left`、`right` 首行、左、右空几字（按本段的字算，首行悬挂的是负数）；
    `before`、`after` 段前段后，1/20 磅；`line` 行距：固定的是 1/20 磅，多倍的是 240 分之几。
    """

    align: str
    first: float
    left: float
    right: float
    before: float
    after: float
    line: float
    line_rule: str
    snaps: bool
    page_break: bool
    frame: bool
    layer: Layer

    @property
    def start(self) -> float:
        """首行首字离版心左边几字。"""
        return self.left + self.first


def look_of(layer: Layer) -> Look:
    """一截文字最终的样子。"""
    return Look(
        east=first_name(layer.get("rFonts.eastAsia", "")),
        west=first_name(layer.get("rFonts.ascii", "")),
        size=(number_of(layer, "sz") or 20) / 2,
        color=layer.get("color", ""),
        bold=is_on(layer, "b"),
        italic=is_on(layer, "i"),
        underline=layer.get("u", "none") not in ("none", "0"),
        hidden=is_on(layer, "vanish"),
        tracking=number_of(layer, "spacing") or 0,
        hinted=layer.get("rFonts.hint") == "eastAsia",
        scale=(number_of(layer, "w") or 100) / 100,
        fitted="fitText" in layer,
    )


def layout_of(layer: Layer, cell: float, pitch: float) -> Layout:
    """一段最终的版式；`cell` 是一个字的宽，`pitch` 是一行的高，1/20 磅。"""
    align = layer.get("jc", "left")
    return Layout(
        align=ALIGNS.get(align, align),
        first=_chars(layer, "firstLine", cell),
        left=_chars(layer, "left", cell),
        right=_chars(layer, "right", cell),
        before=_space(layer, "before", pitch),
        after=_space(layer, "after", pitch),
        line=number_of(layer, "spacing.line") or 240,
        line_rule=layer.get("spacing.lineRule", AUTO_LINE),
        snaps=is_on(layer, "snapToGrid", default=True),
        page_break=is_on(layer, "pageBreakBefore"),
        frame=any(name.startswith("framePr") for name in layer),
        layer=layer,
    )


def _chars(layer: Layer, side: str, cell: float) -> float:
    chars = number_of(layer, f"ind.{side}Chars")
    return chars / 100 if chars else (number_of(layer, f"ind.{side}") or 0) / max(cell, 1)


def _space(layer: Layer, side: str, pitch: float) -> float:
    if is_on(layer, f"spacing.{side}Autospacing"):
        return 280.0
    lines = number_of(layer, f"spacing.{side}Lines")
    return lines / 100 * pitch if lines else number_of(layer, f"spacing.{side}") or 0.0


def first_name(font: str) -> str:
    """字体名；写成“黑体;SimHei”的取前一个。"""
    return font.partition(";")[0].partition(",")[0].strip()


def rgb(color: str) -> tuple[int, int, int] | None:
    """六位十六进制颜色的红绿蓝。"""
    try:
        return int(color[:2], 16), int(color[2:4], 16), int(color[4:6], 16)
    except ValueError:
        return None


def width(text: str) -> float:
    """一行字占几个字宽：半角的算半个。"""
    return sum(0.5 if east_asian_width(char) in ("Na", "H", "N") else 1.0 for char in text)
