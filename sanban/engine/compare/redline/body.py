"""篇：正文、格、页眉里的段落和表格，一块一块对齐了合写。"""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from sanban.engine.compare.align import Item, Kind, Step, align
from sanban.engine.compare.names import W, kids, w
from sanban.engine.compare.redline.canon import canon
from sanban.engine.compare.redline.ends import relocations, safe_ends
from sanban.engine.compare.redline.marks import DEL, INS
from sanban.engine.compare.redline.paragraphs import World, merge, moved
from sanban.engine.compare.redline.tables import (
    cell_structure,
    columns,
    mark_row,
    plain_table,
    retouch,
    rows,
    settle_row,
)
from sanban.engine.compare.redline.tokens import Source, plain_text

HEADS = frozenset(w(name) for name in ("tcPr", "sectPr", "sdtPr", "sdtEndPr"))


class Body:
    """一篇的合写；正文、每一格、每个页眉都走这里。"""

    def __init__(self, world: World) -> None:
        self.world = world
        self._moves = 0

    def merge(self, old: Any, new: Any) -> None:
        """把 `new` 合进 `old`，就地写。"""
        theres, heres = _blocks(old), _blocks(new)
        before = _leads(old, theres)
        items = ([self._item(one, self.world.old) for one in theres],
                 [self._item(one, self.world.new) for one in heres])  # fmt: skip
        aligned = align(*items)
        steps = safe_ends(list(aligned), items)
        names = self._move_names(relocations(aligned, items), steps)
        out: list[Any] = []
        for step in steps:
            for one in theres[step.a : step.b]:
                out += before.get(one, ())
            olds, news = theres[step.a : step.b], heres[step.c : step.d]
            if step.anchored:
                out += merge(olds, news, self.world, anchored=True)
            else:
                out += self._step(olds, news, names.get(step, ""))
        heads = [child for child in old if child.tag in HEADS]
        tail = before.get(None, [])
        first = [child for child in heads if child.tag != w("sectPr")]
        last = [child for child in heads if child.tag == w("sectPr")]
        old[:] = [*first, *out, *tail, *last]

    def _item(self, node: Any, source: Source) -> Item:
        if node.tag == w("p"):
            section = node.find(f"{W}pPr/{W}sectPr") is not None
            return Item("p§" if section else "p", plain_text(node, source))
        if node.tag == w("tbl"):
            shape = columns(node) if plain_table(node) else canon(node, source.resolve)
            return Item(f"=table {shape}", _text(node))
        if node.tag == w("sdt"):
            return Item("=sdt", _text(node))
        return Item(f"other {canon(node, source.resolve)}", "")

    def _step(self, olds: Sequence[Any], news: Sequence[Any], move: str) -> list[Any]:
        first = (olds or news)[0]
        if move:
            return moved(first, self.world, state=DEL if olds else INS, name=move)
        return list(WRITERS.get(first.tag, Body._other)(self, olds, news))

    def _move_names(self, pairs: list[tuple[int, int]], steps: list[Step]) -> dict[Step, str]:
        """两头都还在的移动，各起一个名字。"""
        removed = {step.a: step for step in steps if step.kind is Kind.REMOVED}
        added = {step.c: step for step in steps if step.kind is Kind.ADDED}
        names = {}
        for i, j in pairs:
            if i in removed and j in added:
                self._moves += 1
                names[removed[i]] = names[added[j]] = f"move{self._moves}"
        return names

    def _paragraphs(self, olds: Sequence[Any], news: Sequence[Any]) -> list[Any]:
        if len(olds) == len(news) == 1 and self._same(olds[0], news[0]):
            self.world.pen.near(olds[0])
            return [olds[0]]
        return merge(olds, news, self.world)

    def _same(self, old: Any, new: Any) -> bool:
        there = canon(old, self.world.old.resolve)
        return there == canon(new, self.world.new.resolve) and not _noted(old)

    def _table(self, olds: Sequence[Any], news: Sequence[Any]) -> list[Any]:
        if not olds or not news:
            return [self._one_sided(one, DEL if olds else INS) for one in (*olds, *news)]
        old, new = olds[0], news[0]
        if self._same(old, new):
            return [old]
        self._table_rows(old, new)
        if self.world.pen.formatting:
            retouch(old, new, self.world.pen, ("tblPr", "tblGrid"))
        return [old]

    def _table_rows(self, old: Any, new: Any) -> None:
        theres, heres = rows(old), rows(new)
        items = [
            [Item(f"=row {cell_structure(row)}", _text(row)) for row in side]
            for side in (theres, heres)
        ]
        out = []
        for step in align(*items):
            if step.kind in {Kind.SAME, Kind.CHANGED}:
                out.append(self._row(theres[step.a], heres[step.c]))
            else:
                state = DEL if step.kind is Kind.REMOVED else INS
                out.append(self._one_sided((theres[step.a : step.b] or heres[step.c :])[0], state))
        settle_row(old, out)

    def _row(self, old: Any, new: Any) -> Any:
        if self._same(old, new):
            return old
        for there, here in zip(old.findall(w("tc")), new.findall(w("tc")), strict=True):
            if not self._same(there, here):
                self.merge(there, here)
                if self.world.pen.formatting:
                    retouch(there, here, self.world.pen, ("tcPr",))
        if self.world.pen.formatting:
            retouch(old, new, self.world.pen, ("trPr",))
        return old

    def _one_sided(self, node: Any, state: str) -> Any:
        """整张表、整行、整个控件删去或增加。"""
        copied = node if state == DEL else deepcopy(node)
        for row in list(copied.iter(w("tr"))):
            mark_row(row, state, self.world.pen)
        for paragraph in list(copied.iter(w("p"))):
            self._paragraph_inside(paragraph, state, boxed=copied)
        return copied

    def _paragraph_inside(self, paragraph: Any, state: str, *, boxed: Any) -> None:
        above: set[str] = set()
        for one in paragraph.iterancestors():
            above.add(one.tag)
            if one is boxed:
                break
        if w("r") in above:
            return
        side = ([paragraph], []) if state == DEL else ([], [paragraph])
        written = merge(*side, self.world)[0]
        if above & {w("tc"), w("tr")}:
            _unstamp(written)
        paragraph.getparent().replace(paragraph, written)

    def _control(self, olds: Sequence[Any], news: Sequence[Any]) -> list[Any]:
        if not olds or not news:
            return [self._one_sided(one, DEL if olds else INS) for one in (*olds, *news)]
        there, here = (one.find(w("sdtContent")) for one in (olds[0], news[0]))
        if there is not None and here is not None and not self._same(olds[0], news[0]):
            self.merge(there, here)
        return [olds[0]]

    def _other(self, olds: Sequence[Any], news: Sequence[Any]) -> list[Any]:
        return list(olds or [deepcopy(one) for one in news])


WRITERS: dict[str, Any] = {
    w("p"): Body._paragraphs,
    w("tbl"): Body._table,
    w("sdt"): Body._control,
}


def _blocks(container: Any) -> list[Any]:
    return [child for child in kids(container) if child.tag not in HEADS]


def _leads(container: Any, blocks: Sequence[Any]) -> dict[Any, list[Any]]:
    """块与块之间不占地方的标记，跟着后面那一块。"""
    known = set(blocks)
    found: dict[Any, list[Any]] = {}
    waiting: list[Any] = []
    for child in container:
        if child in known:
            found[child], waiting = waiting, []
        elif child.tag not in HEADS:
            waiting.append(child)
    found[None] = waiting
    return found


def _text(node: Any) -> str:
    return "\t".join(
        "".join(one.text or "" for one in paragraph.iter(w("t"))) for paragraph in node.iter(w("p"))
    )


def _noted(node: Any) -> bool:
    """有附注的要看附注里的字，不能只看写法。"""
    return next(node.iter(w("footnoteReference"), w("endnoteReference")), None) is not None


def _unstamp(paragraph: Any) -> None:
    """格里的段落标记跟着行走，自己不标。"""
    look = paragraph.find(f"{W}pPr/{W}rPr")
    for node in list(look if look is not None else ()):
        if node.tag in {w("ins"), w("del")}:
            look.remove(node)
    if look is not None and not len(look):
        look.getparent().remove(look)
