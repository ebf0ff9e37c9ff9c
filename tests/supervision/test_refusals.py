"""一步一关口：四要素、审批的人、时限、核查、回头看，不合的各有一句话。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.matters.models import MatterFile, Todo, TodoState
from sanban.supervision import services
from sanban.supervision.models import Handler, ItemState, SupervisedItem
from sanban.supervision.services import Finding, ItemExtra, notices
from tests.conftest import NOW
from tests.supervision.conftest import (
    approve,
    go,
    passed,
    propose,
)
from tests.supervision.test_requests import code_of

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63606060f80f0001040100fd5a6f5d0000000049454e44ae426082"
)


def refused(item, code, by, **rest):
    with pytest.raises(Refused) as told:
        go(item, code, by, **rest)
    assert told.value.message.endswith("。")
    return told.value


class TestProposal:
    def test_an_unfinished_draft_is_kept_but_not_sent(self, cast):
        item = propose(cast, mission="", roadmap=(), milestones=())
        told = refused(item, "to_approve", cast.supervisor, people=(cast.mayor,))
        assert told.code == "elements-missing"
        assert all(word in told.message for word in ("任务书", "时间表", "路径图"))

    def test_a_limit_gone_by_is_not_sent(self, cast):
        item = propose(cast, milestones=((date(2026, 9, 1), "招标"),), due_on=date(2026, 9, 2))
        assert refused(item, "to_approve", cast.supervisor, people=(cast.mayor,)).code == "due-past"

    def test_only_leaders_and_directors_approve(self, cast, proposed):
        for person in (cast.water_liaison, cast.clerk, cast.water_principal):
            told = refused(proposed, "to_approve", cast.supervisor, people=(person,))
            assert told.code == "not-approver"
        go(proposed, "to_approve", cast.supervisor, people=(cast.director,))

    def test_only_the_office_initiates(self, cast, form):
        for person in (cast.water_liaison, cast.clerk, cast.mayor, cast.water_principal):
            told = {"by": person, "now": NOW}
            assert code_of(services.initiate, form, **told) == "not-office"

    def test_one_matter_one_item(self, cast, assigned):
        first = propose(cast, title="查清险段成因", parent=assigned.matter)
        with pytest.raises(Refused, match=f"/matters/{first.pk}/") as told:
            propose(cast, title="查清险段成因 ", parent=assigned.matter)
        assert told.value.code == "initiated"
        propose(cast, title="另一件", parent=assigned.matter)

    def test_declined_it_may_be_proposed_again(self, cast, assigned):
        first = propose(cast, title="查清险段成因", parent=assigned.matter)
        first = go(first, "to_approve", cast.supervisor, people=(cast.mayor,))
        first = go(first, "decline", cast.mayor, remark="已经查清")
        assert first.state == ItemState.DECLINED and not first.is_open and not first.number
        propose(cast, title="查清险段成因", parent=assigned.matter)

    def test_bad_columns_are_told_one_by_one(self, cast):
        bad = {
            "no-title": {"title": " "},
            "no-source": {"source": "Z"},
            "no-cycle": {"cycle": "daily"},
            "too-long": {"owner_name": "长" * 41},
            "org-twice": {"assist_orgs": (cast.water,)},
            "no-lead": {"lead_org": None},
            "no-milestone": {"milestones": ((date(2026, 10, 1), " "),)},
            "milestone-late": {"milestones": ((date(2026, 11, 1), "施工"),)},
        }
        for code, change in bad.items():
            assert code_of(propose, cast, **change) == code
        assert code_of(propose, cast, content="本件为机密★10年") == "classified"
        assert not SupervisedItem.objects.exists()

    def test_a_limit_on_a_day_off_moves_and_is_said(self, cast):
        item = propose(cast, due_on=date(2026, 10, 31))
        assert item.due_at == services.closing(date(2026, 11, 2))
        assert "10月31日是休息日，顺延到11月2日" in item.matter.steps.get(number=1).remark


class TestAssignment:
    def test_goes_to_the_planned_units_when_none_are_chosen(self, cast, proposed):
        item = go(approve(cast, proposed), "assign", cast.supervisor)
        assert [row.org for row in Handler.objects.current(item)] == [cast.water, cast.finance]

    def test_needs_a_limit_not_gone_by(self, cast, proposed):
        item = approve(cast, proposed)
        late = services.closing(date(2026, 11, 2))
        assert refused(item, "assign", cast.supervisor, now=late).code == "due-past"
        extra = ItemExtra(due_on=date(2026, 12, 5))
        item = go(item, "assign", cast.supervisor, now=late, extra=extra)
        assert item.due_at == item.first_due_at == services.closing(date(2026, 12, 7))

    def test_the_leaders_of_the_units_see_it(self, cast, assigned):
        seen = SupervisedItem.objects.visible_to
        for person in (cast.water_principal, cast.deputy, cast.supervisor, cast.finance_liaison):
            assert seen(person).filter(pk=assigned.pk).exists(), person.name
        assert not seen(cast.outsider).exists()

    def test_the_notice_is_drawn_once_behind_the_scenes(self, cast, assigned):
        step = assigned.matter.steps.get(action="assign")
        notices.draw_notice.func(assigned.pk, step.pk)
        notices.draw_notice.func(assigned.pk, step.pk)
        row = MatterFile.objects.get(matter=assigned.matter, role="notice")
        assert row.step == step and row.name == "督办通知单.pdf"

    def test_acknowledged_late_is_noted(self, cast, assigned):
        late = NOW + timedelta(days=2)
        handler = services.acknowledge(assigned, org=cast.water, by=cast.water_liaison, now=late)
        assert handler.acknowledged_at == late
        assert assigned.matter.steps.get(action="acknowledge").note == "已过签收时限"
        services.acknowledge(assigned, org=cast.water, by=cast.water_liaison, now=late)
        assert assigned.matter.steps.filter(action="acknowledge").count() == 1

    def test_nobody_acknowledges_for_another_unit(self, cast, assigned, now):
        how = {"org": cast.water, "now": now}
        for person in (cast.finance_liaison, cast.supervisor, cast.outsider):
            assert code_of(services.acknowledge, assigned, by=person, **how) == "not-unit"


class TestClosing:
    def test_without_a_passed_check_it_goes_nowhere(self, cast, applied):
        to = {"people": (cast.mayor,)}
        assert refused(applied, "to_leader", cast.supervisor, **to).code == "not-verified"
        item = passed(cast, applied, is_passed=False)
        assert refused(item, "to_leader", cast.supervisor, **to).code == "not-verified"
        item = passed(cast, item)
        assert item.verify_opinion.startswith("到现场看了")
        go(item, "to_leader", cast.supervisor, **to)

    def test_a_check_before_the_redo_does_not_count(self, cast, applied):
        item = go(passed(cast, applied), "redo", cast.supervisor, remark="一处不合格")
        later = NOW + timedelta(days=5)
        item = go(item, "apply_close", cast.water_liaison, remark="整改了", now=later)
        item = go(item, "apply_close", cast.finance_liaison, remark="没有变", now=later)
        told = refused(item, "to_leader", cast.supervisor, people=(cast.mayor,), now=later)
        assert told.code == "not-verified"

    def test_redo_goes_back_to_the_same_units(self, cast, applied):
        item = go(applied, "redo", cast.supervisor, remark="一处不合格")
        assert item.state == ItemState.HANDLING and item.return_count == 1
        assert item.applied_at is None and item.due_at == applied.due_at
        rows = Handler.objects.current(item)
        assert [(row.org, row.applied_at) for row in rows] == [
            (cast.water, None), (cast.finance, None),
        ]  # fmt: skip

    def test_the_unit_is_not_punished_for_the_time_checking_takes(self, cast, applied):
        late = applied.due_at + timedelta(days=9)
        item = passed(cast, applied, now=late)
        assert item.red_at > late and item.applied_at < item.due_at

    def test_the_check_has_its_own_rules(self, cast, assigned, applied):
        good = Finding(method="papers", is_passed=True, opinion="看了", verified_on=NOW.date())
        how = {"by": cast.supervisor, "now": NOW}
        for code, change in {
            "no-method": {"method": "guess"},
            "no-opinion": {"opinion": " "},
            "day-ahead": {"verified_on": date(2026, 9, 17)},
        }.items():
            assert code_of(services.verify, applied, replace(good, **change), **how) == code
        wrong = {**how, "by": cast.water_liaison}
        assert code_of(services.verify, applied, good, **wrong) == "not-office"

    def test_evidence_hangs_on_the_check(self, cast, applied):
        good = Finding(method="site", is_passed=True, opinion="看了", verified_on=NOW.date())
        photo = Upload("险段.png", PICTURE)
        made = services.verify(applied, good, by=cast.supervisor, now=NOW, uploads=[photo])
        assert MatterFile.objects.get(step=made.step).name == "险段.png"

    def test_forty_megabytes_of_photo_is_refused_and_nothing_is_kept(self, cast, applied, settings):
        settings.UPLOAD_LIMIT = 1024 * 1024
        good = Finding(method="site", is_passed=True, opinion="看了", verified_on=NOW.date())
        huge = Upload("大.png", (b"0" * 65536 for _ in range(700)))
        how = {"by": cast.supervisor, "now": NOW, "uploads": [huge]}
        assert code_of(services.verify, applied, good, **how) == "too-large"
        assert not applied.verifications.exists()

    def test_archiving_has_its_own_page(self, cast, closed):
        item = services.look_back(
            closed, result="held", note="没有反弹", by=cast.supervisor, now=NOW
        )
        assert refused(item, "archive", cast.supervisor).code == "archive-page"


class TestLookBack:
    def test_before_its_day_the_todo_sleeps(self, cast, closed):
        told = refused(closed, "hold", cast.supervisor, remark="看过了")
        assert told.code == "asleep" and "12月16日" in told.message

    def test_needs_words_a_result_and_a_new_limit(self, cast, closed):
        how = {"by": cast.supervisor, "now": NOW}
        look = services.look_back
        assert code_of(look, closed, result="held", note="", **how) == "no-remark"
        assert code_of(look, closed, result="maybe", note="看了", **how) == "no-result"
        assert code_of(look, closed, result="rebounded", note="塌了", **how) == "no-due"
        past = {**how, "due_on": date(2026, 9, 1)}
        assert code_of(look, closed, result="rebounded", note="塌了", **past) == "due-past"
        assert Todo.objects.live(closed.matter).get().state == TodoState.WAITING

    def test_only_the_office_looks_back(self, cast, closed):
        for person in (cast.water_liaison, cast.mayor, cast.clerk):
            how = {"result": "held", "note": "看了", "by": person, "now": NOW}
            assert code_of(services.look_back, closed, **how) == "not-office"

    def test_the_day_may_be_chosen_but_not_today(self, cast, applied):
        item = go(passed(cast, applied), "to_leader", cast.supervisor, people=(cast.mayor,))
        item = go(item, "consent", cast.mayor)
        today = ItemExtra(follow_up_on=NOW.date())
        assert refused(item, "close_off", cast.supervisor, extra=today).code == "due-past"
        sunday = ItemExtra(follow_up_on=date(2026, 11, 15))
        item = go(item, "close_off", cast.supervisor, extra=sunday)
        assert item.follow_up_on == date(2026, 11, 16)
