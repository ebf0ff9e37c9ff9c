"""改字：照位置换掉几个字；可以直接换，也可以写成修订，留人点头。"""

from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Any

from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.read.docx_styles import W

AUTHOR = "格式检查"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Swap:
    """一处换字：`start`、`end` 从段首数起。"""

    para: Para
    start: int
    end: int
    new: str


def possible(swap: Swap) -> bool:
    """能不能照位置改：自动编号里的字、隔着别的东西的字改不得。"""
    if not swap.para.editable or swap.start < 0:
        return False
    pieces = _pieces(swap)
    return bool(pieces) and all(piece.run is not None for piece in pieces)


def replace_text(swap: Swap) -> list[Any]:
    """直接换；新字放在第一截里。"""
    new = swap.new
    for piece in _pieces(swap):
        left, right = max(swap.start - piece.start, 0), swap.end - piece.start
        if piece.node.tag == W + "t":
            text = piece.node.text or ""  # 后面的字可能已经改过，前面的位置没有动
            _write(piece.node, text[:left] + new + text[right:])
        else:
            piece.node.getparent().remove(piece.node)
        new = ""
    return [swap.para.node]


def track_text(swap: Swap, ids: "count[int]") -> list[Any]:
    """写成修订：旧字标成删去，新字标成插入。"""
    last: Any = None
    pieces = _pieces(swap)
    for piece in pieces:
        left = max(swap.start - piece.start, 0)
        right = min(swap.end - piece.start, len(piece.text))
        last = _cut(piece, (left, right), ids)
    if swap.new and last is not None:
        last.addnext(_inserted(pieces[0].run, swap.new, ids))
    return [swap.para.node]


def first_id(root: Any) -> int:
    """没有用过的修订号。"""
    used = (node.get(W + "id", "") for node in root.iter(W + "ins", W + "del"))
    return max((int(each) for each in used if each.isdecimal()), default=9000) + 1


def _pieces(swap: Swap) -> list[Piece]:
    return [
        piece for piece in swap.para.pieces
        if piece.start < swap.end and piece.end > swap.start
    ]  # fmt: skip


def _cut(piece: Piece, where: tuple[int, int], ids: "count[int]") -> Any:
    """把一截从中间切开，切出来的标成删去；答删去的节点。"""
    run, node = piece.run, piece.node
    left, right = where
    after = [each for each in run.iterchildren() if _follows(each, node)]
    gone = _like(run)
    if node.tag == W + "t":
        old, text = gone.makeelement(W + "delText"), node.text or ""
        old.text = text[left:right]
        old.set(SPACE, "preserve")
        gone.append(old)
        _write(node, text[:left])
        rest = text[right:]
    else:
        gone.append(node)
        rest = ""
    deleted = _mark(run, "del", ids)
    deleted.append(gone)
    run.addnext(deleted)
    if rest or after:
        deleted.addnext(_tail(run, rest, after))
    return deleted


def _follows(each: Any, node: Any) -> bool:
    home = each.getparent()
    return home is node.getparent() and home.index(each) > home.index(node)


def _tail(run: Any, rest: str, after: list[Any]) -> Any:
    made = _like(run)
    if rest:
        text = made.makeelement(W + "t")
        _write(text, rest)
        made.append(text)
    for each in after:
        made.append(each)
    return made


def _inserted(run: Any, new: str, ids: "count[int]") -> Any:
    made, text = _like(run), run.makeelement(W + "t")
    _write(text, new)
    made.append(text)
    inserted = _mark(run, "ins", ids)
    inserted.append(made)
    return inserted


def _like(run: Any) -> Any:
    """样子相同的空截。"""
    made = run.makeelement(W + "r")
    look = run.find(W + "rPr")
    if look is not None:
        made.append(deepcopy(look))
    return made


def _mark(run: Any, kind: str, ids: "count[int]") -> Any:
    made = run.makeelement(W + kind)
    made.set(W + "id", str(next(ids)))
    made.set(W + "author", AUTHOR)
    return made


def _write(node: Any, text: str) -> None:
    node.text = text
    if text != text.strip() or not text:
        node.set(SPACE, "preserve")
