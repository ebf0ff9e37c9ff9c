"""来稿的文字：一个提纲一节，存成带“# ”的几行，再读回来。"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MARK = "# "
# 单位自己排的提纲，前面多半带序号：“一、”“（二）”“3.”
ORDINAL = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|[（(]?\d+[）)、.．])\s*")
ODD = re.compile(r"[\s：:。]+")
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """来稿的一节：提纲（没有提纲的为空）和各段文字。"""

    heading: str
    paragraphs: tuple[str, ...]


def body_of(pieces: Iterable[Piece]) -> str:
    """几节文字存成一篇；空的节不存。"""
    lines: list[str] = []
    for piece in pieces:
        if piece.paragraphs:
            lines += [MARK + piece.heading] if piece.heading else []
            lines += [_plain(one) for one in piece.paragraphs]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """单位写的字里以“#”开头的，换成全角，免得当成提纲。"""
    return "＃" + text[1:] if text.startswith("#") else text


def pieces_of(body: str) -> tuple[Piece, ...]:
    """把存下的一篇读回几节。"""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in body.splitlines():
        if line.startswith(MARK):
            found.append((line.removeprefix(MARK), []))
        elif line.strip():
            found[-1][1].append(line.strip())
    return tuple(Piece(heading, tuple(lines)) for heading, lines in found if lines)


def typed(headings: Sequence[str], answers: Sequence[str]) -> tuple[Piece, ...]:
    """照提纲逐格填的；没有提纲的只有一格。"""
    names = headings or ("",)
    return tuple(
        Piece(name, paragraphs(answer)) for name, answer in zip(names, answers, strict=False)
    )


def sorted_out(headings: Sequence[str], lines: Iterable[str]) -> tuple[Piece, ...]:
    """传来的文件，照提纲分成几节；找不到提纲的归在最前面、不带提纲的一节。"""
    names = {bare(one): one for one in headings}
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in lines:
        name = names.get(bare(line))
        if name is not None:
            found.append((name, []))
        elif line.strip():
            found[-1][1].append(line.strip())
    return tuple(Piece(heading, tuple(kept)) for heading, kept in found if kept)


def bare(line: str) -> str:
    """一行去掉序号、空白和冒号，供比是不是同一个提纲。"""
    return ODD.sub("", ORDINAL.sub("", line))


def paragraphs(text: str) -> tuple[str, ...]:
    """一格里填的字，一行一段，空行不算。"""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def characters(pieces: Iterable[Piece]) -> int:
    """几个字：标点也算，空白和提纲不算。"""
    return sum(len(SPACES.sub("", line)) for piece in pieces for line in piece.paragraphs)
