"""字体：在本机已装的字体里，给每种用途挑一组可用的字体。

用途五种：fang 仿宋、kai 楷体、hei 黑体、song 宋体、title 小标宋。
候选次序见 documents.md §3.2：先用单位自己的字体，再用自由字体代替。
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

PROBE = ord("办")
LATIN = ("Times New Roman", "Liberation Serif", "Libertinus Serif")
ANY = (
    "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "FandolSong",
    "SimSun", "宋体", "AR PL UMing CN", "Noto Sans CJK SC", "Source Han Sans SC",
    "Noto Sans SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
WANTED = {
    "fang": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02",
             "FandolFang R", "FandolFang", "Zhuque Fangsong (technical preview)"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03", "FandolKai",
            "LXGW WenKai", "AR PL UKai CN", "AR PL KaitiM GB"),
    "hei": ("SimHei", "黑体", "FZHei-B01", "FandolHei", "Noto Sans CJK SC", "Source Han Sans SC",
            "Noto Sans SC", "WenQuanYi Zen Hei"),
    "song": ("SimSun", "宋体", "STSong"),
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "STZhongsong"),
}  # fmt: skip


class NoFont(Exception):
    """本机没有中文字体，排不了版。"""

    def __init__(self) -> None:
        super().__init__("本机没有中文字体，排不出版面，请安装 fonts-noto-cjk。")


@dataclass(frozen=True)
class Face:
    """一个字体：家族名、文件、在文件里的序号、粗细。"""

    family: str
    path: str
    index: int
    weight: int


@dataclass(frozen=True)
class Typefaces:
    """挑好的字体：每种用途一串家族名（前面的优先），加上 Typst 的字体库。"""

    families: dict[str, list[str]]
    faces: tuple[Face, ...]
    book: "typst.Fonts"


def choose(faces: Iterable[Face]) -> dict[str, list[str]]:
    """从现有字体里给每种用途挑一串家族名；一个中文字体都没有，报 NoFont。"""
    faces = tuple(faces)
    have = {face.family for face in faces}
    common = [name for name in ANY if name in have] or _by_glyph(faces)
    if not common and not any(name in have for names in WANTED.values() for name in names):
        raise NoFont
    latin = [name for name in LATIN if name in have]
    return {
        role: [*latin, *(name for name in names if name in have), *common]
        for role, names in WANTED.items()
    }


@cache
def typefaces(folders: tuple[Path, ...] = ()) -> Typefaces:
    """本机字体连同指定文件夹里的字体；头一次约 0.2 秒，之后不再找。"""
    book = typst.Fonts(include_system_fonts=True, font_paths=list(folders))
    faces = tuple(
        Face(font.family, font.path or "", font.index, font.weight) for font in book.fonts()
    )
    return Typefaces(choose(faces), faces, book)


def picture_face(folders: Sequence[Path] = ()) -> Face | None:
    """画在图片上的中文字体（黑体优先、常规粗细）；没有就返回 None。"""
    try:
        found = typefaces(tuple(folders))
    except NoFont:
        return None
    cjk = [name for name in found.families["hei"] if name not in LATIN]
    regular = (face for face in found.faces if face.family in cjk and face.path)
    return min(regular, key=lambda face: (cjk.index(face.family), abs(face.weight - 400)))


def substitutes() -> dict[str, str]:
    """文件里常写、本机没有的字体名 → 代用的家族名；没有中文字体则为空。"""
    try:
        found = typefaces()
    except NoFont:
        return {}
    have = {face.family for face in found.faces}
    chosen = {
        role: next(name for name in names if name not in LATIN)
        for role, names in found.families.items()
    }
    return {
        name: chosen[role] for role, names in WANTED.items() for name in names if name not in have
    }


def _by_glyph(faces: Iterable[Face]) -> list[str]:
    return sorted({face.family for face in faces if face.path and _has_probe(face)})[:1]


def _has_probe(face: Face) -> bool:
    try:
        with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
            return PROBE in (font.getBestCmap() or {})
    except (OSError, TTLibError):
        return False
