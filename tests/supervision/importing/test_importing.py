"""清单导入：认得各处的表，不对的说清，对的一批批立项；停了接着办，按两次只算一次。"""

import io
import json
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter
from docx import Document
from python_calamine import load_workbook

from sanban.core.errors import Refused
from sanban.core.models import Serial
from sanban.files.services.guards import Upload
from sanban.matters import kinds
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import FAR, Matter, MatterState, Step, Todo, Visibility
from sanban.matters.services import Asked
from sanban.people.models import RoleHolding
from sanban.supervision.kinds.supervised_item import KIND
from sanban.supervision.models import (
    Handler,
    ImportRun,
    ItemState,
    Milestone,
    ReportDue,
    SupervisedItem,
)
from sanban.supervision.services import importing
from sanban.supervision.services.forms import ItemForm
from sanban.supervision.services.importing import Choices, runs
from sanban.supervision.services.initiating import initiate
from sanban.supervision.services.syncing import sync

kinds.add(KIND)
HEADS = ("事项内容", "来源", "任务目标", "路径图", "牵头单位", "责任人", "协办单位", "包抓领导",
         "完成时限", "阶段节点")  # fmt: skip
GOOD = ("实施县城东区供水管网改造", "会议议定", "更换老旧管网 12 公里，漏损率降到 10%以下",
        "1.完成招标\n2.分段施工\n3.通水验收", "县水务局", "赵学军", "县财政局", "郑国平",
        "2026-12-31", "2026-10-31 完成招标\n2026-11-30 完成施工 8 公里")  # fmt: skip
PAST_HEADS = ("督办编号", "事项内容", "来源", "牵头单位", "责任人", "立项日期", "交办日期",
              "完成时限", "办结日期", "进展情况", "完成率")  # fmt: skip


def xlsx(heads, rows, title=""):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        top = 0
        if title:
            sheet.merge_range(0, 0, 0, len(heads) - 1, title)
            top = 1
        for n, row in enumerate([heads, *rows], start=top):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def plan(cast, now, heads, rows, *, name="清单.xlsx", data=None, **choices):
    upload = Upload(name, data or xlsx(heads, rows))
    return importing.plan_run(upload, Choices(**choices), by=cast.supervisor, now=now)


def take(cast, now, run):
    assert importing.confirm(run, by=cast.supervisor, now=now)
    importing.carry_on(run.pk, now=now)
    run.refresh_from_db()
    return run


def many(count):
    return [(f"{GOOD[0]}第{n}段", *GOOD[1:]) for n in range(count)]


def faults(run):
    return [(one.number, one.code) for one in importing.faults_of(run)]


def row_of(one, own):
    return {
        field.attname: getattr(one, field.attname)
        for field in one._meta.concrete_fields
        if field.name not in own
    }


def item_picture(pk):
    item = SupervisedItem.objects.get(pk=pk)
    todos = Todo.objects.filter(matter=pk).order_by("id")
    own = ("id", "matter", "item", "before", "opened_by", "closed_by", "step")
    return [
        row_of(item, own),
        row_of(Matter.objects.get(pk=pk), own),
        [row_of(one, own) for one in Step.objects.filter(matter=pk).order_by("number")],
        [row_of(one, own) for one in todos],
        [row_of(one, own) for one in Milestone.objects.filter(item=pk).order_by("position")],
        sorted(Visibility.objects.filter(matter=pk).values_list("subject", flat=True)),
        ReportDue.objects.filter(item=pk).count(),
        Handler.objects.filter(item=pk).count(),
    ]


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


def test_old_items_keep_their_number_and_state(cast, now):
    rows = [
        ("督字〔2024〕12号", "修好南门桥", "领导批示", "县水务局", "赵学军", "2024-03-01",
         "2024-03-02", "2024-06-30", "2024-06-20", "已通车", ""),
        ("督字〔2026〕3号", "建设水质监测站", "B", "县水务局、县财政局", "赵学军", "2026-08-03",
         "2026-08-04", "2026-12-31", "", "完成选址", "35%"),
    ]  # fmt: skip
    take(cast, now, plan(cast, now, PAST_HEADS, rows))
    closed, running = SupervisedItem.objects.order_by("matter")
    assert (str(closed), closed.state, closed.is_open) == ("督字〔2024〕12号", "closed", False)
    assert closed.matter.state == MatterState.DONE and closed.progress == 100
    assert (str(running), running.state, running.progress) == ("督字〔2026〕3号", "handling", 35)
    assert running.latest == "完成选址" and running.matter.stage == "handle"
    live = Todo.objects.live(running.matter).values_list("person__name", "part")
    assert list(live) == [("江一帆", "lead"), ("钱小满", "assist")]
    assert Handler.objects.filter(item=running, released_at=None).count() == 2
    assert ReportDue.objects.filter(item=running).exists()
    assert {(one.year, one.last) for one in Serial.objects.all()} == {(2024, 12), (2026, 3)}


def test_a_closed_old_item_may_name_a_unit_that_is_gone(cast, now):
    row = ("督字〔2014〕2号", "修水渠", "B", "县水利局", "王五", "2014-03-01", "", "", "2014-06-20",
           "", "")  # fmt: skip
    take(cast, now, plan(cast, now, PAST_HEADS, [row]))
    made = SupervisedItem.objects.get()
    assert made.lead_org is None and made.assist_names == "县水利局" and made.due_at == FAR


def test_only_a_supervisor_brings_in_old_items(cast, now):
    rows = [("督字〔2024〕12号", "修好南门桥", "B", "县水务局", "甲", "", "", "", "2024-06-20")]
    upload = Upload("旧.xlsx", xlsx(PAST_HEADS[:9], rows))
    run = importing.plan_run(upload, Choices(), by=cast.director, now=now)
    assert "由督查员补录" in importing.faults_of(run)[0].said
    with pytest.raises(Refused, match="由督查员或主任导入"):
        importing.plan_run(upload, Choices(), by=cast.clerk, now=now)


def test_a_number_used_twice_or_already_taken_is_told(cast, now):
    row = (
        "督字〔2024〕12号",
        "修好南门桥",
        "B",
        "县水务局",
        "甲",
        "2024-03-01",
        "",
        "",
        "2024-06-20",
    )
    run = plan(cast, now, PAST_HEADS[:9], [row, row])
    assert run.total == 1 and "与第 2 行重了" in importing.faults_of(run)[0].said
    take(cast, now, run)
    again = plan(cast, now, PAST_HEADS[:9], [row])
    assert "台账里已经有了" in importing.faults_of(again)[0].said


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


def test_the_state_fits_what_sync_would_say(cast, now):
    rows = [("督字〔2026〕3号", "建设水质监测站", "B", "县水务局、县财政局", "赵学军", "2026-08-03",
             "2026-08-04", "2026-12-31", "", "完成选址", "35%")]  # fmt: skip
    take(cast, now, plan(cast, now, PAST_HEADS, rows))
    item = SupervisedItem.objects.get()
    before = item_picture(item.pk)
    sync(item, now=now)
    assert item_picture(item.pk) == before
    assert item.state == ItemState.HANDLING
    assert json.loads(item.matter.data)["assist_orgs"] == [cast.finance.pk]
    assert isinstance(item.assigned_at, datetime)
