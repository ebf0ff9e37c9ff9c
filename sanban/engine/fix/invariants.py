"""一样不能少：改前改后比一比，字、表、图、域、批注、修订、脚注，少了就不写。"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sanban.engine.check.document import Document
from sanban.engine.read.docx_styles import W

MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
TEXTS = (W + "t", W + "delText", W + "instrText", W + "delInstrText", MATH_TEXT)
# fmt: off
KINDS = {
    "p": "段落", "tbl": "表", "tr": "表的行", "tc": "表的格", "drawing": "图", "pict": "图形",
    "object": "嵌入的东西", "fldChar": "域", "fldSimple": "域", "bookmarkStart": "书签",
    "bookmarkEnd": "书签", "commentReference": "批注", "commentRangeStart": "批注",
    "commentRangeEnd": "批注", "footnoteReference": "脚注", "endnoteReference": "尾注",
    "sdt": "内容控件", "hyperlink": "链接", "numPr": "自动编号", "sectPr": "节", "br": "换行",
    "moveFrom": "修订", "moveTo": "修订", "sym": "符号", "headerReference": "页眉",
    "footerReference": "页脚",
}
REVISIONS = {"ins": "修订", "del": "修订"}
# fmt: on


@dataclass(frozen=True)
class Census:
    """一份文件的清单：各部件的字、各种东西的个数、各段是什么要素、各部件的字节。"""

    words: Mapping[str, str]
    counts: Mapping[str, Counter[str]]
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    parts: Mapping[str, bytes]
    text: str


def census(document: Document) -> Census:
    """点一遍。"""
    roots = document.traced.roots
    package = document.traced.package
    return Census(
        words={path: "".join(_words(root)) for path, root in roots.items()},
        counts={path: _counts(root) for path, root in roots.items()},
        roles=tuple((para.code, tuple(sorted(para.roles))) for para in document.paras),
        parts={name: package.read(name) for name in package.namelist()},
        text=document.text,
    )


def losses(
    before: Census, after: Census, *, text: str | None = None, touched: frozenset[str]
) -> list[str]:
    """少了什么、变了什么，一句一条；`text` 是改字以后应有的全文，不改字的为空。"""
    return list(_losses(before, after, text, touched))


def _losses(
    before: Census, after: Census, text: str | None, touched: frozenset[str]
) -> Iterator[str]:
    if (before.text if text is None else text) != after.text:
        yield "正文的字变了"
    if text is None:
        changed = [path for path, words in before.words.items() if after.words.get(path) != words]
        yield from (f"{path} 里的字变了" for path in changed)
    yield from _missing(before, after, tracked=text is not None)
    if before.roles != after.roles and text is None:
        yield "改后有的段认成了别的要素"
    for name, content in before.parts.items():
        if name not in touched and after.parts.get(name) != content:
            yield f"不该动的部件 {name} 变了"


def _missing(before: Census, after: Census, *, tracked: bool) -> Iterator[str]:
    kinds = KINDS if tracked else {**KINDS, **REVISIONS}
    for path, counts in before.counts.items():
        now = after.counts.get(path, Counter())
        for kind, label in kinds.items():
            if counts[kind] != now[kind]:
                yield f"{label}原有{counts[kind]}个，改后有{now[kind]}个"


def _words(root: Any) -> Iterator[str]:
    return (node.text or "" for node in root.iter(*TEXTS))


def _counts(root: Any) -> Counter[str]:
    kinds = KINDS.keys() | REVISIONS.keys()
    tags = [W + kind for kind in kinds]
    return Counter(node.tag[len(W) :] for node in root.iter(*tags))
