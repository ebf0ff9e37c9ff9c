"""读表格：在单独的进程里读；写坏的、大得离奇的表，只说读不了，网页进程照旧。"""

import zipfile
from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from sanban.engine.read.sheets import Sheet, SheetUnread, read_sheets


def made(cells, *, merged=""):
    """一份 XLSX：（行、列、值）写在第一张表，另有一张空表。"""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        book.add_worksheet("空")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, column, value in cells:
            look = day if isinstance(value, date) else None
            sheet.write(row, column, value, look)
        if merged:
            sheet.merge_range(merged, "合")
    return out.getvalue()


def test_every_kind_of_cell_becomes_words():
    cells = [(0, 0, " 单位 "), (1, 1, 3.0), (1, 2, 2.5), (2, 0, date(2026, 9, 16))]
    sheet, empty = read_sheets(made(cells))
    assert sheet.rows == [["单位", "", ""], ["", "3", "2.5"], ["2026-09-16", "", ""]]
    assert empty == Sheet("空", [], ())


def test_merged_cells_are_told():
    (sheet,) = read_sheets(made([(0, 0, "甲")], merged="B2:C3"), is_first_only=True)
    assert sheet.merged == (((1, 1), (2, 2)),)


def test_only_the_first_rows_are_read_when_asked():
    sheet, _ = read_sheets(made([(n, 0, str(n)) for n in range(9)]), rows=3)
    assert [row[0] for row in sheet.rows] == ["0", "1", "2"]


def test_one_cell_in_the_far_corner_does_not_end_this_process():
    with pytest.raises(SheetUnread) as caught:
        read_sheets(made([(0, 0, "甲"), (1_048_575, 16_383, "乙")]))
    assert caught.value.code == "too-big"


def test_a_cell_far_below_is_too_big_but_its_head_can_be_read():
    data = made([(0, 0, "甲"), (1_000_000, 20, "乙")])
    with pytest.raises(SheetUnread):
        read_sheets(data)
    assert read_sheets(data, rows=2)[0].rows[0][0] == "甲"


@pytest.mark.parametrize("data", [b"", b"junk", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_sheet_is_said_so(data):
    with pytest.raises(SheetUnread) as caught:
        read_sheets(data)
    assert caught.value.code == "unreadable"


def test_a_word_out_of_the_table_of_words_is_no_crash():
    out = BytesIO()
    source = zipfile.ZipFile(BytesIO(made([(0, 0, "甲")])))
    with zipfile.ZipFile(out, "w") as package:
        for name in source.namelist():
            part = source.read(name)
            package.writestr(name, part.replace(b"<v>0</v>", b"<v>4294967295</v>"))
    try:
        assert read_sheets(out.getvalue())
    except SheetUnread as fault:
        assert fault.code == "unreadable"
