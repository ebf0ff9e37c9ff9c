"""导出的台账改好导回：逐格对，勾选了才改，有人改过的、认不得的不收。"""

import io
from datetime import date

import pytest
import xlsxwriter
from python_calamine import load_workbook

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.matters.models import Step
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services.exporting import export_xlsx
from sanban.supervision.services.forms import ItemForm
from sanban.supervision.services.initiating import initiate
from sanban.supervision.services.noting import RowNote, note_row
from sanban.supervision.services.taking_back import difference_of, plan_back, take_back


@pytest.fixture
def items(cast, now):
    return [
        initiate(
            ItemForm(
                title=f"第{n}件",
                source="C",
                mission="更换管网 12 公里",
                lead_org=cast.water,
                owner_name="赵学军",
                due_on=date(2026, 12, 31),
            ),
            by=cast.supervisor,
            now=now,
        )
        for n in range(2)
    ]


@pytest.fixture
def sheet(cast, now, items):
    """导出来的各行；改它，再 `back`。"""
    out = io.BytesIO()
    rows = SupervisedItem.objects.order_by("matter")
    export_xlsx(rows, out, scope="全部", by=cast.supervisor, now=now)
    return load_workbook(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()


def back(cast, now, sheet):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for n, line in enumerate(sheet):
            page.write_row(n, 0, line)
    return plan_back(Upload("台账.xlsx", out.getvalue()), by=cast.supervisor, now=now)


def put(sheet, row, heading, words):
    sheet[2 + row][sheet[2].index(heading)] = words


def test_what_was_changed_is_shown_cell_by_cell_and_nothing_is_changed_yet(cast, now, sheet):
    put(sheet, 1, "进展情况", "完成招标")
    put(sheet, 1, "完成率", 0.35)
    put(sheet, 2, "责任人", "江一帆")
    found = difference_of(back(cast, now, sheet))
    assert [(one.title, one.heading, one.old, one.new) for one in found.cells] == [
        ("第0件", "进展情况", "", "完成招标"),
        ("第0件", "完成率", "0%", "35%"),
        ("第1件", "责任人", "赵学军", "江一帆"),
    ]
    assert not SupervisedItem.objects.exclude(latest="").exists()


def test_only_the_ticked_cells_are_taken_and_each_leaves_a_step(cast, now, items, sheet):
    put(sheet, 1, "进展情况", "完成招标")
    put(sheet, 1, "责任人", "江一帆")
    put(sheet, 2, "责任人", "江一帆")
    run = back(cast, now, sheet)
    keys = [one.key for one in difference_of(run).cells if one.item == items[0].pk]
    done = take_back(run, keys, by=cast.supervisor, now=now)
    assert (done.items, done.cells, done.refused) == (1, 2, ())
    first, second = SupervisedItem.objects.order_by("matter")
    assert (first.latest, first.owner_name) == ("完成招标", "江一帆")
    assert second.owner_name == "赵学军"
    labels = Step.objects.filter(matter=first.pk).values_list("label", flat=True)
    assert len(labels) == 3


def test_pressed_twice_is_once(cast, now, sheet):
    put(sheet, 1, "进展情况", "完成招标")
    run = back(cast, now, sheet)
    keys = [one.key for one in difference_of(run).cells]
    take_back(run, keys, by=cast.supervisor, now=now)
    with pytest.raises(Refused, match="已经改过了"):
        take_back(run, keys, by=cast.supervisor, now=now)


def test_a_row_changed_since_the_export_is_named_and_left(cast, now, items, sheet):
    note = RowNote(progress=10, latest="有人先改了")
    note_row(items[0], note, base=items[0].edition, by=cast.director, now=now)
    put(sheet, 1, "进展情况", "完成招标")
    found = difference_of(back(cast, now, sheet))
    assert found.cells == ()
    assert found.left[0].row == 4 and "导出以后有人改过" in found.left[0].why


def test_a_row_changed_between_looking_and_taking_is_not_overwritten(cast, now, items, sheet):
    put(sheet, 1, "进展情况", "完成招标")
    run = back(cast, now, sheet)
    note = RowNote(progress=10, latest="有人先改了")
    note_row(items[0], note, base=items[0].edition, by=cast.director, now=now)
    done = take_back(run, [f"{items[0].pk}.latest"], by=cast.supervisor, now=now)
    assert done.items == 0 and "别人改过这一行" in done.refused[0][1]
    assert SupervisedItem.objects.get(pk=items[0].pk).latest == "有人先改了"


def test_unknown_rows_and_columns_that_are_not_for_the_sheet_are_named(cast, now, sheet):
    sheet.append(["", "", "口头交办", "", "表里新添的一件"])
    put(sheet, 1, "完成时限", "2027-01-31")
    left = difference_of(back(cast, now, sheet)).left
    assert "“完成时限”不能从表里改" in left[0].why
    assert left[1].told == "表里新添的一件" and "认不得是哪一件" in left[1].why


def test_no_change_is_told(cast, now, sheet):
    with pytest.raises(Refused, match="没有改动"):
        back(cast, now, sheet)


def test_a_sheet_that_was_not_exported_is_refused(cast, now, sheet):
    with pytest.raises(Refused, match="不是导出的台账"):
        back(cast, now, [line[:-1] for line in sheet])


def test_only_the_office_takes_back(cast, now):
    with pytest.raises(Refused, match="由督查员或主任改"):
        plan_back(Upload("台账.xlsx", b"x"), by=cast.clerk, now=now)


def test_a_percentage_that_is_none_stops_only_its_row(cast, now, sheet):
    put(sheet, 1, "完成率", "一半")
    put(sheet, 2, "进展情况", "完成招标")
    run = back(cast, now, sheet)
    keys = [one.key for one in difference_of(run).cells]
    done = take_back(run, keys, by=cast.supervisor, now=now)
    assert done.items == 1 and "应是 0 到 100" in done.refused[0][1]


def test_a_secret_mark_in_a_changed_cell_is_refused(cast, now, sheet):
    put(sheet, 1, "进展情况", "绝密★10年")
    with pytest.raises(Refused, match="国家秘密标志"):
        back(cast, now, sheet)
