"""样貌：一篇里有什么字、什么结构、什么样子，用来核对一个字也没有丢。"""

from typing import Any

from sanban.engine.compare.names import W, kids, w
from sanban.engine.compare.redline.canon import canon, properties
from sanban.engine.compare.redline.marks import HELD
from sanban.engine.compare.redline.tokens import Source, mark_look, tokens, uncut

Shape = tuple[Any, ...]


def shape(container: Any, source: Source, *, formatting: bool) -> Shape:
    """一篇的样貌；`formatting` 为假时只看字和结构。"""
    return tuple(
        found
        for child in kids(container)
        if (found := _block(child, source, formatting)) is not None
    )


def _block(node: Any, source: Source, formatting: bool) -> Any:
    if node.tag == w("p"):
        return _paragraph(node, source, formatting)
    if node.tag == w("sdt"):
        content = node.find(w("sdtContent"))
        return "sdt", () if content is None else shape(content, source, formatting=formatting)
    if node.tag in {w("tbl"), w("tr"), w("tc")}:
        inside = shape(node, source, formatting=formatting)
        return node.tag, _looks(node) if formatting else "", inside
    if node.tag in SKIPPED:
        return None
    if node.tag == w("sectPr"):
        return _section(node) if formatting else None
    return canon(node, source.resolve)


SKIPPED = frozenset(
    w(name) for name in ("tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sdtPr", "sdtEndPr")
)


def _looks(node: Any) -> str:
    return "".join(
        properties(node.find(w(name)), without=HELD.get(name, frozenset()))
        for name in ("tblPr", "tblGrid", "trPr", "tcPr")
    )


def _section(node: Any) -> str:
    return properties(node, without=HELD["sectPr"])


def _paragraph(node: Any, source: Source, formatting: bool) -> Shape:
    runs: list[list[str]] = []
    for token in tokens(node, source, cut=uncut)[:-1]:
        for part in token.parts:
            look = part.look if formatting else ""
            text = part.text if token.is_text else token.key
            if runs and runs[-1][0] == look:
                runs[-1][1] += text
            else:
                runs.append([look, text])
    section = node.find(f"{W}pPr/{W}sectPr")
    told = "" if section is None else "节" + (_section(section) if formatting else "")
    return ("p", mark_look(node) if formatting else "", told, *map(tuple, runs))


def texts(found: Any) -> str:
    """样貌里的字，给人看差在哪里。"""
    if isinstance(found, str):
        return found
    return "".join(texts(one) for one in found)
