"""督办清单几页的测试用：一次待确认的导入，一张改好待收的台账，一个专班和它的两件旧事项。"""

import io

import pytest
import xlsxwriter
from python_calamine import load_workbook

from sanban.files.services.guards import Upload
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services import campaigns, importing, taking_back
from sanban.supervision.services.campaigns import CampaignForm
from sanban.supervision.services.exporting import export_xlsx
from sanban.supervision.services.importing import Choices

HEADS = ("事项内容", "来源", "牵头单位", "责任人", "完成时限", "督办编号", "立项日期", "办结日期")
GOOD = ("改造东区供水管网", "会议议定", "县水务局", "赵学军", "2026-12-31")
BAD = ("修路", "天上掉的", "月球局", "甲", "月底")


def list_xlsx(*rows):
    """一张清单的 Excel。"""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for n, row in enumerate([HEADS, *rows]):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def old(n):
    """清单里一件已经销号的旧事项。"""
    days = (f"督字〔2019〕{n}号", "2019-03-01", "2019-06-20")
    return (f"修好第{n}座桥", "领导批示", "县水务局", "甲", "", *days)


def plan(cast, now, *rows, **choices):
    """核对一张清单。"""
    upload = Upload("清单.xlsx", list_xlsx(*rows))
    return importing.plan_run(upload, Choices(**choices), by=cast.supervisor, now=now)


@pytest.fixture
def import_run(cast, real_now):
    return plan(cast, real_now, GOOD, BAD)


@pytest.fixture
def campaign(cast, real_now):
    form = CampaignForm(name="批示件回头看专班", purpose="逐件核实", head=cast.deputy)
    made = campaigns.open_campaign(form, by=cast.supervisor, now=real_now)
    run = plan(cast, real_now, old(1), old(2), campaign=made.pk)
    importing.confirm(run, by=cast.supervisor, now=real_now)
    importing.carry_on(run.pk, now=real_now)
    return made


@pytest.fixture
def back_xlsx(cast, real_now, import_run):
    """导出的台账，改了一格进展。"""
    importing.confirm(import_run, by=cast.supervisor, now=real_now)
    importing.carry_on(import_run.pk, now=real_now)
    out = io.BytesIO()
    rows = SupervisedItem.objects.all()
    export_xlsx(rows, out, scope="", by=cast.supervisor, now=real_now)
    lines = load_workbook(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()
    lines[3][lines[2].index("进展情况")] = "完成招标"
    changed = io.BytesIO()
    with xlsxwriter.Workbook(changed) as book:
        sheet = book.add_worksheet()
        for n, line in enumerate(lines):
            sheet.write_row(n, 0, line)
    return changed.getvalue()


@pytest.fixture
def back_run(cast, real_now, back_xlsx):
    upload = Upload("台账.xlsx", back_xlsx)
    return taking_back.plan_back(upload, by=cast.supervisor, now=real_now)
