"""名字：修订稿里用到的命名空间和标记。"""

from collections.abc import Iterable, Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# 编辑软件每次存盘都变、看不见的属性
NOISE = frozenset(
    ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidDel", "rsidTr", "rsidSect",
     "paraId", "textId", "anchorId", "editId")
)  # fmt: skip


def w(name: str) -> str:
    """WordprocessingML 的一个名字。"""
    return W + name


UNSEEN = frozenset(
    w(name)
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
                 "proofErr", "permStart", "permEnd", "moveFromRangeStart", "moveFromRangeEnd",
                 "moveToRangeStart", "moveToRangeEnd")
)  # fmt: skip
"""不占地方的标记。"""


def kids(nodes: Iterable[Any]) -> Iterator[Any]:
    """看得见的各个下级；批注、处理指令和不占地方的标记不算。"""
    return (node for node in nodes if isinstance(node.tag, str) and node.tag not in UNSEEN)


def local(name: str) -> str:
    """去掉命名空间。"""
    return name.rpartition("}")[2]
