"""登记簿：筛选、导出、导入。"""

import io
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from sanban.core.errors import Refused
from sanban.core.workdays import Calendar
from sanban.documents import services
from sanban.documents.models import BookFilter, Incoming
from sanban.documents.services.book import COLUMNS, book_rows
from sanban.matters.models import MatterState, Todo
from tests.documents.conftest import form
from tests.documents.test_handling import go

HEADINGS = ["收文号", "收文日期", "来文单位", "来文字号", "标题", "紧急程度", "办结日期"]
GOOD = [
    "〔2026〕0007",
    "2026-03-02",
    "演示市财政局",
    "演财〔2026〕5号",
    "关于预算的通知",
    "加急",
    "2026-03-20",
]
OPEN = ["", "2026/3/5", "演示市水务局", "", "关于汛期值守的函", "", ""]


def sheet_of(rows, headings=HEADINGS, merge=""):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["2026 年收文登记簿"])
        for number, row in enumerate([headings, *rows], start=1):
            sheet.write_row(number, 0, row)
        if merge:
            sheet.merge_range(merge, "合并")
    return out.getvalue()


def cells(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def book(now, **chosen):
    return Incoming.objects.book(BookFilter(**chosen), now=now, calendar=Calendar())


@pytest.fixture
def three(cast, now):
    made = [
        form(urgency="high"),
        form(title="关于汛期值守的函", sender_name="演示市水务局",
             sender_number="演水函〔2026〕3号", nature="read_item"),
        form(title="=HYPERLINK(1)", sender_name="演示市财政局", sender_number="演财〔2026〕9号",
             due_on=date(2026, 9, 16)),
    ]  # fmt: skip
    return [services.register(None, one, by=cast.clerk, now=now) for one in made]


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        ({}, [3, 2, 1]),
        ({"year": 2025}, []),
        ({"year": 2026, "month": 9}, [3, 2, 1]),
        ({"year": 2026, "month": 12}, []),
        ({"sender": "水务"}, [2]),
        ({"urgency": "high"}, [1]),
        ({"nature": "read_item"}, [2]),
        ({"stage": "propose"}, [3, 2, 1]),
        ({"light": "near"}, [3, 1]),
        ({"light": "late"}, []),
        ({"text": "汛期"}, [2]),
        ({"text": "演财"}, [3]),
        ({"text": "2"}, [3, 2, 1]),
    ],
)
def test_filters_the_book(three, now, chosen, numbers):
    assert [row.receipt_no for row in book(now, **chosen)] == numbers


def test_the_book_needs_one_query(three, now, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [row.matter.title for row in book(now)]


def test_export_has_the_columns_and_never_a_formula(cast, three, now):
    go(three[0].matter, "to_leaders", cast.director, now, "呈县长", people=(cast.mayor,))
    data = services.export_xlsx(book(now), title="2026 年收文登记簿", by=cast.clerk, now=now)
    rows = cells(data)
    assert rows[0][0] == "2026 年收文登记簿"
    assert rows[1] == [column.heading for column in COLUMNS]
    assert rows[2][4] == "=HYPERLINK(1)"
    assert rows[4][13] == "周明远：呈县长"


def test_export_costs_the_same_queries_for_many(three, now, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert len(list(book_rows(book(now)))) == 3


def test_imports_old_rows_with_their_numbers(cast, now):
    report = services.plan_import(sheet_of([GOOD, OPEN]), by=cast.clerk, now=now)
    assert report.is_ready
    assert not Incoming.objects.exists()
    assert services.apply_import(report.table, by=cast.clerk, now=now) == 2
    old = Incoming.objects.get(receipt_no=7)
    assert old.matter.state == MatterState.DONE
    later = Incoming.objects.get(receipt_no=8)
    assert later.matter.stage == "register"
    assert Todo.objects.desk_of(cast.clerk).count() == 1


def test_headings_may_have_other_names_and_order(cast, now):
    headings = ["文件标题", "来文机关", "备注", "来文日期", "文 号"]
    row = ["关于预算的通知", "演示市财政局", "随便", "2026年3月2日", "演财〔2026〕5号"]
    report = services.plan_import(sheet_of([row], headings), by=cast.clerk, now=now)
    assert report.is_ready
    assert report.lines[0].form.sender_number == "演财〔2026〕5号"


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (1, "昨天", "2026-09-16 的样子"),
        (1, "2027-01-01", "不能晚于现在"),
        (2, "", "没有填来文单位"),
        (4, "", "没有填标题"),
        (5, "火急", "特急、加急、平急"),
        (0, "甲", "不认得"),
        (0, "0001", "已经用了"),
        (3, "演应急[2026]036号", "已登记为〔2026〕0001号"),
    ],
)
def test_each_fault_is_told_by_row_and_nothing_is_saved(cast, incoming, now, column, value, said):
    row = [*GOOD]
    row[column] = value
    report = services.plan_import(sheet_of([OPEN, row]), by=cast.clerk, now=now)
    (fault,) = report.faults
    assert (fault.number, said in fault.said) == (4, True)
    with pytest.raises(Refused, match="第 4 行"):
        services.apply_import(report.table, by=cast.clerk, now=now)
    assert Incoming.objects.count() == 1
    assert any("问题" in str(cell) for cell in cells(services.faulty_xlsx(report))[0])


def test_the_same_row_twice_is_told(cast, now):
    report = services.plan_import(sheet_of([GOOD, GOOD]), by=cast.clerk, now=now)
    assert {fault.number for fault in report.faults} == {3, 4}


def test_merged_cells_are_told(cast, now):
    report = services.plan_import(sheet_of([GOOD, OPEN], merge="A3:A4"), by=cast.clerk, now=now)
    assert any("合并" in fault.said for fault in report.faults)


def test_wrong_headings_get_a_sentence(cast, now):
    with pytest.raises(Refused, match="没有找到表头"):
        services.plan_import(sheet_of([["1"]], ["甲"]), by=cast.clerk, now=now)


@pytest.mark.parametrize("data", [b"", b"not excel", b"PK\x03\x04"])
def test_what_is_no_workbook_gets_a_sentence(cast, now, data):
    with pytest.raises(Refused, match="打不开"):
        services.plan_import(data, by=cast.clerk, now=now)


def test_a_classified_row_stops_the_whole_import(cast, now):
    headings = [*HEADINGS, "密级"]
    with pytest.raises(Refused, match="第 3 行有国家秘密标志"):
        services.plan_import(sheet_of([[*GOOD, "机密"]], headings), by=cast.clerk, now=now)


def test_the_template_can_be_filled_and_imported(cast, now):
    heads = [str(cell).rstrip("*") for cell in cells(services.template_xlsx())[0]]
    assert {"收文号", "来文单位", "标题"} <= set(heads)
