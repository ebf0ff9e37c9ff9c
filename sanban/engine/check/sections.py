"""节：纸张、白边、分栏、网格和页脚，长度单位 1/20 磅。"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sanban.engine.check.layers import flat, is_on, number_of
from sanban.engine.gongwen.profiles import PROFILES, Profile
from sanban.engine.read.docx import R_ID
from sanban.engine.read.docx_styles import W

TWIPS_PER_MM = 1440 / 25.4
NEAR_MM = 1.1
"""白边差不到这么多毫米，算同一种写法（标准的允许误差是 1 毫米）。"""
SIDES = ("top", "bottom", "left", "right")
SIGNED = 1 << 31
KINDS = {W + "headerReference": "header", W + "footerReference": "footer"}


@dataclass(frozen=True, slots=True)
class Section:
    """一节；`sides` 是（页眉页脚、何种页）→ 部件名，已经把前一节的接过来。"""

    number: int
    node: Any
    width: float
    height: float
    margins: dict[str, float]
    gutter: float
    columns: int
    grid: str
    pitch: float
    char_space: float
    bordered: bool
    title_page: bool
    restarts: bool
    header: float
    footer: float
    sides: dict[tuple[str, str], str]

    @property
    def turned(self) -> bool:
        """横排。"""
        return self.width > self.height

    @property
    def text_width(self) -> float:
        """版心的宽。"""
        return self.width - self.margins["left"] - self.margins["right"] - self.gutter

    @property
    def text_height(self) -> float:
        """版心的高。"""
        return self.height - self.margins["top"] - self.margins["bottom"]

    def profile(self) -> Profile | None:
        """照哪一种页面写法；哪种都不是答 None。"""
        return next((one for one in PROFILES.values() if not self.off(one)), None)

    def off(self, profile: Profile) -> dict[str, float]:
        """与一种写法不合的白边 → 该是多少（毫米）。"""
        wanted = margins_of(profile, turned=self.turned)
        return {
            side: mm
            for side, mm in wanted.items()
            if abs(self.margins[side] / TWIPS_PER_MM - mm) > NEAR_MM
        }


def margins_of(profile: Profile, *, turned: bool) -> dict[str, float]:
    """一种写法的四边，毫米；横排的转过来：天头到右边，订口到上边。"""
    page = profile.docx
    if turned:
        return {"top": page.left, "bottom": page.right, "left": page.bottom, "right": page.top}
    return {side: getattr(page, side) for side in SIDES}


def sections_of(root: Any, paths: dict[str, str]) -> list[Section]:
    """各节，按次序；`paths` 是关系号 → 部件名。"""
    return list(_sections(root, paths))


def _sections(root: Any, paths: dict[str, str]) -> Iterator[Section]:
    sides: dict[tuple[str, str], str] = {}
    for number, node in enumerate(root.iter(W + "sectPr")):
        own = {
            (KINDS[child.tag], child.get(W + "type", "default")): paths.get(child.get(R_ID), "")
            for child in node
            if child.tag in KINDS
        }
        sides = {**sides, **own}
        yield _section(number, node, sides)


def _section(number: int, node: Any, sides: dict[tuple[str, str], str]) -> Section:
    layer = flat(node)

    def twips(name: str, default: float) -> float:
        found = number_of(layer, name)
        return default if found is None else found

    space = twips("docGrid.charSpace", 0)
    return Section(
        number=number,
        node=node,
        width=twips("pgSz.w", 12240),
        height=twips("pgSz.h", 15840),
        margins={side: abs(twips(f"pgMar.{side}", 1440)) for side in SIDES},
        gutter=twips("pgMar.gutter", 0),
        columns=int(twips("cols.num", 1)),
        grid=layer.get("docGrid.type", ""),
        pitch=twips("docGrid.linePitch", 0),
        # LibreOffice 写出的负数可能成了无符号的大数
        char_space=(space - 2 * SIGNED if space >= SIGNED else space) / 4096 * 20,
        bordered="pgBorders" in layer or node.find(W + "pgBorders") is not None,
        title_page=is_on(layer, "titlePg"),
        restarts="pgNumType.start" in layer,
        header=twips("pgMar.header", 720),
        footer=twips("pgMar.footer", 720),
        sides=sides,
    )
