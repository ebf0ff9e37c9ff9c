"""分解：树、份额、圈、完成率一层层合。"""

from datetime import date
from fractions import Fraction

import pytest

from sanban.core.errors import Refused
from sanban.matters.models import Step
from sanban.supervision.models import Handler, Subtask
from sanban.supervision.services.breaking_down import (
    SubtaskForm,
    add_subtask,
    change_subtask,
    move_subtask,
    remove_subtask,
    report_subtask,
    settle,
)
from sanban.supervision.services.subtask_tree import tree_of, weights
from tests.conftest import NOW
from tests.supervision.conftest import fresh


@pytest.fixture
def add(cast, assigned):
    def make(title, parent=None, by=None, **values):
        form = SubtaskForm(title=title, **values)
        who = by or cast.water_liaison
        return add_subtask(assigned, form, parent=parent, by=who, now=NOW)

    return make


@pytest.fixture
def report(cast):
    def make(row, progress, by=None):
        return report_subtask(row, progress, by=by or cast.water_liaison, now=NOW)

    return make


def progress(row):
    return Subtask.objects.get(pk=row.pk).progress


def test_shares_roll_up_to_the_item_and_the_units(cast, assigned, add, report):
    works, money = add("加固", share=70, org=cast.water), add("资金", share=30, org=cast.finance)
    first, second = add("东段", works, share=50), add("西段", works, share=50)
    report(first, 100)
    report(second, 50)
    assert progress(works) == 75 and fresh(assigned).progress == 52
    report(money, 100, cast.finance_liaison)
    assert fresh(assigned).progress == 82
    assert Handler.objects.get(item=assigned, org=cast.finance).progress == 100
    report(second, 100)
    assert fresh(assigned).progress == 100
    assert Subtask.objects.get(pk=works.pk).done_at == NOW
    report(second, 99)
    assert Subtask.objects.get(pk=works.pk).done_at is None
    assert progress(works) == 99 and fresh(assigned).progress == 99


def test_blank_shares_are_even_and_share_what_is_left(add, assigned):
    rows = [add("甲"), add("乙"), add("丙")]
    assert set(weights(rows).values()) == {Fraction(1, 3)}
    rows[0].share = 50
    assert weights(rows)[rows[1].pk] == Fraction(1, 4)
    rows[0].share = 100
    assert weights(rows)[rows[1].pk] == 0


def test_a_parent_is_reported_through_its_children(add, report):
    top = add("上层")
    add("下层", top)
    with pytest.raises(Refused) as told:
        report(top, 30)
    assert told.value.code == "has-children"


def test_any_depth_holds(add, report, assigned):
    row = None
    for n in range(60):
        row = add(f"第{n}层", row)
    report(row, 100)
    assert fresh(assigned).progress == 100
    assert Subtask.objects.filter(progress=100).count() == 60


def test_a_circle_is_refused(cast, add):
    top = add("上")
    middle = add("中", top)
    low = add("下", middle)
    for target in (top, middle, low):
        with pytest.raises(Refused, match="不能把上层挪到自己的下层") as told:
            move_subtask(top, target, by=cast.water_liaison, now=NOW)
        assert told.value.code == "circle"
    assert Subtask.objects.get(pk=top.pk).parent is None
    move_subtask(low, None, position=0, by=cast.water_liaison, now=NOW)
    assert [one.title for one in tree_of(top.item).children(None)] == ["下", "上"]


def test_a_circle_already_there_does_no_harm(add, assigned, report):
    top, low, good = add("上"), add("下"), add("好")
    Subtask.objects.filter(pk=top.pk).update(parent=low)
    Subtask.objects.filter(pk=low.pk).update(parent=top)
    report(good, 60)
    assert settle(fresh(assigned), now=NOW) == 60


def test_removing_takes_what_is_below(cast, add, report, assigned):
    top, other = add("上"), add("另")
    low = add("下", top)
    report(other, 80)
    assert remove_subtask(top, reason="并入另一项", by=cast.supervisor, now=NOW) == 2
    assert Subtask.objects.get(pk=low.pk).removed_at == NOW
    assert fresh(assigned).progress == 80
    with pytest.raises(Refused, match="已经撤销"):
        report(low, 10)
    assert Step.objects.filter(action="break_down", note__contains="连同下面 1 项").exists()


def test_a_day_off_moves_to_the_next_workday(add):
    assert add("周六", due_on=date(2026, 10, 24)).due_on == date(2026, 10, 26)
    assert Step.objects.filter(note__contains="10月24日是休息日，时限顺延到10月26日").exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": " "}, "no-title"),
        ({"title": "甲", "share": 101}, "bad-share"),
        ({"title": "甲", "share": 31}, "shares-over"),
        ({"title": "甲", "due_on": date(2026, 10, 31)}, "due-late"),
        ({"title": "甲" * 201}, "too-long"),
        ({"title": "绝密★长期"}, "classified"),
    ],
)
def test_bad_subtasks_are_refused(add, values, code):
    add("先有的", share=70)
    with pytest.raises(Refused) as told:
        add(**values)
    assert told.value.code == code


def test_who_may_break_down(cast, add, assigned):
    with pytest.raises(Refused) as told:
        add("甲", by=cast.finance_liaison)
    assert told.value.code == "not-unit"
    with pytest.raises(Refused) as told:
        add("甲", org=cast.office)
    assert told.value.code == "not-handler"
    theirs = add("资金", org=cast.finance)
    add("拨付", theirs, by=cast.finance_liaison)
    mine = add("加固", org=cast.water)
    with pytest.raises(Refused):
        form = SubtaskForm(title="改")
        change_subtask(mine, form, by=cast.finance_liaison, now=NOW)
    changed = change_subtask(theirs, SubtaskForm(title="拨款"), by=cast.supervisor, now=NOW)
    assert changed.title == "拨款"
