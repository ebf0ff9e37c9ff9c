"""以前的督办件：带着编号和状态进来，编号不重，单位没有了也认得。"""

import json
from datetime import datetime

import pytest

from sanban.core.errors import Refused
from sanban.core.models import Serial
from sanban.files.services.guards import Upload
from sanban.matters.models import FAR, MatterState, Todo
from sanban.supervision.models import (
    Handler,
    ItemState,
    ReportDue,
    SupervisedItem,
)
from sanban.supervision.services import importing
from sanban.supervision.services.importing import Choices
from sanban.supervision.services.syncing import sync
from tests.supervision.importing.lists import PAST_HEADS, item_picture, plan, take, xlsx


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
