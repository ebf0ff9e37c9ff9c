"""清单导入：认得各处的表，不对的说清，对的一批批立项；停了接着办，按两次只算一次。"""

import io
from datetime import date, timedelta

import pytest
import xlsxwriter
from docx import Document
from python_calamine import load_workbook

from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import Matter
from sanban.matters.services import Asked
from sanban.people.models import RoleHolding
from sanban.supervision.models import (
    ImportRun,
    SupervisedItem,
)
from sanban.supervision.services import importing
from sanban.supervision.services.forms import ItemForm
from sanban.supervision.services.importing import runs
from sanban.supervision.services.initiating import initiate
from tests.supervision.importing.lists import (
    GOOD,
    HEADS,
    faults,
    item_picture,
    many,
    plan,
    take,
)


def test_an_imported_row_is_the_same_as_one_typed_by_hand(cast, now):
    form = ItemForm(
        title=GOOD[0],
        source="C",
        mission=GOOD[2],
        roadmap=("完成招标", "分段施工", "通水验收"),
        milestones=((date(2026, 10, 31), "完成招标"), (date(2026, 11, 30), "完成施工 8 公里")),
        lead_org=cast.water,
        owner_name="赵学军",
        assist_orgs=(cast.finance,),
        leader=cast.deputy,
        due_on=date(2026, 12, 31),
    )
    typed = item_picture(initiate(form, by=cast.supervisor, now=now).pk)
    Matter.objects.update(title="别的")
    typed[1]["title"] = GOOD[0]
    take(cast, now, plan(cast, now, HEADS, [GOOD]))
    made = SupervisedItem.objects.order_by("-matter").first()
    assert item_picture(made.pk) == typed


def test_with_a_leader_chosen_they_go_on_to_approval_as_if_sent_one_by_one(cast, now):
    take(cast, now, plan(cast, now, HEADS, [GOOD]))
    first = SupervisedItem.objects.get()
    asked, choice = Asked(cast.supervisor, now), Choice(people=(cast.deputy,))
    matters.move(first.matter, "to_approve", asked=asked, choice=choice)
    sent = item_picture(first.pk)
    Matter.objects.update(title="别的")
    sent[1]["title"] = GOOD[0]
    take(cast, now, plan(cast, now, HEADS, [GOOD], approver=cast.deputy.pk))
    made = SupervisedItem.objects.order_by("-matter").first()
    assert item_picture(made.pk) == sent


def test_wrong_rows_are_left_out_and_come_back_as_a_sheet(cast, now):
    bad = ("修路", "天上掉的", *GOOD[2:4], "月球局", "甲", "", "郑国平", "月底", "")
    run = plan(cast, now, HEADS, [*many(2), bad, ("", *GOOD[1:])])
    assert (run.total, run.wrong_count) == (2, 2)
    assert {code for number, code in faults(run) if number == 4} == {"source", "lead", "due_on"}
    assert faults(run)[-1] == (5, "title")
    take(cast, now, run)
    assert SupervisedItem.objects.count() == 2
    sheet = load_workbook(io.BytesIO(importing.faulty_xlsx(run))).get_sheet_by_index(0).to_python()
    assert len(sheet) == 3 and "月球局" in sheet[1][-1] and sheet[0][-1] == "问题"


def test_other_offices_headings_and_merged_cells_are_read(cast, now):
    heads = ("序号", "任务来源", "重点任务", "年度目标", "主要措施", "责任单位", "责任人",
             "配合单位", "责任领导", "办结时限", "领导签字")  # fmt: skip
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 10, "演示县2026年重点任务清单")
        sheet.write_row(1, 0, heads)
        for n in (2, 3):
            sheet.write_row(n, 0, (n, "", f"任务{n}", "建成 3 处", "先建后验", "县水务局", "赵学军",
                                   "县财政局", "副县长郑国平", "2026年12月31日"))  # fmt: skip
        sheet.merge_range(2, 1, 3, 1, "政府工作报告")
    run = plan(cast, now, (), (), data=out.getvalue())
    assert faults(run) == []
    take(cast, now, run)
    made = SupervisedItem.objects.order_by("matter")
    assert [(one.source, one.leader, one.lead_org) for one in made] == [
        ("D", cast.deputy, cast.water)
    ] * 2


def test_a_word_list_is_read_from_its_first_known_table(cast, now):
    document = Document()
    document.add_table(1, 2).rows[0].cells[0].text = "不相干"
    table = document.add_table(3, len(HEADS))
    for row, cells in zip(table.rows, (HEADS, *many(2)), strict=True):
        for cell, said in zip(row.cells, cells, strict=True):
            cell.text = said
    table.cell(2, 1).text = ""
    table.cell(1, 1).merge(table.cell(2, 1))
    out = io.BytesIO()
    document.save(out)
    run = plan(cast, now, (), (), name="清单.docx", data=out.getvalue())
    assert (run.total, faults(run)) == (2, [])


def test_a_word_file_without_a_list_is_refused(cast, now):
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("没有表")
    document.save(out)
    with pytest.raises(Refused, match="没有找到督办清单"):
        plan(cast, now, (), (), name="清单.docx", data=out.getvalue())


def test_an_open_item_of_the_same_name_is_not_made_again(cast, now):
    take(cast, now, plan(cast, now, HEADS, [GOOD]))
    run = plan(cast, now, HEADS, [GOOD])
    assert run.total == 0 and "一事一项" in importing.faults_of(run)[0].said
    with pytest.raises(Refused, match="没有一行可以导入"):
        importing.confirm(run, by=cast.supervisor, now=now)


def test_pressed_twice_is_once(cast, now):
    run = plan(cast, now, HEADS, many(3))
    assert importing.confirm(run, by=cast.supervisor, now=now)
    assert not importing.confirm(run, by=cast.supervisor, now=now)
    importing.carry_on(run.pk, now=now)
    importing.carry_on(run.pk, now=now)
    assert SupervisedItem.objects.count() == 3


def test_killed_half_way_it_goes_on_where_it_stopped(cast, now, monkeypatch):
    monkeypatch.setattr(runs, "CHUNK", 4)
    run = plan(cast, now, HEADS, many(10))
    importing.confirm(run, by=cast.supervisor, now=now)
    bear, calls = runs.bear, []

    def dying(*given, **named):
        made = bear(*given, **named)
        calls.append(len(made))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr(runs, "bear", dying)
    with pytest.raises(KeyboardInterrupt):
        importing.carry_on(run.pk, now=now)
    run.refresh_from_db()
    assert (run.done_count, SupervisedItem.objects.count()) == (4, 4)
    importing.carry_on(run.pk, now=now)
    run.refresh_from_db()
    assert (run.done_count, run.finished_at) == (10, now)
    titles = Matter.objects.values_list("title", flat=True)
    assert len(titles) == len(set(titles)) == 10


def test_what_went_wrong_after_checking_is_left_out_and_told(cast, now):
    run = plan(cast, now, HEADS, many(3))
    RoleHolding.objects.filter(person=cast.deputy).delete()
    take(cast, now, run)
    assert SupervisedItem.objects.count() == 0
    assert (run.wrong_count, run.total) == (3, 3)
    assert "郑国平" in importing.faults_of(run)[0].said


def test_a_secret_mark_stops_the_whole_list_and_nothing_is_kept(cast, now):
    row = ("转发有关文件（机密★5年）", *GOOD[1:])
    with pytest.raises(Refused, match="第 3 行有国家秘密标志"):
        plan(cast, now, HEADS, [GOOD, row])
    assert not ImportRun.objects.exists()


def test_a_check_left_for_a_day_is_swept_by_the_next(cast, now):
    plan(cast, now - timedelta(days=2), HEADS, many(1))
    plan(cast, now, HEADS, many(1))
    assert ImportRun.objects.count() == 1


def test_a_run_can_be_dropped_until_confirmed(cast, now):
    run = plan(cast, now, HEADS, many(1))
    importing.confirm(run, by=cast.supervisor, now=now)
    with pytest.raises(Refused, match="不能取消"):
        importing.drop(run, by=cast.supervisor)
    other = plan(cast, now, HEADS, [("另一件", *GOOD[1:])])
    importing.drop(other, by=cast.supervisor)
    assert ImportRun.objects.count() == 1


def test_the_template_can_be_read_back(cast, now):
    with pytest.raises(Refused, match="没有内容"):
        plan(cast, now, (), (), data=importing.template_xlsx())
