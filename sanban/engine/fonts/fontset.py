"""挑好的一组字体：每种用途一串，前面的没有某个字就到后面的找。"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import category

import typst

from sanban.engine.fonts.face import Face
from sanban.engine.fonts.roles import ROLES

LATIN = "latin"
LATIN_IN_CJK = "latin-in-cjk"
"""Typst 的说法：字母数字用西文字体，引号、破折号、省略号仍用中文字体（各占一字或两字）。"""

UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
"""没有字形的几类字符：控制符、格式符、空白。"""


class NoFont(Exception):
    """本机没有中文字体，排不了版。"""

    def __init__(self) -> None:
        super().__init__("本机没有中文字体，排不出版面，请执行 sanban fonts install 装一套。")


@dataclass(frozen=True, slots=True)
class Substitution:
    """一处代用：什么用途、该用什么、用了什么，给人看的一句话。"""

    role: str
    wanted: str
    used: str
    message: str


@dataclass(frozen=True)
class FontSet:
    """挑好的一组字体；用途见 roles.ROLES：fang、kai、hei、song、title、latin。

    :param chains: 用途 → 一串字体，第一个是主用的；中文用途的末尾接着西文字体。
    :param substitutions: 用了代用字体的各处，要告诉用户。
    :param office_names: 用途 → 单位指定的字体名；没指定的照 roles 里的。
    :param book: Typst 的字体库，交给 typst.Compiler 的 font_paths。
    """

    chains: Mapping[str, tuple[Face, ...]]
    substitutions: tuple[Substitution, ...]
    office_names: Mapping[str, str]
    book: "typst.Fonts" = field(compare=False, repr=False)

    @property
    def families(self) -> dict[str, list[str]]:
        """用途 → Typst 的一串家族名，主用的在前；西文字母也用中文字体。"""
        return {role: _families(chain) for role, chain in self.chains.items()}

    def chain(self, role: str, *, latin: bool) -> list[str | dict[str, str]]:
        """可以直接作 Typst `text(font: …)` 的一串，写成 JSON 也一样。

        :param latin: 字母、数字用西文字体；引号、破折号、省略号仍用中文字体。
        """
        first = self.face(LATIN).family if latin and LATIN in self.chains else ""
        head = [{"name": first, "covers": LATIN_IN_CJK}] if first else []
        return [*head, *_families(self.chains[role])]

    def typst_fonts(self, *, latin: bool = True) -> dict[str, list[str | dict[str, str]]]:
        """全部用途的 chain，交给模板作 `input.fonts`。"""
        return {role: self.chain(role, latin=latin) for role in self.chains}

    def face(self, role: str) -> Face:
        """一种用途主用的字体。"""
        return self.chains[role][0]

    def weight(self, role: str) -> int:
        """一种用途该用的粗细：真的小标宋是 400，用思源宋体代替时是 700。"""
        return self.face(role).weight

    def office_name(self, role: str) -> str:
        """写进 DOCX 的字体名；Word、WPS 用它们自己的字体，不看本机代用了什么。"""
        return self.office_names.get(role) or ROLES[role].office_name

    def face_for(self, char: str, role: str) -> Face | None:
        """这个字实际用哪个字体；一串里都没有则为 None。"""
        return next((face for face in self.chains[role] if face.has(char)), None)

    def missing(self, text: str, role: str) -> tuple[str, ...]:
        """哪个字体里都没有的字，不重复，按出现的先后；空白和控制符不算。"""
        return tuple(char for char in _letters(text) if self.face_for(char, role) is None)

    def fallbacks(self, text: str, role: str) -> tuple[str, ...]:
        """主用字体里没有、要用后面的字体补的字，不重复，按出现的先后。"""
        first = self.face(role)
        lacking = (char for char in _letters(text) if not first.has(char))
        return tuple(char for char in lacking if self.face_for(char, role) is not None)

    @property
    def cautions(self) -> tuple[str, ...]:
        """主用的字体里厂家不许嵌入文件的，各一句话。"""
        found = (self.face(role).caution for role in self.chains)
        return tuple(dict.fromkeys(caution for caution in found if caution))


def _families(chain: tuple[Face, ...]) -> list[str]:
    return list(dict.fromkeys(face.family for face in chain))


def _letters(text: str) -> Iterator[str]:
    """该有字形的字，各一次；空白、控制符、异体选择符不算，自造字算。"""
    return (char for char in dict.fromkeys(text) if not _is_unseen(char))


def _is_unseen(char: str) -> bool:
    chosen = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return chosen or category(char) in UNSEEN
