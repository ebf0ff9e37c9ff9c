"""找字体：单位的文件夹 → 本机已装的（含 WPS 自带的）→ 代用的自由字体。

名字、别名在 roles 的表里；这里只管找、挑、说出代用了什么。
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import typst

from sanban.engine.fonts.face import Face
from sanban.engine.fonts.fontset import LATIN, FontSet, NoFont, Substitution
from sanban.engine.fonts.roles import COMMON, ROLES, Role

PROBE = "办"
REGULAR = 400
WPS = (
    Path("/opt/kingsoft/wps-office/office6/fonts"),
    Path("/opt/apps/cn.wps.wps-office/files/kingsoft/wps-office/office6/fonts"),
    Path("/opt/apps/cn.wps.wps-office-pro/files/kingsoft/wps-office/office6/fonts"),
    Path("/usr/share/fonts/wps-office"),
)
Named = dict[str, tuple[Face, ...]]


def find_fonts(
    folders: Sequence[Path] = (), *, office_names: Mapping[str, str] | None = None
) -> FontSet:
    """给每种用途挑好字体；头一次约 0.1 秒，之后不再找文件。

    :param folders: 单位自己的字体文件夹，最优先；没有的、坏的都略过。
    :param office_names: 用途 → 单位指定的字体名，先找它，也是写进 DOCX 的名字。
    :raises NoFont: 一个中文字体都没有。
    """
    given = tuple(sorted((office_names or {}).items()))
    return _found(tuple(Path(folder).absolute() for folder in folders), given)


def choose(
    faces: Iterable[Face],
    *,
    office_names: Mapping[str, str] | None = None,
    book: "typst.Fonts | None" = None,
) -> FontSet:
    """从这些字体里给每种用途挑一串；一个中文字体都没有，报 NoFont。"""
    faces, given = tuple(faces), dict(office_names or {})
    named = _by_name(faces)
    chains = {role: _chain(named, about, given.get(role)) for role, about in ROLES.items()}
    letters = chains.pop(LATIN)
    spare = next((chain for chain in chains.values() if chain), None) or _any_chinese(faces)
    chains = {role: chain or spare for role, chain in chains.items()}
    chains = {role: (*chain, *letters) for role, chain in chains.items()}
    if letters:
        chains[LATIN] = letters
    book = book or typst.Fonts(include_system_fonts=False)
    return FontSet(chains, tuple(_substituted(named, chains, given)), given, book)


def named_face(name: str, folders: Sequence[Path] = ()) -> Face | None:
    """叫这个名字（家族名、全名、PostScript 名都行）的字体；本机没有就返回 None。"""
    named = _library(tuple(Path(folder).absolute() for folder in folders))[1]
    return next(iter(named.get(_key(name), ())), None)


def picture_face(folders: Sequence[Path] = ()) -> Face | None:
    """画在图片上的中文字体（黑体）；没有就返回 None。"""
    try:
        return find_fonts(folders).face("hei")
    except NoFont:
        return None


def substitutes() -> dict[str, str]:
    """文件里常写、本机没有的字体名 → 代用的家族名；没有中文字体则为空。"""
    try:
        found = find_fonts()
    except NoFont:
        return {}
    have = _library(())[1]
    return {
        name: found.face(role).family
        for role, about in ROLES.items()
        if role in found.chains
        for name in (*about.own, *about.standins)
        if _key(name) not in have
    }


@cache
def _found(folders: tuple[Path, ...], office_names: tuple[tuple[str, str], ...]) -> FontSet:
    faces, _, book = _library(folders)
    return choose(faces, office_names=dict(office_names), book=book)


@cache
def _library(folders: tuple[Path, ...]) -> "tuple[tuple[Face, ...], Named, typst.Fonts]":
    looked = [folder for folder in (*folders, *WPS) if folder.is_dir()]
    book = typst.Fonts(include_system_fonts=True, font_paths=looked)
    faces = tuple(
        Face(
            font.family, font.path or "", font.index, font.weight, font.style == "normal",
            any(Path(font.path or "").is_relative_to(folder) for folder in folders),
        )
        for font in book.fonts()
    )  # fmt: skip
    return faces, _by_name(faces), book


def _by_name(faces: Iterable[Face]) -> Named:
    """名字 → 叫这个名字的字体；单位文件夹里的在前。"""
    named: Named = {}
    for face in sorted(faces, key=lambda face: not face.is_office):
        if face.is_upright:
            for name in {_key(name) for name in face.names}:
                named[name] = (*named.get(name, ()), face)
    return named


def _key(name: str) -> str:
    """比名字时不论大小写、空格、横线。"""
    return name.casefold().replace(" ", "").replace("-", "").replace("_", "")


def _chain(named: Named, about: Role, given: str | None) -> tuple[Face, ...]:
    """单位指定的 → 正式的 → 代用的 → 补字的；同一级里单位文件夹里的在前。"""
    own = _pick(named, about.own, REGULAR)
    own.sort(key=lambda face: not face.is_office)
    rest = () if about is ROLES[LATIN] else (*about.fallbacks, *COMMON)
    found = (
        *(_pick(named, (given,), REGULAR) if given else ()), *own,
        *_pick(named, about.standins, about.weight), *_pick(named, rest, REGULAR),
    )  # fmt: skip
    unique: dict[str, Face] = {}
    for face in found:
        unique.setdefault(face.family, face)
    return tuple(unique.values())


def _pick(named: Named, names: Iterable[str], weight: int) -> list[Face]:
    faces = (named.get(_key(name), ()) for name in names)
    return [_nearest(several, weight) for several in faces if several]


def _nearest(faces: Iterable[Face], weight: int) -> Face:
    return min(faces, key=lambda face: (not face.is_office, abs(face.weight - weight)))


def _any_chinese(faces: Iterable[Face]) -> tuple[Face, ...]:
    """名字都不认得时，随便一个有汉字的。"""
    upright = (face for face in faces if face.is_upright and face.path)
    for face in sorted(upright, key=lambda face: (face.family, abs(face.weight - REGULAR))):
        if face.has(PROBE):
            return (face,)
    raise NoFont


def _substituted(
    named: Named, chains: Mapping[str, tuple[Face, ...]], given: Mapping[str, str]
) -> Iterator[Substitution]:
    for role, chain in chains.items():
        about, used = ROLES[role], chain[0]
        accepted = (given[role],) if role in given else about.own
        if not any(used in named.get(_key(name), ()) for name in accepted):
            wanted = accepted[0]
            said = f"本机没有“{wanted}”（{about.label}），用 {used.family} 代替。"
            yield Substitution(role, wanted, used.family, said)
