"""催办：人来催的一次，单子编号、排好、挂上、留痕、记次数。"""

from datetime import datetime, time, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from sanban.core.errors import Refused
from sanban.files.services import path_of
from sanban.inbox.models import Message
from sanban.matters.models import MatterFile, Step, Todo, Visibility
from sanban.supervision.models import Handler, Pressing, Rung
from sanban.supervision.services.papers import draw_paper, paper_number, report_of, slip_of
from sanban.supervision.services.pressing import press, press_many
from tests.conftest import NOW, ZONE
from tests.engine.render.measure import pages
from tests.supervision.conftest import DUE, fresh, go

LATE = datetime.combine(DUE + timedelta(5), time(9), ZONE)


def titles(person):
    return list(Message.objects.filter(person=person, kind="press").values_list("title", flat=True))


def test_a_slip_is_numbered_told_and_counted(cast, assigned, now):
    rows = press(assigned, rung=Rung.SLIP, note="月底前报", by=cast.supervisor, now=LATE)
    assert [paper_number(row) for row in rows] == ["督催〔2026〕1号", "督催〔2026〕2号"]
    assert [row.days_late for row in rows] == [3, 3]
    item = fresh(assigned)
    assert item.reminder_count == 1
    assert list(item.handlers.values_list("reminder_count", flat=True)) == [1, 1]
    step = Step.objects.filter(matter=item.pk, action="press").first()
    assert (
        step.note == "催办单督催〔2026〕1号：催县水务局（已逾期 3 个工作日）" and not step.is_work
    )
    said = "催办单督催〔2026〕1号，已逾期 3 个工作日，请书面报告原因和进展："
    said += "修复县城北环路防洪堤三处险段"
    assert titles(cast.water_liaison) == titles(cast.water_principal) == [said]
    assert Visibility.objects.filter(matter=item.pk, subject=f"r{cast.water.pk}.principal").exists()
    assert Todo.objects.live(item.matter).count() == 2


@pytest.mark.parametrize(
    ("rung", "words"),
    [
        (Rung.SLIP, ("催办单", "督催〔2026〕1号", "演示县水务局", "月底前报", "已逾期3个工作日")),
        (Rung.REPORT, ("督查专报", "督报〔2026〕1号", "郑国平副县长", "月底前报", "赵学军")),
    ],
)
def test_the_paper_is_drawn_afterwards_and_only_once(cast, assigned, rung, words):
    row = press(assigned, rung=rung, note="月底前报", by=cast.supervisor, now=LATE)[0]
    assert DBTaskResult.objects.filter(task_path__endswith="draw_paper").exists()
    assert draw_paper.call(row.pk).endswith("排好")
    assert draw_paper.call(row.pk) == "已经排过"
    row.refresh_from_db()
    assert row.file.name.startswith(f"{row.get_rung_display()} ") and row.file.role == "notice"
    text = "".join(page.text for page in pages(path_of(row.file.stored.digest).read_bytes()))
    assert not [word for word in words if word not in "".join(text.split())]
    assert MatterFile.objects.filter(name=row.file.name).count() == 1


def test_the_report_goes_to_the_leader_who_may_then_see_it(cast, assigned):
    (row,) = press(assigned, rung=Rung.REPORT, by=cast.supervisor, now=LATE)
    told = "督查专报督报〔2026〕1号：修复县城北环路防洪堤三处险段（县水务局已逾期 3 个工作日）"
    assert titles(cast.deputy) == [told]
    assert Visibility.objects.filter(matter=assigned.pk, subject=f"p{cast.deputy.pk}").exists()
    assert "已向领导报送" in titles(cast.water_liaison)[0]
    assert report_of(row).advice.startswith("请郑国平过问")


def test_the_slip_tells_what_was_last_reported(cast, assigned):
    (row, _) = press(assigned, rung=Rung.SLIP, by=cast.supervisor, now=LATE)
    form = slip_of(row)
    assert (form.part, form.times, form.due) == ("主办", "第 1 次", "2026年10月30日")
    assert form.progress == "交办以来没有报过进展。"
    assert "11月6日下班前" in form.requirement


def test_a_phone_call_is_only_recorded(cast, assigned, now):
    with pytest.raises(Refused, match="怎样催的"):
        press(assigned, rung=Rung.PHONE, by=cast.supervisor, now=now)
    rows = press(
        assigned, rung=Rung.PHONE, org=cast.finance, note="答复明天报", by=cast.supervisor, now=now
    )
    assert [row.org for row in rows] == [cast.finance] and rows[0].number == 0
    assert not titles(cast.finance_liaison)
    assert Handler.objects.get(item=assigned, org=cast.water).reminder_count == 0


def test_the_same_rung_is_not_pressed_twice_a_day(cast, assigned, now):
    press(assigned, rung=Rung.MESSAGE, by=cast.supervisor, now=now)
    with pytest.raises(Refused) as told:
        press(assigned, rung=Rung.MESSAGE, by=cast.director, now=now + timedelta(hours=1))
    assert told.value.code == "pressed-today"
    press(assigned, rung=Rung.MESSAGE, by=cast.director, now=now + timedelta(days=1))
    assert Pressing.objects.count() == 4


def test_a_unit_that_applied_is_left_alone(cast, assigned, now):
    item = go(assigned, "apply_close", cast.finance_liaison, remark="资金拨了")
    rows = press(item, rung=Rung.MESSAGE, by=cast.supervisor, now=now)
    assert [row.org for row in rows] == [cast.water]
    with pytest.raises(Refused, match="不必催"):
        press(item, rung=Rung.SLIP, org=cast.finance, by=cast.supervisor, now=now)


def test_only_the_office_presses_and_only_while_handling(cast, assigned, applied, now):
    with pytest.raises(Refused, match="不在办理中"):
        press(applied, rung=Rung.SLIP, by=cast.supervisor, now=now)
    with pytest.raises(Refused, match="督查员或主任"):
        press(applied, rung=Rung.SLIP, by=cast.clerk, now=now)


def test_many_are_pressed_each_on_its_own(cast, assigned, proposed, now):
    found = press_many([proposed, assigned], rung=Rung.MESSAGE, by=cast.clerk, now=now)
    assert len(found) == 2 and all("督查员" in why for _, why in found)
    done = press_many([assigned], rung=Rung.MESSAGE, by=cast.supervisor, now=NOW)
    assert [why for _, why in done] == [""]
