"""台账导出：栏目照纸质的，版面照 A3 横排，字不成公式，十万行也不多占内存。"""

import io
import re
import tracemalloc
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import load_workbook

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.supervision.models import Milestone, SupervisedItem
from sanban.supervision.services import exporting
from sanban.supervision.services.exporting import COLUMNS, Paper, export_xlsx, write_ledger
from sanban.supervision.services.forms import ItemForm
from sanban.supervision.services.initiating import initiate

HEADINGS = (
    "序号 督办编号 来源 依据 事项内容 任务目标 牵头单位 责任人 协办单位 包抓领导 立项日期 交办日期"
    " 签收日期 完成时限 阶段节点 进展情况 完成率 存在问题 下步措施 催办次数 亮灯 办结申请日期"
    " 核查意见 办结日期 销号人 回头看结果 归档号"
)


@pytest.fixture
def item(cast, now):
    form = ItemForm(
        title="=1+1",
        source="C",
        mission="更换管网 12 公里",
        milestones=((date(2026, 10, 31), "完成招标"),),
        lead_org=cast.water,
        owner_name="赵学军",
        assist_orgs=(cast.finance,),
        leader=cast.deputy,
        due_on=date(2026, 12, 31),
    )
    return initiate(form, by=cast.supervisor, now=now)


def exported(cast, now, **given):
    out = io.BytesIO()
    rows = SupervisedItem.objects.in_ledger_order()
    export_xlsx(rows, out, scope="2026年", by=cast.supervisor, now=now, **given)
    return out


def sheet_of(out):
    return load_workbook(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()


def test_the_columns_are_the_paper_ones_in_the_paper_order():
    assert " ".join(column.heading for column in COLUMNS) == HEADINGS


def test_a_row_says_what_the_record_says(cast, now, item):
    Milestone.objects.update(done_on=date(2026, 10, 30))
    codes = {item.pk: "Z109-WS·2026-D30-0001"}
    title, note, head, row = sheet_of(exported(cast, now, archived=lambda ids: codes))
    assert title[0] == "演示县人民政府办公室督办台账"
    assert "2026年" in note[0] and "方弦" in note[-7]
    found = dict(zip(head, row, strict=True))
    assert (found["序号"], found["来源"], found["牵头单位"]) == ("1", "会议议定", "县水务局")
    assert found["阶段节点"] == "2026-10-31 完成招标（已完成）"
    assert (found["完成时限"], found["完成率"]) == ("2026-12-31", "0%")
    assert (found["亮灯"], found["归档号"]) == ("正常", codes[item.pk])
    assert found[exporting.MARK] == f"{item.pk}.{item.edition}"


def test_words_never_become_a_formula(cast, now, item):
    with zipfile.ZipFile(exported(cast, now)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in page and "=1+1" in page


def test_it_prints_on_a3_landscape_with_the_heads_on_every_page(cast, now, item):
    with zipfile.ZipFile(exported(cast, now)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
        book = package.read("xl/workbook.xml").decode()
    assert 'paperSize="8"' in page and 'orientation="landscape"' in page
    assert "$1:$3" in book and "Print_Titles" in book
    assert 'ySplit="3"' in page and 'state="frozen"' in page
    assert '<mergeCell ref="A1:AA1"/>' in page
    assert re.search(r'<col min="28" max="28"[^>]*hidden="1"', page)
    assert "方弦" in page.split("<oddFooter>")[1]


def test_an_export_leaves_a_trace(cast, now, item):
    exported(cast, now)
    assert AuditLog.objects.get(act="supervision.export").detail == "1 行"


def test_too_many_are_refused(cast, now, item, monkeypatch):
    monkeypatch.setattr(exporting, "MOST", 0)
    with pytest.raises(Refused, match="请按年度"):
        exported(cast, now)


def test_the_queries_do_not_grow_with_the_rows(cast, now, item):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            exported(cast, now)
        counts.append(len(caught))
        for n in range(30):
            form = ItemForm(title=f"事项{n}", source="C", lead_org=cast.water)
            initiate(form, by=cast.supervisor, now=now)
    assert counts[0] == counts[1] <= 6


def test_many_rows_are_written_without_holding_them_in_memory():
    row = dict.fromkeys([column.code for column in COLUMNS] + ["mark"], "字" * 20)
    paper = Paper(title="台账", office="办", range="", printed="")
    peaks = []
    for count in (1_000, 4_000):
        tracemalloc.start()
        write_ledger((row for _ in range(count)), io.BytesIO(), paper=paper)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.3


def test_a_row_of_nothing_is_nothing():
    assert list(exporting.ledger_rows([], None)) == []
