"""DOCX 的最终属性：文档默认、样式链、主题字体、直接格式，层层相叠。"""

from dataclasses import dataclass, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ALIGN = {"start": "left", "end": "right", "distribute": "both"}
OFF = {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Props:
    """一层叠一层之后的属性；None 表示这一层没说。"""

    size: float | None = None
    color: str | None = None
    bold: bool | None = None
    font: str | None = None
    hidden: bool | None = None
    align: str | None = None
    indent: float | None = None
    number: str | None = None
    depth: int | None = None

    def over(self, below: "Props") -> "Props":
        """把自己叠在 `below` 上面。"""
        return Props(
            *(
                getattr(below, name) if getattr(self, name) is None else getattr(self, name)
                for name in Props.__slots__
            )
        )

    @property
    def red(self) -> bool:
        """是不是红色。"""
        return is_red(self.color or "")


def is_red(color: str) -> bool:
    """六位十六进制颜色是不是红。"""
    try:
        red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return False
    return red >= 160 and green <= 90 and blue <= 90


class Styles:
    """一份文档的样式表和主题字体。"""

    def __init__(self, styles: Any | None, theme: Any | None) -> None:
        self._themes = theme_fonts(theme)
        self._styles = {} if styles is None else _by_id(styles)
        self._cache: dict[str, Props] = {}
        self._base = self._defaults(styles)
        self._normal = next((key for key, style in self._styles.items() if _is_default(style)), "")

    def paragraph(self, properties: Any | None) -> Props:
        """一段的最终属性（含段内文字的基底）。"""
        style = value(properties, "pStyle") or self._normal
        below = self._style(style).over(self._base)
        return _paragraph_props(properties).over(below)

    def run(self, properties: Any | None, below: Props) -> Props:
        """一截文字的最终属性；`below` 是所在段的。"""
        if properties is None:
            return below
        style = value(properties, "rStyle")
        return self._run_props(properties).over(self._style(style)).over(below)

    def _style(self, key: str, trail: frozenset[str] = frozenset()) -> Props:
        if key in self._cache:
            return self._cache[key]
        style = self._styles.get(key)
        if style is None or key in trail:
            return Props()
        below = self._style(value(style, "basedOn"), trail | {key})
        own = _paragraph_props(style.find(W + "pPr"))
        props = self._run_props(style.find(W + "rPr")).over(own).over(below)
        self._cache[key] = props
        return props

    def _defaults(self, styles: Any | None) -> Props:
        if styles is None:
            return Props(size=10.0)
        path = f"{W}docDefaults/{W}%sDefault/{W}%s"
        run = self._run_props(styles.find(path % ("rPr", "rPr")))
        paragraph = _paragraph_props(styles.find(path % ("pPr", "pPr")))
        return run.over(paragraph).over(Props(size=10.0))

    def _run_props(self, properties: Any | None) -> Props:
        if properties is None:
            return Props()
        size = value(properties, "sz")
        return Props(
            size=float(size) / 2 if size.replace(".", "", 1).isdecimal() else None,
            color=value(properties, "color") or None,
            bold=_switch(properties, "b"),
            font=self._font(properties.find(W + "rFonts")),
            hidden=_switch(properties, "vanish"),
        )

    def _font(self, fonts: Any | None) -> str | None:
        if fonts is None:
            return None
        theme = fonts.get(W + "eastAsiaTheme")
        named = self._themes.get(theme[:5]) if theme else fonts.get(W + "eastAsia")
        return named or fonts.get(W + "ascii") or None


def theme_fonts(theme: Any | None) -> dict[str, str]:
    """主题里的中文字体：major、minor 各是什么。"""
    found: dict[str, str] = {}
    if theme is None:
        return found
    for key in ("major", "minor"):
        fonts = theme.find(f".//{A}{key}Font")
        if fonts is None:
            continue
        east = fonts.find(A + "ea")
        chinese = fonts.find(f"{A}font[@script='Hans']")
        faces = [node.get("typeface") for node in (east, chinese) if node is not None]
        found[key] = next((face for face in faces if face), "")
    return found


def _by_id(styles: Any) -> dict[str, Any]:
    return {style.get(W + "styleId", ""): style for style in styles.iterfind(W + "style")}


def _is_default(style: Any) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default", "0") not in OFF


def value(node: Any | None, tag: str) -> str:
    """下级元素 `tag` 的 w:val；没有就是空。"""
    found = None if node is None else node.find(W + tag)
    return "" if found is None else str(found.get(W + "val", ""))


def _switch(node: Any, tag: str) -> bool | None:
    found = node.find(W + tag)
    return None if found is None else found.get(W + "val", "1") not in OFF


def _paragraph_props(properties: Any | None) -> Props:
    if properties is None:
        return Props()
    align = value(properties, "jc")
    props = Props(align=ALIGN.get(align, align) or None, indent=_indent(properties))
    numbering = properties.find(W + "numPr")
    if numbering is None:
        return props
    depth = value(numbering, "ilvl")
    return replace(
        props,
        number=value(numbering, "numId") or None,
        depth=int(depth) if depth.isdecimal() else None,
    )


def _indent(properties: Any) -> float | None:
    indent = properties.find(W + "ind")
    if indent is None:
        return None
    chars = indent.get(W + "firstLineChars")
    twips = indent.get(W + "firstLine")
    source, unit = (chars, 100) if chars not in {None, "0"} else (twips, 320)
    try:
        return float(source) / unit if source else 0.0
    except ValueError:
        return None
