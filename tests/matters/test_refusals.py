"""每一句拒绝都有一个测试：说清是什么问题、怎么办，什么也没变。"""

import pytest

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.matters import services
from sanban.matters.doers import Choice
from sanban.matters.models import Step, Todo
from sanban.matters.services import Asked, Opening
from sanban.people.models import Delegation, RoleHolding
from tests.conftest import NOW
from tests.matters.conftest import begin, by, go


def refused(code, act):
    counts = Step.objects.count(), AuditLog.objects.count(), Todo.objects.count()
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code, caught.value.message
    assert caught.value.message.endswith("。")
    assert (Step.objects.count(), AuditLog.objects.count(), Todo.objects.count()) == counts
    return caught.value.message


@pytest.fixture
def matter(cast):
    return begin(cast)


@pytest.fixture
def joint(cast, matter):
    return go(matter, "to_joint", cast.clerk, cast.mayor, cast.deputy)


def send_back(matter, person, stage="draft", remark="重办"):
    return lambda: services.send_back(matter, stage, asked=by(person), remark=remark)


def add_signer(matter, person, *people):
    return lambda: services.add_signer(matter, list(people), asked=by(person))


def direct(matter, person, stage, *people, remark="急"):
    choice = Choice(people=people)
    return lambda: services.direct_send(
        matter, stage, asked=by(person), remark=remark, choice=choice
    )


def test_a_matter_needs_a_title(cast):
    refused("no-title", lambda: services.start("trial", Opening(" "), by=cast.clerk, now=NOW))


def test_a_move_is_not_mine(cast, matter):
    said = refused("not-yours", lambda: go(matter, "to_either", cast.outsider))
    assert "“拟稿”环节" in said


def test_a_move_does_not_exist_here(cast, matter):
    refused("no-such-move", lambda: go(matter, "finish", cast.clerk))


def test_a_move_whose_condition_does_not_hold(cast):
    small = begin(cast, amount=50)
    refused("no-such-move", lambda: go(small, "to_joint", cast.clerk, cast.mayor))
    unfilled = begin(cast, amount=None)
    refused("no-such-move", lambda: go(unfilled, "to_joint", cast.clerk, cast.mayor))


def test_a_remark_is_missing(cast, matter):
    refused("no-remark", lambda: go(matter, "drop", cast.clerk, remark="  "))
    refused("no-remark", lambda: services.terminate(matter, asked=by(cast.clerk), remark=""))


def test_nobody_is_chosen(cast, matter):
    said = refused("no-doer", lambda: go(matter, "to_either", cast.clerk))
    assert "请选定办理人" in said


def test_the_chosen_one_has_left(cast, matter):
    services.retire(cast.mayor, to=None, by=cast.sys_admin, now=NOW)
    said = refused("gone", lambda: go(matter, "to_either", cast.clerk, cast.mayor))
    assert "何立新" in said
    refused("gone", add_signer(matter, cast.clerk, cast.mayor))


def test_a_role_that_nobody_holds(cast):
    incoming = begin(cast, "incoming")
    RoleHolding.objects.filter(role="director").delete()
    said = refused("no-doer", lambda: go(incoming, "submit", cast.clerk))
    assert "主任" in said and "管理员" in said


def orgs(cast, matter, *pairs):
    return lambda: go(matter, "report", cast.clerk, orgs=pairs)


@pytest.mark.parametrize(
    ("code", "pairs"),
    [
        ("no-lead", [("finance", "assist"), ("water", "assist")]),
        ("two-leads", [("finance", "lead"), ("water", "lead")]),
        ("org-twice", [("finance", "lead"), ("finance", "assist")]),
        ("no-liaison", [("office", "lead")]),
        ("no-doer", []),
    ],
)
def test_units_are_chosen_by_the_rules(cast, joint, code, pairs):
    go(joint, "agree", cast.mayor)
    chosen = tuple((getattr(cast, org), part) for org, part in pairs)
    refused(code, lambda: go(joint, "to_orgs", cast.deputy, orgs=chosen))


def test_a_single_unit_leads(cast, joint):
    go(joint, "agree", cast.mayor)
    go(joint, "to_orgs", cast.deputy, orgs=((cast.water, "assist"),))
    assert Todo.objects.live(joint).get().part == "lead"


def test_pressed_twice_names_who_acted_and_when(cast, matter):
    todo = Todo.objects.get(matter=matter).pk
    go(matter, "to_either", cast.clerk, cast.clerk_b, todo=todo)
    again = refused("stale", lambda: go(matter, "to_either", cast.clerk, cast.mayor, todo=todo))
    assert "林晓燕已于9月16日 09:00办理（送核稿）" in again


def test_pressed_twice_after_the_end_names_who_acted(cast, matter):
    go(matter, "drop", cast.clerk)
    said = refused("not-running", lambda: go(matter, "drop", cast.clerk))
    assert "林晓燕已于9月16日 09:00" in said and "已经办结" in said


def test_i_wait_for_the_one_before_me_or_the_added_signer(cast, joint):
    services.add_signer(joint, [cast.drafter], asked=by(cast.mayor))
    assert "孙佳" in refused("wait", lambda: go(joint, "agree", cast.mayor))


def test_an_added_signer_only_answers(cast, joint):
    services.add_signer(joint, [cast.drafter], asked=by(cast.mayor))
    refused("added-only", lambda: go(joint, "agree", cast.drafter))
    refused("added-only", send_back(joint, cast.drafter))
    refused("no-remark", lambda: services.reply(joint, asked=by(cast.drafter), remark=""))
    deputy = by(cast.deputy)
    refused("not-added", lambda: services.reply(joint, asked=deputy, remark="好"))


def test_signers_are_added_by_the_rules(cast, joint):
    refused("nobody", add_signer(joint, cast.mayor))
    refused("already-doer", add_signer(joint, cast.mayor, cast.deputy))
    refused("already-doer", add_signer(joint, cast.mayor, cast.mayor))
    refused("already-doer", lambda: services.refer(joint, cast.deputy, asked=by(cast.mayor)))


def test_sent_back_only_to_where_it_has_been(cast, joint, matter):
    refused("never-done", send_back(joint, cast.mayor, "check"))
    refused("never-done", send_back(joint, cast.mayor, "joint"))
    refused("never-done", send_back(joint, cast.mayor, "nowhere"))
    refused("no-remark", send_back(joint, cast.mayor, remark=" "))
    services.send_back(joint, "draft", asked=by(cast.mayor), remark="补")
    refused("forbidden-here", send_back(joint, cast.clerk, "joint"))


def test_direct_sending_is_the_directors(cast, matter):
    refused("not-director", direct(matter, cast.clerk, "joint", cast.mayor))
    refused("no-remark", direct(matter, cast.director, "joint", cast.mayor, remark=""))
    refused("no-such-stage", direct(matter, cast.director, "nowhere"))
    refused("no-such-stage", direct(matter, cast.director, "done"))
    refused("no-doer", direct(matter, cast.director, "joint"))


def test_terminating_is_for_the_drafter_and_the_director(cast, matter):
    mayor = by(cast.mayor)
    refused("not-yours", lambda: services.terminate(matter, asked=mayor, remark="停"))
    services.terminate(matter, asked=by(cast.director), remark="停")
    said = refused(
        "not-running", lambda: services.terminate(matter, asked=by(cast.clerk), remark="停")
    )
    assert "周明远" in said and "已经终止" in said
    refused("not-running", lambda: services.circulate(matter, [cast.mayor], by=cast.clerk, now=NOW))


def test_only_a_clerk_records_for_a_leader(cast, joint):
    sly = Asked(cast.outsider, NOW, on_paper_for=cast.mayor)
    refused("not-clerk", lambda: services.move(joint, "agree", asked=sly))
    honest = Asked(cast.clerk, NOW, on_paper_for=cast.mayor)
    services.move(joint, "agree", asked=honest)
    step = Step.objects.last()
    assert (step.person, step.recorded_by) == (cast.mayor, cast.clerk)


def test_reminding_needs_standing_and_somebody_to_remind(cast, matter):
    refused("not-yours", lambda: services.remind(matter, by=cast.outsider, now=NOW))
    refused("nobody", lambda: services.remind(matter, by=cast.clerk, now=NOW))


def test_reading_is_for_the_reader_once(cast, matter):
    refused(
        "not-yours", lambda: services.circulate(matter, [cast.mayor], by=cast.outsider, now=NOW)
    )
    refused("nobody", lambda: services.circulate(matter, [], by=cast.clerk, now=NOW))
    sent = services.circulate(matter, [cast.mayor, cast.deputy], by=cast.clerk, now=NOW)
    refused("nobody", lambda: services.circulate(matter, [cast.mayor], by=cast.clerk, now=NOW))
    mine = sent.readers.get(person=cast.mayor)
    other = sent.readers.get(person=cast.deputy)
    refused("not-yours", lambda: services.read(mine, by=cast.deputy, now=NOW))
    services.read(mine, by=cast.mayor, now=NOW)
    assert "阅过" in refused("stale", lambda: services.read(mine, by=cast.mayor, now=NOW))
    refused("not-yours", lambda: services.chase(sent, by=cast.outsider, now=NOW))
    services.withdraw_circulation(sent, by=cast.clerk, now=NOW)
    assert "收回" in refused("stale", lambda: services.read(other, by=cast.deputy, now=NOW))
    refused("nobody", lambda: services.chase(sent, by=cast.clerk, now=NOW))


def test_withdrawing_comes_too_late_or_finds_nothing(cast, matter):
    refused("nothing-to-withdraw", lambda: services.withdraw(matter, by=cast.clerk, now=NOW))
    go(matter, "to_either", cast.clerk, cast.mayor)
    go(matter, "pass", cast.mayor, cast.deputy)
    refused("too-late", lambda: services.withdraw(matter, by=cast.clerk, now=NOW))
    dropped = begin(cast)
    go(dropped, "drop", cast.clerk)
    refused("forbidden-here", lambda: services.withdraw(dropped, by=cast.clerk, now=NOW))


def test_nothing_is_reopened_for_somebody_who_has_left(cast, joint):
    go(joint, "veto", cast.mayor)
    services.retire(cast.deputy, to=None, by=cast.sys_admin, now=NOW)
    said = refused("gone", lambda: services.withdraw(joint, by=cast.mayor, now=NOW))
    assert "郑国平" in said


def test_opinions_are_taken_back_by_their_writer(cast, joint):
    go(joint, "agree", cast.mayor)
    step = Step.objects.last()
    refused("not-yours", lambda: services.withdraw_opinion(step, by=cast.clerk, now=NOW))
    services.withdraw_opinion(step, by=cast.mayor, now=NOW, remark="原则同意")
    refused("stale", lambda: services.withdraw_opinion(step, by=cast.mayor, now=NOW))


def test_an_archived_opinion_stays(cast, matter):
    go(matter, "drop", cast.clerk)
    step = Step.objects.last()
    refused("archived", lambda: services.withdraw_opinion(step, by=cast.clerk, now=NOW))
    refused(
        "forbidden-here", lambda: services.circulate(matter, [cast.mayor], by=cast.clerk, now=NOW)
    )


def test_duties_are_handed_to_somebody_present(cast, matter):
    refused("holds-todos", lambda: services.retire(cast.clerk, to=None, by=cast.sys_admin, now=NOW))
    refused(
        "bad-successor",
        lambda: services.hand_over(cast.clerk, cast.clerk, by=cast.sys_admin, now=NOW),
    )


def test_the_absent_owner_is_told_who_acts_for_him(cast, matter):
    Delegation.objects.create(
        person=cast.mayor, deputy=cast.deputy, since=NOW.date(), until=NOW.date()
    )
    go(matter, "to_either", cast.clerk, cast.mayor)
    assert "郑国平代办" in refused("not-yours", lambda: go(matter, "pass", cast.mayor))
