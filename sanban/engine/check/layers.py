"""层：DOCX 的属性摊平成一张表，按文档默认、样式链、编号、直接格式层层相叠。

名目是“元素.属性”，如 `ind.firstLineChars`；只有一个值的元素就是元素名，如 `jc`；
边框之类再低一级的写成 `pBdr/bottom.sz`。值一律是文件里的原文。
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sanban.engine.read.docx_styles import OFF, W, theme_fonts
from sanban.engine.read.docx_styles import value as value_of

Layer = Mapping[str, str]
NOTHING: Layer = {}
NESTED = frozenset(W + name for name in ("pBdr", "tabs", "tblBorders", "tcBorders", "tblCellMar"))
SKIPPED = frozenset(W + name for name in ("rPr", "sectPr", "pPrChange", "rPrChange", "numPr"))
INDENT = W + "ind"
CUT = len(W)
VAL = W + "val"
DEEPEST = 12
"""样式一个套一个，最多认几层。"""
THEMES = {"eastAsia": "eastAsiaTheme", "ascii": "asciiTheme", "hAnsi": "hAnsiTheme"}


def flat(node: Any | None) -> dict[str, str]:
    """一个属性元素（pPr、rPr、tblPr……）摊平。"""
    found: dict[str, str] = {}
    if node is None:
        return found
    for child in node:
        if not isinstance(child.tag, str) or child.tag in SKIPPED:
            continue
        _take(child, child.tag[CUT:], found)
        if child.tag in NESTED:
            for number, inner in enumerate(child):
                name = inner.tag[CUT:] + (str(number) if inner.tag == W + "tab" else "")
                _take(inner, f"{child.tag[CUT:]}/{name}", found)
        elif child.tag == INDENT:
            _one_name(found)
    return found


def _one_name(found: dict[str, str]) -> None:
    """缩进同一件事的几个名目归成一个：悬挂是负的首行，start 就是 left。"""
    for end in ("", "Chars"):
        for old, new in (("start", "left"), ("end", "right")):
            given = found.pop(f"ind.{old}{end}", None)
            if given is not None:
                found[f"ind.{new}{end}"] = given
        hanging = found.pop(f"ind.hanging{end}", None)
        if hanging is not None and hanging.strip("0"):
            found[f"ind.firstLine{end}"] = f"-{hanging}"


def _take(node: Any, name: str, found: dict[str, str]) -> None:
    attributes = node.attrib
    if not attributes:
        found[name] = "1"
        return
    for key, given in attributes.items():
        if key == VAL:
            found[name] = given
        elif key.startswith(W):
            found[f"{name}.{key[CUT:]}"] = given


def is_on(layer: Layer, name: str, *, default: bool = False) -> bool:
    """开关是不是开着。"""
    given = layer.get(name)
    return default if given is None else given not in OFF


def number_of(layer: Layer, name: str) -> float | None:
    """一个数；没有或者写坏了答 None。"""
    given = layer.get(name)
    if not given:
        return None
    try:
        return float(given)
    except ValueError:
        return None


@dataclass
class Sheet:
    """一份文档的样式表、主题字体和编号，答各段各截的最终属性。"""

    styles: Any | None
    theme: Any | None
    numbering: Any | None
    _chains: dict[str, tuple[Layer, Layer]] = field(default_factory=dict)
    _rungs: dict[tuple[str, str], Layer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._themes = theme_fonts(self.theme)
        nodes = [] if self.styles is None else self.styles.iterfind(W + "style")
        self._nodes = {node.get(W + "styleId", ""): node for node in nodes}
        self._normal = next(
            (key for key, node in self._nodes.items()
             if node.get(W + "type") == "paragraph" and node.get(W + "default", "0") not in OFF),
            "",
        )  # fmt: skip
        path = f"{W}docDefaults/{W}%sDefault/{W}%s"
        find = self.styles.find if self.styles is not None else lambda _: None
        self._paragraph = flat(find(path % ("pPr", "pPr")))
        self._run = {"sz": "20", **self._named(flat(find(path % ("rPr", "rPr"))))}
        self._plans = _plans(self.numbering)

    def style_name(self, key: str) -> str:
        """样式的名字。"""
        return value_of(self._nodes.get(key), "name")

    def paragraph(self, properties: Any | None) -> tuple[Layer, Layer]:
        """一段的最终段落属性，和段内文字的基底。"""
        key = value_of(properties, "pStyle") or self._normal
        layout, look = self._chain(key)
        own = flat(properties)
        direct = None if properties is None else properties.find(W + "numPr")
        numbered = self._rung(direct)
        return {**self._paragraph, **layout, **numbered, **own}, {**self._run, **look}

    def run(self, properties: Any | None, below: Layer) -> Layer:
        """一截文字的最终属性。"""
        if properties is None:
            return below
        key = value_of(properties, "rStyle")
        style = self._chain(key)[1] if key else NOTHING
        return {**below, **style, **self._named(flat(properties))}

    def table(self, properties: Any | None) -> Layer:
        """一张表的最终属性（边框、宽）。"""
        layers: list[Layer] = [flat(properties)]
        key = value_of(properties, "tblStyle")
        for _ in range(DEEPEST):
            node = self._nodes.get(key)
            if node is None:
                break
            layers.append(flat(node.find(W + "tblPr")))
            key = value_of(node, "basedOn")
        return {name: given for layer in reversed(layers) for name, given in layer.items()}

    def _chain(self, key: str, trail: int = 0) -> tuple[Layer, Layer]:
        if key in self._chains:
            return self._chains[key]
        node = self._nodes.get(key)
        if node is None or trail > DEEPEST:
            return NOTHING, NOTHING
        below = self._chain(value_of(node, "basedOn"), trail + 1)
        layout = node.find(W + "pPr")
        rung = self._rung(None if layout is None else layout.find(W + "numPr"))
        look = self._named(flat(node.find(W + "rPr")))
        self._chains[key] = {**below[0], **rung, **flat(layout)}, {**below[1], **look}
        return self._chains[key]

    def _rung(self, number: Any | None) -> Layer:
        """自动编号那一级带来的缩进。"""
        if number is None:
            return NOTHING
        key = value_of(number, "numId"), value_of(number, "ilvl") or "0"
        if key not in self._rungs:
            level = self._plans.get(key[0], {}).get(key[1])
            self._rungs[key] = flat(None if level is None else level.find(W + "pPr"))
        return self._rungs[key]

    def _named(self, layer: dict[str, str]) -> dict[str, str]:
        """主题字体换成真名：同一层里主题压过写明的。"""
        for side, theme in THEMES.items():
            asked = layer.get(f"rFonts.{theme}")
            if asked:
                named = self._themes.get(asked[:5], "") if "EastAsia" in asked else ""
                layer[f"rFonts.{side}"] = named or layer.get(f"rFonts.{side}", "")
        return layer


def _plans(root: Any | None) -> dict[str, dict[str, Any]]:
    """编号号 → 级 → 那一级的节点。"""
    if root is None:
        return {}
    plans = {
        node.get(W + "abstractNumId"): {
            level.get(W + "ilvl", "0"): level for level in node.iterfind(W + "lvl")
        }
        for node in root.iterfind(W + "abstractNum")
    }
    return {
        node.get(W + "numId", ""): plans.get(value_of(node, "abstractNumId"), {})
        for node in root.iterfind(W + "num")
    }
