"""Excel 台账的读写：一张表就是几列；读时报出哪一行哪一列不对，写时可把不对的地方标出来。"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sanban.core.errors import Refused
from sanban.core.excel import Book, BookSheet, new_book
from sanban.engine.read.sheets import Sheet, SheetUnread, read_sheets

LIMIT_BYTES = 5 * 1024 * 1024
LIMIT_UNPACKED = 60 * 1024 * 1024
LIMIT_ROWS = 3000
HEADING_ROWS = 5
MOST_MERGED = 5000
FAULTS = "问题"
UNREADABLE = "这个文件打不开，请用“下载模板”得到的 Excel 表填写，另存为 xlsx 再上传。"
TOO_BIG = "文件太大；台账一般不到 1 兆，请只留要导入的那张表。"


@dataclass(frozen=True, slots=True)
class Column:
    """一列：表头、代号、必不必填、宽几个字、模板里的填法说明。"""

    heading: str
    code: str
    required: bool = False
    width: int = 12
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """一种台账：名称和各列。

    :param same: 别的叫法 → 本台账的表头。
    :param left_out: 可以有、但不读的列。
    :param is_lenient: 别处来的表也收：不认得的列不读，合并的格每格照填，重印的表头略过。
    """

    title: str
    columns: tuple[Column, ...]
    same: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    is_lenient: bool = False

    def bare(self, heading: str) -> str:
        """表头去掉星号和空白，别的叫法换成本台账的。"""
        plain = "".join(heading.replace("*", "").replace("＊", "").split())
        return self.same.get(plain, plain)

    def heading_of(self, code: str) -> str:
        """某列的表头。"""
        return next(column.heading for column in self.columns if column.code == code)


@dataclass(frozen=True, slots=True)
class Row:
    """读出的一行：在文件里是第几行，各列的字。"""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, code: str) -> str:
        return self.cells.get(code, "")


@dataclass(frozen=True, slots=True)
class Fault:
    """一处不对：第几行、哪一列（代号，空为整行）、怎么不对和怎么改。"""

    number: int
    code: str
    said: str


@dataclass(frozen=True, slots=True)
class Table:
    """读出的整张表，读的时候就看出的不对，没有读的列。"""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    unread: tuple[str, ...] = ()


def read_table(data: bytes, layout: Layout, *, most: int = LIMIT_ROWS) -> Table:
    """读第一张工作表；表头可以在前五行里，列的先后不拘。

    :param most: 至多几行。
    :raises Refused: 打不开、太大、没有表头、行数太多。
    """
    sheet = _open(data)
    lines = sheet.rows
    if layout.is_lenient:
        _fill_merged(lines, sheet)
        return table_of(lines, layout, most=most)
    table = table_of(lines, layout, most=most)
    return replace(table, faults=(*table.faults, *_merged(sheet, heading_place(lines, layout))))


def table_of(lines: Sequence[Sequence[str]], layout: Layout, *, most: int = LIMIT_ROWS) -> Table:
    """从一格格的字里找到表头，读出各行；Word 里的表也走这里。

    :raises Refused: 没有表头、没有内容、行数太多。
    """
    place = heading_place(lines, layout)
    codes = _codes(lines[place], layout)
    rows = tuple(
        Row(number, {code: cell for code, cell in zip(codes, line, strict=False) if code})
        for number, line in enumerate(lines[place + 1 :], start=place + 2)
        if any(line) and not (layout.is_lenient and _repeats(line, lines[place]))
    )
    if not rows:
        raise Refused("表里没有内容，请从表头下一行起填写。", code="empty")
    if len(rows) > most:
        raise Refused(f"一次至多导入 {most} 行，请分成几个文件。", code="too-many")
    return Table(
        rows, tuple(_heading_faults(lines[place], place, layout)), _unread(lines[place], codes)
    )


def _codes(line: Sequence[str], layout: Layout) -> list[str]:
    """各列的代号，不读的为空；别处来的表，同一栏有几列的，先认名称一样的，再认先出现的。"""
    columns = {column.heading: column.code for column in layout.columns}
    codes = [columns.get(layout.bare(cell), "") for cell in line]
    if not layout.is_lenient:
        return codes
    exact = {code: n for n, code in enumerate(codes) if code and layout.heading_of(code) == line[n]}
    first = {code: n for n, code in reversed(list(enumerate(codes)))} | exact
    return [code if first.get(code) == n else "" for n, code in enumerate(codes)]


def _unread(line: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell for cell, code in zip(line, codes, strict=True) if cell and not code)


def _repeats(line: Sequence[str], head: Sequence[str]) -> bool:
    """又印了一遍表头，或者是两行表头的下一行。"""
    filled = [pair for pair in zip(line, head, strict=False) if pair[0]]
    return 2 * sum(one == other for one, other in filled) >= len(filled)


def _fill_merged(lines: list[list[str]], sheet: Sheet) -> None:
    """合并的格，每格都填上左上角那一格的字。"""
    for (top, left), (bottom, right) in sheet.merged[:MOST_MERGED]:
        for line in lines[top : bottom + 1]:
            line[left : right + 1] = [lines[top][left]] * len(line[left : right + 1])


def _open(data: bytes) -> Sheet:
    if len(data) > LIMIT_BYTES or _unpacked(data) > LIMIT_UNPACKED:
        raise Refused(TOO_BIG, code="too-big")
    try:
        found = read_sheets(data, is_first_only=True)
    except SheetUnread as fault:
        said = TOO_BIG if fault.code == "too-big" else UNREADABLE
        raise Refused(said, code=fault.code) from fault
    if not found:
        raise Refused(UNREADABLE, code="unreadable")
    return found[0]


def _unpacked(data: bytes) -> int:
    if not data.startswith(b"PK"):
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise Refused(UNREADABLE, code="unreadable") from fault


def heading_place(lines: Sequence[Sequence[str]], layout: Layout) -> int:
    """表头在第几行，从 0 数。

    :raises Refused: 前五行里没有。
    """
    known = {column.heading for column in layout.columns}
    score = [len(known.intersection(map(layout.bare, line))) for line in lines[:HEADING_ROWS]]
    if not score or max(score) < 2:
        wanted = "、".join(column.heading for column in layout.columns)
        said = f"没有找到表头。表头应有：{wanted}；请用“下载模板”得到的表填写。"
        raise Refused(said, code="no-heading")
    return score.index(max(score))


def _heading_faults(line: Sequence[str], place: int, layout: Layout) -> list[Fault]:
    found = [layout.bare(cell) for cell in line if not cell.startswith(FAULTS)]
    known = {column.heading for column in layout.columns}.union(layout.left_out)
    number = place + 1
    said = [
        f"表头缺“{column.heading}”一列，请补上。"
        for column in layout.columns
        if column.required and column.heading not in found
    ]
    odd = [] if layout.is_lenient else found
    said += [f"表头“{one}”不认得，请删去或改正。" for one in odd if one and one not in known]
    twice = dict.fromkeys(one for one in odd if one and found.count(one) > 1)
    said += [f"表头“{one}”出现了两次，请删去一列。" for one in twice]
    return [Fault(number, "", one) for one in said]


def _merged(sheet: Sheet, place: int) -> list[Fault]:
    said = "有合并的单元格，读不准是哪一行的；请取消合并，每行都填上。"
    return [Fault(first[0] + 1, "", said) for first, last in sheet.merged if last[0] >= place]


def write_table(
    layout: Layout, rows: Iterable[Row], *, faults: Sequence[Fault] = (), is_template: bool = False
) -> bytes:
    """写成 xlsx：表头一行，一行一条；有不对的，格子涂红，末列写明问题。"""
    buffer = io.BytesIO()
    with new_book(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(layout.title)
        looks = _Looks(book)
        _write_headings(sheet, layout, looks, with_faults=bool(faults))
        told = _by_row(faults)
        for place, row in enumerate(rows, start=1):
            _write_row(sheet, place, (layout, row, told.get(row.number, [])), looks)
        if is_template:
            _write_hints(book, layout, looks)
    return buffer.getvalue()


class _Looks:
    """几种格子的样子。"""

    def __init__(self, book: Book) -> None:
        base = {"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
        self.head = book.add_format({**base, "bold": True, "bg_color": "#FAF8F5"})
        self.plain = book.add_format(base)
        self.wrong = book.add_format({**base, "bg_color": "#F6CFCB", "font_color": "#A81E1C"})


def _write_headings(sheet: BookSheet, layout: Layout, looks: _Looks, *, with_faults: bool) -> None:
    for place, column in enumerate(layout.columns):
        star = "*" if column.required else ""
        sheet.set_column(place, place, column.width, looks.plain)
        sheet.write_string(0, place, column.heading + star, looks.head)
    if with_faults:
        sheet.set_column(len(layout.columns), len(layout.columns), 60)
        sheet.write_string(0, len(layout.columns), FAULTS, looks.wrong)
    sheet.freeze_panes(1, 0)


def _by_row(faults: Sequence[Fault]) -> dict[int, list[Fault]]:
    told: dict[int, list[Fault]] = {}
    for fault in faults:
        told.setdefault(fault.number, []).append(fault)
    return told


def _write_row(
    sheet: BookSheet,
    place: int,
    one: tuple[Layout, Row, list[Fault]],
    looks: _Looks,
) -> None:
    layout, row, faults = one
    wrong = {fault.code for fault in faults}
    for number, column in enumerate(layout.columns):
        look = looks.wrong if column.code in wrong else looks.plain
        sheet.write_string(place, number, row[column.code], look)
    if faults:
        said = "\n".join(fault.said for fault in faults)
        sheet.write_string(place, len(layout.columns), said, looks.wrong)


def _write_hints(book: Book, layout: Layout, looks: _Looks) -> None:
    sheet = book.add_worksheet("填写说明")
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 70)
    for place, column in enumerate(layout.columns):
        sheet.write_string(place, 0, column.heading, looks.head)
        must = "必填。" if column.required else ""
        sheet.write_string(place, 1, must + column.hint, looks.plain)
