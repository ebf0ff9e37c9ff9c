"""量字：字宽和墨迹的上下边缘，由排版的同一个程序来量，量一次记住。"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_letters, digits, punctuation
from unicodedata import east_asian_width

import typst

from sanban.engine.fonts import FontSet

TEMPLATE = Path(__file__).with_name("metrics.typ")
LETTERS = ascii_letters + digits + punctuation
FULL, DASH = "国", "—"
SIZE = 100
HALF = 0.5


@dataclass(frozen=True, slots=True)
class FaceMetrics:
    """一种用途的字，都是字号的倍数。

    `top`、`bottom` 是汉字墨迹在基线上、下的高度；`dash_top` 是一字线墨迹在基线上的高度；
    `widths` 是字母、数字、西文标点的宽。
    """

    top: float
    bottom: float
    dash_top: float
    widths: Mapping[str, float]

    def width(self, text: str) -> float:
        """一串字的宽，字号的倍数；汉字和全角标点各占一字。"""
        return sum(self.widths.get(char, HALF if _is_narrow(char) else 1) for char in text)


def metrics(fonts: FontSet) -> Mapping[str, FaceMetrics]:
    """用途 → 字的量度；同一组字体只量一次。"""
    return _measured(FontKey(fonts))


@dataclass(frozen=True, slots=True)
class FontKey:
    """记住一组字体用的钥匙：字体库每次都是同一个，比家族名就够了。"""

    fonts: FontSet

    def __hash__(self) -> int:
        return hash(tuple(face for chain in self.fonts.chains.values() for face in chain[:1]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FontKey) and other.fonts.chains == self.fonts.chains


@lru_cache(maxsize=16)
def _measured(key: FontKey) -> Mapping[str, FaceMetrics]:
    fonts = key.fonts
    faces = {
        role: {"font": fonts.chain(role, latin=False), "weight": fonts.weight(role)}
        for role in fonts.chains
    }
    data = {"size": SIZE, "letters": list(LETTERS), "inks": [FULL, DASH], "faces": faces}
    compiler = typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts.book,
        ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)},
    )  # fmt: skip
    found = json.loads(compiler.query("<metrics>", field="value", one=True))
    return {role: _face(given) for role, given in found.items()}


def _face(given: Mapping[str, list[float]]) -> FaceMetrics:
    widths = dict(zip(LETTERS, given["widths"], strict=True))
    return FaceMetrics(given["tops"][0], given["bottoms"][0], given["tops"][1], widths)


def _is_narrow(char: str) -> bool:
    return east_asian_width(char) in ("Na", "H", "N")
