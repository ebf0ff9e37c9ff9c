"""比：两份读好的文件，一块一块对齐，一词一词找不同。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sanban.engine.compare.align import Item, Kind, Step, align
from sanban.engine.compare.blocks import Block, Manner, blocks, manner_of
from sanban.engine.compare.changes import Category, Change, Comparison, Row, RowKind
from sanban.engine.compare.looks import look_change, look_changes
from sanban.engine.compare.numbers import changed_number
from sanban.engine.compare.words import Piece, diff
from sanban.engine.read import Physical

CONTEXT = 8
Found = tuple[list[Row], list[Change]]


def compare(old: Physical, new: Physical) -> Comparison:
    """比两份读好的文件；修订按全部接受来看，段首段尾的空白和空段不比。"""
    manner = manner_of(old, new)
    page = _Page(blocks(old, manner), blocks(new, manner), manner)
    for step in page.steps:
        page.take(step)
    page.changes += look_changes(page.pairs)
    notes = [f"旧稿：{note}" for note in old.notes] + [f"新稿：{note}" for note in new.notes]
    return Comparison(old.name, new.name, tuple(page.changes), tuple(page.rows), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Sides:
    """一步的两边。"""

    old: Sequence[Block]
    new: Sequence[Block]

    @property
    def old_place(self) -> str:
        return _named(self.old)

    @property
    def new_place(self) -> str:
        return _named(self.new)


class _Page:
    """边走边记的改动和各行。"""

    def __init__(self, old: Sequence[Block], new: Sequence[Block], manner: Manner) -> None:
        self.old, self.new, self.manner = old, new, manner
        # 认得表格的，也就读得出样子
        self.styled = manner.tables
        self.steps = align([one.item for one in old], [one.item for one in new])
        self.rows: list[Row] = []
        self.changes: list[Change] = []
        self.pairs: list[tuple[Block, Block]] = []

    def take(self, step: Step) -> None:
        """走一步。"""
        sides = _Sides(self.old[step.a : step.b], self.new[step.c : step.d])
        if step.partner is not None:
            self._move(step, sides)
        elif step.kind is Kind.SAME:
            self._keep(sides)
        elif step.kind is Kind.CHANGED:
            self._change(sides)
        else:
            self._alone(step, sides)

    def _keep(self, sides: _Sides) -> None:
        old, new = sides.old[0], sides.new[0]
        if new.rows:
            cells = [tuple((Piece(cell, cell),) for cell in row) for row in new.rows]
            self.rows += [_row(RowKind.SAME, sides, row) for row in cells]
            return
        note = look_change(old.look, new.look) if self.styled else ""
        if self.styled:
            self.pairs.append((old, new))
        kind = RowKind.FORMAT if note else RowKind.SAME
        self.rows.append(_row(kind, sides, ((Piece(new.text, new.text),),), note))

    def _change(self, sides: _Sides) -> None:
        if sides.new[0].rows:
            self._table(sides)
            return
        glue = self.manner.glue
        pieces = diff(*(glue.join(one.text for one in side) for side in (sides.old, sides.new)))
        note = _regrouped(sides) if glue else ""
        if note:
            self.changes.append(Change(Category.WORDING, sides.new_place, note))
        self.changes += _piece_changes(pieces, sides.new_place)
        if self.styled and not note:
            # 只有一段对一段，样子才好比
            self.pairs.append((sides.old[0], sides.new[0]))
            note = look_change(sides.old[0].look, sides.new[0].look)
        same = all(piece.same for piece in pieces)
        kind = RowKind.SAME if same and not note else RowKind.CHANGED
        self.rows.append(_row(kind, sides, (pieces,), note))

    def _alone(self, step: Step, sides: _Sides) -> None:
        added = step.kind is Kind.ADDED
        block = (sides.new or sides.old)[0]
        what = "一张表" if block.rows else "一段"
        place = block.place if added else f"旧稿{block.place}"
        verb = "增加" if added else "删去"
        sentence = f"{verb}{what}“{block.text}”"
        self.changes.append(Change(Category.WORDING, place, sentence))
        kind = RowKind.ADDED if added else RowKind.REMOVED
        for row in block.rows or ((block.text,),):
            self.rows.append(_row(kind, sides, tuple(_one_sided(cell, added) for cell in row)))

    def _move(self, step: Step, sides: _Sides) -> None:
        other = self.steps[step.partner or 0]
        here = step.kind is Kind.ADDED
        if not here:
            target = self.new[other.c]
            note = f"移到新稿{target.place}"
            cells = _cells(sides.old[0], added=False)
            self.rows += [_row(RowKind.MOVED_AWAY, sides, row, note) for row in cells]
            return
        source, block = self.old[other.a], sides.new[0]
        note = f"由旧稿{source.place}移来"
        self.changes.append(Change(Category.WORDING, block.place, f"{note}“{block.text}”"))
        if block.rows or source.text == block.text:
            cells = _cells(block, added=True)
            self.rows += [_row(RowKind.MOVED_HERE, sides, row, note) for row in cells]
            return
        pieces = diff(source.text, block.text)
        self.changes += _piece_changes(pieces, block.place)
        self.rows.append(_row(RowKind.MOVED_HERE, sides, (pieces,), note))

    def _table(self, sides: _Sides) -> None:
        old, new = sides.old[0], sides.new[0]
        for step in align(_row_items(old), _row_items(new)):
            self._table_row(step, sides)

    def _table_row(self, step: Step, sides: _Sides) -> None:
        old, new = sides.old[0], sides.new[0]
        if step.kind in {Kind.SAME, Kind.CHANGED}:
            rows = zip_longest(old.rows[step.a], new.rows[step.c], fillvalue="")
            cells = tuple(diff(there, here) for there, here in rows)
            for column, pieces in enumerate(cells, 1):
                place = f"{new.place}第{step.c + 1}行第{column}列"
                self.changes += _piece_changes(pieces, place)
            self.rows.append(_row(RowKind(step.kind), sides, cells))
            return
        added = step.kind is Kind.ADDED
        row = new.rows[step.c] if added else old.rows[step.a]
        verb, number = ("增加", step.c) if added else ("删去", step.a)
        place = new.place if added else f"旧稿{old.place}"
        sentence = f"{verb}一行“{'　'.join(row)}”"
        self.changes.append(Change(Category.WORDING, f"{place}第{number + 1}行", sentence))
        cells = tuple(_one_sided(cell, added) for cell in row)
        self.rows.append(_row(RowKind(step.kind), sides, cells))


def _row_items(block: Block) -> list[Item]:
    return [Item("=row", "\t".join(row)) for row in block.rows]


def _cells(block: Block, *, added: bool) -> list[tuple[tuple[Piece, ...], ...]]:
    """整块移动的，两头都照原样摆。"""
    rows = block.rows or ((block.text,),)
    return [tuple(_one_sided(cell, added) for cell in row) for row in rows]


def _one_sided(text: str, added: bool) -> tuple[Piece, ...]:
    return (Piece("", text) if added else Piece(text, ""),)


def _row(kind: RowKind, sides: _Sides, cells: tuple[tuple[Piece, ...], ...], note: str = "") -> Row:
    table = any(one.rows for one in (*sides.old, *sides.new))
    return Row(kind, sides.old_place, sides.new_place, cells, note, table)


def _named(group: Sequence[Block]) -> str:
    if not group:
        return ""
    return group[0].place if len(group) == 1 else f"{group[0].place}到{group[-1].place}"


def _regrouped(sides: _Sides) -> str:
    """拆开、合并了的，说一句。"""
    many, more = len(sides.old), len(sides.new)
    if many == more == 1:
        return ""
    if many == 1:
        return f"旧稿{sides.old_place}分成{more}段"
    if more == 1:
        return f"旧稿{sides.old_place}并成一段"
    return f"旧稿{sides.old_place}重新分段"


def _piece_changes(pieces: Sequence[Piece], place: str) -> Iterator[Change]:
    for number, piece in enumerate(pieces):
        if piece.same or not (piece.old.strip("\n") or piece.new.strip("\n")):
            continue
        before = pieces[number - 1].new[-CONTEXT:] if number else ""
        after = pieces[number + 1].new[:CONTEXT] if number + 1 < len(pieces) else ""
        kind = changed_number(piece.old, piece.new)
        category = Category.NUMBERS if kind else Category.WORDING
        yield Change(category, place, _said(piece, kind), before, after)


def _said(piece: Piece, kind: str) -> str:
    old, new = piece.old.replace("\n", ""), piece.new.replace("\n", "")
    if not old:
        return f"增加{kind}“{new}”"
    if not new:
        return f"删去{kind}“{old}”"
    return f"{kind}由“{old}”改为“{new}”" if kind else f"“{old}”改为“{new}”"
