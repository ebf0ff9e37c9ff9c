"""OFD 里的字体：哪些嵌、嵌什么、叫什么名字；一段字在字体里怎么写。"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sanban.engine.fonts import Face, FontSet, NoFont, find_fonts, named_face
from sanban.engine.gongwen.problems import WARN, Problem
from sanban.engine.render.ofd.aliases import with_aliases
from sanban.engine.render.ofd.embedded import EM, Embedded
from sanban.engine.render.ofd.inks import nearest
from sanban.engine.render.ofd.opentype import characters, opentype
from sanban.engine.render.ofd.sheets import Box

FULL = (0.0, -300.0, 1000.0, 1000.0)
"""不知道墨迹多大时按这个留边，千分之一字高。"""


@dataclass(frozen=True)
class Typeface:
    """OFD 里的一个字体。

    `id` 是资源号；`name` 是字体名，`family` 是没有嵌入的字体可看时用来找替代字体的名字；
    `file` 是嵌入的字体文件，不嵌的为空；`source` 是 PDF 里的那一个。
    """

    id: int
    name: str
    family: str
    file: bytes = b""
    source: Embedded | None = None
    note: Problem | None = None

    @property
    def box(self) -> Box:
        """用到的字形最大到哪里，千分之一字高：墨迹框和字框合起来。"""
        if self.source is None:
            return FULL
        left, bottom, right, top = self.source.box
        ascent, descent = self.source.ascent, self.source.descent
        return min(left, 0.0), min(bottom, descent), right, max(top, ascent)

    @property
    def suffix(self) -> str:
        """字体文件的后缀。"""
        return ".otf" if self.source and self.source.is_cff else ".ttf"

    @cached_property
    def _usual(self) -> Mapping[int, int]:
        return characters(self.source) if self.source else {}

    def width(self, glyph: int | None) -> float:
        """字形的宽，千分之一字高；不知道的算一个字宽。"""
        if self.source is None or glyph is None:
            return EM
        return self.source.widths.get(glyph, EM)

    def spell(self, text: str, ink: Box | None) -> tuple[str, int | None]:
        """一个字形怎么写：写成什么字，要不要另写字形号（字符表里查不到这个字形时才写）。"""
        several = self.source.codes.get(text) if self.source and self.file else None
        if not several:
            return text, None
        glyph, plain = several[0]
        if len(several) > 1 and ink:
            glyph = nearest(self.file, (one for one, _ in several), ink)
        usual = len(plain) == 1 and self._usual.get(ord(plain)) == glyph
        return plain, None if usual else glyph


def typefaces(
    used: Mapping[str, Collection[str]],
    embedded: Mapping[str, Embedded],
    *,
    fonts: Sequence[Path] = (),
) -> dict[str, Typeface]:
    """PDF 里的字体名 → OFD 里的字体；资源号从 1 起。

    :param used: PDF 里的字体名 → 用它排的字，按出现的先后。
    """
    chosen = _chosen(fonts)
    made: dict[str, Typeface] = {}
    for number, (name, texts) in enumerate(used.items(), 1):
        plain = name.split("+", 1)[-1].removesuffix("-Identity-H")
        face = named_face(plain, fonts)
        source = embedded.get(name)
        source = with_aliases(source, face, texts) if source else None
        blank = Typeface(number, plain, _family(face, chosen) if face else plain)
        made[name] = _filled(blank, source, face)
    return made


def _chosen(fonts: Sequence[Path]) -> FontSet | None:
    try:
        return find_fonts(fonts)
    except NoFont:
        return None


def _filled(blank: Typeface, source: Embedded | None, face: Face | None) -> Typeface:
    """把字体程序装进去；装不进的只留名字，说明为什么。"""
    try:
        return replace(blank, file=_file(source, face), source=source)
    except ValueError as error:
        return replace(blank, note=Problem("字体", str(error), level=WARN))


def _file(source: Embedded | None, face: Face | None) -> bytes:
    """能嵌就嵌；不能嵌的说为什么。"""
    if source is None:
        raise ValueError("有的字体从 PDF 里取不出来，OFD 里只写了名字，换一台机器看可能变样。")
    if face and not face.may_embed:
        raise ValueError(face.caution)
    return opentype(source, permission=face.permission if face else 0)


def _family(face: Face, found: FontSet | None) -> str:
    """是哪种用途主用的，就写单位文件里该用的名字（如仿宋_GB2312）；不是的写它自己的。"""
    roles = (role for role in (found.chains if found else ()) if found and found.face(role) == face)
    role = next(roles, "")
    return found.office_name(role) if found and role else face.family
