"""写法：一个元素写成一串不随存盘变的字，用来比两份是不是一样。"""

from collections.abc import Callable
from typing import Any

from sanban.engine.compare.names import NOISE, UNSEEN, R, W, local, w

Resolve = Callable[[str], str]
"""关系编号变成它指着的东西的指纹。"""
SKIPPED_ATTRIBUTES = frozenset(("id", "name", "descr", "o:spid"))
NUMBERED = frozenset(("docPr", "cNvPr"))
# 拼写、语言的标记不是样子
MINOR = frozenset(
    w(name) for name in ("lang", "noProof", "proofErr", "lastRenderedPageBreak", "rPrChange",
                         "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
                         "tblGridChange")
) | UNSEEN  # fmt: skip


def canon(node: Any, resolve: Resolve = str) -> str:
    """一个元素连同下级的写法。"""
    if not isinstance(node.tag, str) or node.tag in MINOR:
        return ""
    attributes = "".join(
        f" {name}={_value(name, value, resolve)}"
        for name, value in sorted(node.attrib.items())
        if not _noise(node, name)
    )
    text = (node.text or "") if node.tag.startswith(W) or not len(node) else ""
    inside = "".join(canon(child, resolve) for child in node)
    return f"<{node.tag}{attributes}>{text}{inside}</>"


def _value(name: str, value: str, resolve: Resolve) -> str:
    return resolve(value) if name.startswith(R) else value


def _noise(node: Any, name: str) -> bool:
    short = local(name)
    if short in NOISE or short == "hint":
        return True
    return short in SKIPPED_ATTRIBUTES and local(node.tag) in NUMBERED


def properties(node: Any | None, *, without: frozenset[str] = frozenset()) -> str:
    """一组属性的写法，次序不论；没有和空的一样。"""
    if node is None:
        return ""
    return "".join(sorted(canon(child) for child in node if child.tag not in without))
