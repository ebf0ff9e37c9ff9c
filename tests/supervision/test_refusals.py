"""一步一关口：四要素、审批的人、时限、核查、销号只由督查室、越不过去的。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services.guards import Upload
from sanban.matters.doers import Choice
from sanban.matters.models import MatterFile, Todo, TodoState
from sanban.matters.services import Asked
from sanban.people.models import Delegation
from sanban.supervision import services
from sanban.supervision.kinds.supervised_item import KIND
from sanban.supervision.models import Handler, ItemState, SupervisedItem
from sanban.supervision.services import Finding, ItemExtra, notices
from tests.conftest import NOW
from tests.supervision.conftest import (
    approve,
    form_for,
    fresh,
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


WALK = ("proposed", "approving", "approved", "assigned", "applied", "consenting", "closing",
        "closed", "awake", "held")  # fmt: skip


def at(cast, place):
    """走到某一处的一件事项。"""
    item = propose(cast)
    item = item if place == "proposed" else go(
        item, "to_approve", cast.supervisor, people=(cast.mayor,)
    )  # fmt: skip
    # fmt: off
    onward = (
        ("approved",   lambda one: go(one, "approve", cast.mayor)),
        ("assigned",   lambda one: go(one, "assign", cast.supervisor)),
        ("applied",    lambda one: go(go(one, "apply_close", cast.water_liaison), "apply_close",
                                      cast.finance_liaison)),
        ("consenting", lambda one: go(passed(cast, one), "to_leader", cast.supervisor,
                                      people=(cast.mayor,))),
        ("closing",    lambda one: go(one, "consent", cast.mayor)),
        ("closed",     lambda one: go(one, "close_off", cast.supervisor)),
        ("awake",      lambda one: (services.wake_follow_up(one, now=NOW), fresh(one))[1]),
        ("held",       lambda one: go(one, "hold", cast.supervisor)),
    )
    # fmt: on
    names = [name for name, _ in onward]
    until = names.index(place) + 1 if place in names else 0
    for _, step in onward[:until]:
        item = step(item)
    return item


MAY = {
    # 走向          谁办得了
    "to_approve": {"方弦"},
    "approve": {"何立新"},
    "decline": {"何立新"},
    "assign": {"方弦"},
    "apply_close": {"江一帆", "钱小满"},
    "to_leader": {"方弦"},
    "redo": {"方弦"},
    "consent": {"何立新"},
    "refuse": {"何立新"},
    "close_off": {"方弦"},
    "close_plain": {"方弦"},
    "hold": {"方弦"},
    "reopen": {"方弦"},
}


@pytest.mark.parametrize("place", WALK)
def test_every_role_at_every_stage_may_do_only_its_own(cast, place):
    """每个角色把每个走向都按一遍：只有该办的人办得成，联络员怎样也销不了号。"""
    item = at(cast, place)
    item = passed(cast, item) if place == "applied" else item
    here = {one.code for one in KIND.moves if one.source.code == item.matter.stage}
    done = {}
    for person in cast.people:
        for code in MAY:
            if works(cast, item, code, person):
                done.setdefault(code, set()).add(person.name)
    assert done == {code: MAY[code] for code in here & MAY.keys() if place != "closed"}


def works(cast, item, code, person):
    point = transaction.savepoint()
    try:
        extra = ItemExtra(due_on=date(2026, 12, 1))
        go(item, code, person, people=(cast.mayor,), extra=extra)
    except Refused:
        return False
    finally:
        transaction.savepoint_rollback(point)
    return True


def test_a_liaison_handed_the_offices_todo_still_cannot_close(cast, applied):
    """差事交接、委托给了联络员，也销不了号。"""
    item = go(passed(cast, applied), "to_leader", cast.supervisor, people=(cast.mayor,))
    item = go(item, "consent", cast.mayor)
    Todo.objects.live(item.matter).update(person=cast.water_liaison)
    assert refused(item, "close_off", cast.water_liaison).code == "not-office"
    Todo.objects.live(item.matter).update(on_behalf_of=cast.supervisor)
    assert refused(item, "close_off", cast.water_liaison).code == "not-office"
    Todo.objects.live(item.matter).update(person=cast.clerk)
    go(item, "close_off", cast.clerk)


def test_a_deputy_of_the_supervisor_in_the_same_office_stands_in(cast, proposed):
    day = NOW.date()
    Delegation.objects.create(person=cast.supervisor, deputy=cast.clerk, since=day, until=day)
    item = go(proposed, "to_approve", cast.supervisor, people=(cast.mayor,))
    item = go(item, "approve", cast.mayor)
    assert go(item, "assign", cast.clerk).state == ItemState.HANDLING


def test_the_director_cannot_send_past_the_closing(cast, proposed, assigned):
    how = {"asked": Asked(cast.director, NOW), "remark": "急办"}
    send = services.direct_send
    choice = Choice()
    for stage in ("follow_up", "archive", "archived"):
        assert code_of(send, assigned.matter, stage, choice=choice, **how) == "not-closed"
    send(assigned.matter, "close_off", choice=choice, **how)
    item = fresh(assigned)
    assert item.state == ItemState.VERIFYING
    assert refused(item, "close_off", cast.supervisor).code == "not-applied"


def test_the_director_cannot_send_an_unnumbered_one_to_handling(cast, proposed):
    how = {"asked": Asked(cast.director, NOW), "remark": "急办", "choice": Choice()}
    assert code_of(services.direct_send, proposed.matter, "handle", **how) == "no-number"


def test_terminating_an_approved_one_takes_the_director(cast, proposed, assigned):
    asked = {"remark": "不办了"}
    matter = assigned.matter
    how = {"asked": Asked(cast.supervisor, NOW), **asked}
    assert code_of(services.terminate, matter, **how) == "not-director"
    services.terminate(matter, asked=Asked(cast.director, NOW), **asked)
    item = fresh(assigned)
    assert item.state == ItemState.STOPPED and not item.is_open and item.lead_org == cast.water
    assert not item.reports_due.filter(excused_at=None).exists()


def test_a_late_application_stays_late(cast, assigned):
    late = assigned.due_at + timedelta(days=3)
    item = go(assigned, "apply_close", cast.finance_liaison, now=late)
    item = go(item, "apply_close", cast.water_liaison, now=late)
    assert item.applied_at > item.due_at and item.red_at < late
    assert item.reports_due.filter(met_at=late).count() == 2


def test_changed_and_stale_pages_are_refused(cast, assigned):
    form = form_for(cast, basis="县政府常务会议第12次会议议定")
    how = {"by": cast.supervisor, "now": NOW}
    item = services.change(assigned, form, base=assigned.edition, **how)
    assert item.edition == assigned.edition + 1 and item.basis.startswith("县政府常务")
    told = item.matter.steps.get(action="amend")
    assert told.note == "改依据" and "→ 县政府常务会议" in told.remark
    old = {"base": assigned.edition, **how}
    assert code_of(services.change, item, form_for(cast), **old) == "stale-edition"


def test_after_assignment_units_and_limits_have_their_own_ways(cast, assigned):
    how = {"base": assigned.edition, "by": cast.supervisor, "now": NOW}
    for change in ({"due_on": date(2026, 12, 1)}, {"assist_orgs": ()}, {"lead_org": cast.office}):
        assert code_of(services.change, assigned, form_for(cast, **change), **how) == "assigned"
    by_unit = {**how, "by": cast.water_liaison}
    assert code_of(services.change, assigned, form_for(cast, basis="x"), **by_unit) == "not-office"


def test_before_assignment_everything_may_change(cast, proposed):
    form = form_for(cast, title="修复五处险段", due_on=date(2026, 12, 1), assist_orgs=())
    how = {"base": proposed.edition, "by": cast.supervisor, "now": NOW}
    item = services.change(proposed, form, **how)
    assert fresh(item).matter.title == "修复五处险段" and item.assist_names == ""
    assert item.due_at == item.first_due_at == services.closing(date(2026, 12, 1))
    assert services.form_of(fresh(item)) == replace(form, lead_org=cast.water)
    same = {**how, "base": item.edition}
    assert services.change(item, form, **same).edition == item.edition


def test_an_ended_one_is_not_changed(cast, closed):
    how = {"base": closed.edition, "by": cast.supervisor, "now": NOW}
    assert code_of(services.change, closed, form_for(cast, basis="x"), **how) == "not-running"
