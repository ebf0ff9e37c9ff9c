"""网页：单独一个文件，上面是单子，下面旧新两边并排；没有脚本，能打印。"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from sanban.engine.compare.changes import Category, Comparison, Row, RowKind
from sanban.engine.compare.summary import around, clipped, notes, totals
from sanban.engine.compare.words import Piece

STYLE = (Path(__file__).parent / "page.css").read_text("utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
KEY = "<span><del>删去的</del></span><span><ins>增加的</ins></span>相同的段落收起来了，点开可看。"
FOLDED = 5
"""相同的行连着超过这么多，就收起来。"""
Side = tuple[str, tuple[str, ...]]


def page(comparison: Comparison) -> str:
    """写成整张网页。"""
    return "".join(_page(comparison))


def _page(comparison: Comparison) -> Iterator[str]:
    title = f"比对：{escape(comparison.new_name)}"
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    yield "<h1>文稿比对</h1>\n"
    for name, file in (("旧稿", comparison.old_name), ("新稿", comparison.new_name)):
        opening = '<dl class="files">' if name == "旧稿" else ""
        yield f"{opening}<div><dt>{name}</dt><dd>{escape(file)}</dd></div>"
    state = "total same" if comparison.same else "total"
    yield f'</dl>\n<p class="{state}">{escape(totals(comparison))}</p>\n'
    yield from _lists(comparison)
    yield from _sides(comparison.rows)
    told = "".join(f"<li>{escape(note)}</li>" for note in notes(comparison))
    yield f'<ul class="notes">{told}</ul>\n</body>\n</html>\n'


def _lists(comparison: Comparison) -> Iterator[str]:
    for category in Category:
        changes = comparison.of(category)
        if not changes:
            continue
        yield f"<h2>{category}（{len(changes)} 处）</h2>\n<ol>\n"
        for change in changes:
            beside = around(change)
            where = f' <span class="where">（{escape(beside)}）</span>' if beside else ""
            place = f'<span class="place">{escape(change.place)}</span>'
            yield f"<li>{place}：{escape(clipped(change.sentence))}{where}</li>\n"
        yield "</ol>\n"


def _sides(rows: Sequence[Row]) -> Iterator[str]:
    yield f'<h2>全文</h2>\n<p class="quiet key">{KEY}</p>\n'
    yield '<table class="sides"><thead><tr><th>旧稿</th><th>新稿</th></tr></thead>\n<tbody>\n'
    for folded, found in _batches(rows):
        yield from _folded(found) if folded else _rows(found)
    yield "</tbody></table>\n"


def _batches(rows: Sequence[Row]) -> Iterator[tuple[bool, list[Row]]]:
    """要收起来的和要摆出来的；摆出来的前后连着。"""
    waiting: list[Row] = []
    for same, group in groupby(rows, key=lambda row: row.kind is RowKind.SAME):
        found = list(group)
        if not same or len(found) <= FOLDED:
            waiting += found
            continue
        if waiting:
            yield False, waiting
        yield True, found
        waiting = []
    if waiting:
        yield False, waiting


def _folded(rows: list[Row]) -> Iterator[str]:
    """只露一头一尾，中间的收起来。"""
    middle = rows[1:-1]
    yield from _rows(rows[:1])
    yield '<tr><td class="fold" colspan="2"><details>'
    yield f"<summary>中间 {len(middle)} 行相同</summary>"
    yield '<table class="sides"><tbody>'
    yield from _rows(middle)
    yield "</tbody></table></details></td></tr>\n"
    yield from _rows(rows[-1:])


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    """一行一行；同一张表挨着的几行画在一张表里。"""
    for key, group in groupby(rows, key=_table_key):
        found = list(group)
        for batch in [found] if key else [[row] for row in found]:
            yield _line(batch)


def _table_key(row: Row) -> tuple[str, str] | None:
    return (row.old_place, row.new_place) if row.table else None


ONE_SIDED = {RowKind.REMOVED: 0, RowKind.MOVED_AWAY: 0, RowKind.ADDED: 1, RowKind.MOVED_HERE: 1}


def _line(rows: list[Row]) -> str:
    first = rows[0]
    state = "same" if all(row.kind is RowKind.SAME for row in rows) else "changed"
    sides = (
        _side(rows, first.old_place, new=False),
        _side(rows, first.new_place, new=True),
    )
    return f'<tr class="{state}">{"".join(sides)}</tr>\n'


def _side(rows: list[Row], place: str, *, new: bool) -> str:
    first = rows[0]
    if ONE_SIDED.get(first.kind, new) != new and not place:
        return '<td class="none"></td>'
    note = f'<span class="note">{escape(first.note)}</span>' if first.note else ""
    shown = note if new or first.kind is RowKind.MOVED_AWAY else ""
    small = f"<small>{escape(place)} {shown}</small>"
    if _table_key(first) is None:
        return f"<td>{small}<p>{_pieces(first.cells[0], new)}</p></td>"
    lines = "".join(f"<tr>{_cells(row, new)}</tr>" for row in rows)
    return f'<td>{small}<table class="cells">{lines}</table></td>'


def _cells(row: Row, new: bool) -> str:
    if row.kind in ONE_SIDED and ONE_SIDED[row.kind] != new:
        return f'<td class="none" colspan="{len(row.cells)}">　</td>'
    return "".join(f"<td>{_pieces(cell, new)}</td>" for cell in row.cells)


def _pieces(pieces: Sequence[Piece], new: bool) -> str:
    tag = "ins" if new else "del"
    told = []
    for piece in pieces:
        text = escape(piece.new if new else piece.old)
        told.append(text if piece.same or not text else f"<{tag}>{text}</{tag}>")
    return "".join(told)
