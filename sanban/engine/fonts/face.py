"""一个字体：在哪个文件、多粗、能不能嵌进文件、有没有某个字。"""

from dataclasses import dataclass
from functools import cache

from sanban.engine.fonts import tables

USES, RESTRICTED, BITMAP_ONLY = 0x000F, 0x0002, 0x0200


@dataclass(frozen=True, slots=True)
class Face:
    """一个字体。

    :param family: Typst 认的家族名。
    :param path: 文件；Typst 自带的是空串。
    :param index: 在文件（TTC 字体集）里的序号，从 0 起。
    :param weight: 粗细，400 常规、700 粗。
    :param is_upright: 正体，不是斜体。
    :param is_office: 在单位指定的文件夹里。
    """

    family: str
    path: str
    index: int
    weight: int
    is_upright: bool = True
    is_office: bool = False

    @property
    def names(self) -> frozenset[str]:
        """家族名、全名、PostScript 名，各种语言的都在内。"""
        found = tables.names(self.path, self.index) if self.path else frozenset()
        return found | {self.family}

    @property
    def permission(self) -> int:
        """厂家的嵌入许可（OpenType OS/2 fsType）。"""
        return _permission(self.path, self.index)

    @property
    def may_embed(self) -> bool:
        """厂家许不许嵌进文件；只标“限制嵌入”的不许。"""
        return self.permission & USES != RESTRICTED and not self.permission & BITMAP_ONLY

    @property
    def caution(self) -> str:
        """不许嵌入时给人看的一句话；许嵌入则为空。"""
        if self.may_embed:
            return ""
        return f"{self.family} 的厂家不许把它嵌进文件，请换一套字体，或只出 DOCX。"

    def has(self, char: str) -> bool:
        """这个字体里有没有这个字。"""
        return ord(char) in _characters(self.path, self.index)


@cache
def _permission(path: str, index: int) -> int:
    return tables.permission(path, index) if path else 0


@cache
def _characters(path: str, index: int) -> frozenset[int]:
    return tables.characters(path, index) if path else frozenset()
