"""细处的道理：会签里的撤回、退回后直送、委托接龙、交接、改了的流程表。"""

import sys
from dataclasses import replace

from sanban.matters import kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import Matter, Todo
from sanban.matters.services import Asked, Opening, options_for
from sanban.people.models import Delegation, OfficeSection
from tests.conftest import NOW
from tests.matters.conftest import begin, by, go, names, stage
from tests.matters.trial import TRIAL


def in_joint(cast, *people):
    return go(begin(cast), "to_joint", cast.clerk, *people)


def in_queue(cast, *people):
    matter = in_joint(cast, cast.drafter)
    return go(matter, "agree", cast.drafter, *people)


def act_for(person, deputy):
    return Delegation.objects.create(
        person=person, deputy=deputy, since=NOW.date(), until=NOW.date()
    )


def earlier(matter):
    matter.refresh_from_db()
    return [one.code for one in services.earlier_stages(matter)]


def test_all_must_sign_before_it_leaves(cast):
    matter = in_joint(cast, cast.mayor, cast.deputy)
    assert not options_for(matter, cast.mayor).is_last
    assert go(matter, "agree", cast.mayor).stage == "joint"
    assert options_for(matter, cast.deputy).is_last
    assert go(matter, "agree", cast.deputy, cast.mayor).stage == "queue"


def test_one_veto_leaves_at_once(cast):
    matter = in_joint(cast, cast.mayor, cast.deputy)
    assert go(matter, "veto", cast.mayor).stage == "draft"
    assert names(matter) == ["林晓燕"]


def test_any_one_is_enough(cast):
    matter = go(begin(cast), "to_either", cast.clerk, cast.mayor, cast.deputy)
    assert go(matter, "pass", cast.deputy, cast.drafter).stage == "joint"
    assert names(matter) == ["孙佳"]


def test_a_signer_takes_back_his_own_signature_while_others_sign(cast):
    matter = in_joint(cast, cast.mayor, cast.deputy, cast.director)
    go(matter, "agree", cast.mayor)
    go(matter, "agree", cast.deputy)
    services.withdraw(matter, by=cast.mayor, now=NOW)
    assert names(matter) == ["何立新", "周明远"]
    services.withdraw(matter, by=cast.deputy, now=NOW)
    assert names(matter) == ["何立新", "郑国平", "周明远"]


def test_asking_a_signer_is_taken_back_while_others_sign(cast):
    matter = in_joint(cast, cast.mayor, cast.deputy, cast.director)
    services.add_signer(matter, [cast.drafter], asked=by(cast.mayor))
    go(matter, "agree", cast.deputy)
    services.withdraw(matter, by=cast.mayor, now=NOW)
    assert names(matter) == ["何立新", "周明远"]


def test_two_rounds_of_added_signers_come_undone_one_by_one(cast):
    matter = in_joint(cast, cast.mayor)
    for signer in (cast.drafter, cast.outsider):
        services.add_signer(matter, [signer], asked=by(cast.mayor))
        services.reply(matter, asked=by(signer), remark="可以")
    services.withdraw(matter, by=cast.outsider, now=NOW)
    assert names(matter) == ["赵外"]
    services.withdraw(matter, by=cast.mayor, now=NOW)
    services.withdraw(matter, by=cast.drafter, now=NOW)
    assert names(matter) == ["孙佳"]


def test_an_answer_cannot_come_back_once_the_asker_goes_on(cast):
    matter = in_joint(cast, cast.mayor)
    services.add_signer(matter, [cast.drafter, cast.outsider], asked=by(cast.mayor))
    services.reply(matter, asked=by(cast.drafter), remark="可以")
    services.reply(matter, asked=by(cast.outsider), remark="可以")
    assert services.last_undoable(matter, cast.drafter) is None
    assert services.last_undoable(matter, cast.outsider) is not None


def test_sending_back_never_goes_forward(cast):
    matter = in_queue(cast, cast.mayor)
    assert earlier(matter) == ["joint", "draft"]
    services.send_back(matter, "joint", asked=by(cast.mayor), remark="重签")
    assert earlier(matter) == ["draft"]
    go(matter, "agree", cast.drafter, cast.mayor)
    assert earlier(matter) == ["joint", "draft"]


def test_straight_back_reaches_only_those_who_had_not_signed(cast):
    matter = in_joint(cast, cast.mayor, cast.deputy, cast.director)
    go(matter, "agree", cast.mayor)
    services.send_back(matter, "draft", asked=by(cast.deputy), remark="补", straight_back=True)
    assert options_for(matter, cast.clerk).back.code == "joint"
    go(matter, "to_joint", cast.clerk)
    assert names(matter) == ["郑国平", "周明远"]


def test_straight_back_through_two_floors(cast):
    matter = in_queue(cast, cast.mayor)
    services.send_back(matter, "joint", asked=by(cast.mayor), remark="补", straight_back=True)
    services.send_back(matter, "draft", asked=by(cast.drafter), remark="补", straight_back=True)
    go(matter, "to_joint", cast.clerk)
    assert (stage(matter), names(matter)) == ("joint", ["孙佳"])
    go(matter, "to_orgs", cast.drafter)
    assert (stage(matter), names(matter)) == ("queue", ["何立新"])


def test_straight_back_does_not_swallow_an_ending(cast):
    matter = in_joint(cast, cast.mayor)
    services.send_back(matter, "draft", asked=by(cast.mayor), remark="补", straight_back=True)
    assert go(matter, "drop", cast.clerk).state == "done"


def test_straight_back_to_somebody_who_left_goes_the_usual_way(cast):
    matter = in_joint(cast, cast.mayor)
    services.send_back(matter, "draft", asked=by(cast.mayor), remark="补", straight_back=True)
    services.retire(cast.mayor, to=None, by=cast.sys_admin, now=NOW)
    go(matter, "to_either", cast.clerk, cast.deputy)
    assert (stage(matter), names(matter)) == ("either", ["郑国平"])


def test_a_stand_in_of_a_stand_in_acts_for_the_first(cast):
    act_for(cast.mayor, cast.deputy)
    act_for(cast.deputy, cast.drafter)
    matter = in_joint(cast, cast.mayor)
    todo = Todo.objects.live(matter).get()
    assert (todo.person, todo.on_behalf_of) == (cast.drafter, cast.mayor)


def test_stand_ins_in_a_ring_stop_before_the_first(cast):
    act_for(cast.mayor, cast.deputy)
    act_for(cast.deputy, cast.mayor)
    assert names(in_joint(cast, cast.mayor)) == ["郑国平"]


def test_one_person_holds_his_own_and_anothers(cast):
    act_for(cast.mayor, cast.deputy)
    matter = in_joint(cast, cast.mayor, cast.deputy)
    assert names(matter) == ["郑国平", "郑国平"]
    own = Todo.objects.live(matter).get(on_behalf_of=None)
    assert go(matter, "agree", cast.deputy, todo=own.pk).stage == "joint"
    assert go(matter, "agree", cast.deputy, cast.drafter).stage == "queue"


def test_a_delegation_takes_what_waits_and_leaves_the_reading(cast):
    matter = in_queue(cast, cast.mayor, cast.deputy)
    services.circulate(matter, [cast.deputy], by=cast.clerk, now=NOW)
    row = act_for(cast.deputy, cast.drafter)
    assert services.delegate(row, by=cast.sys_admin, now=NOW) == 1
    waiting = Todo.objects.live(matter).get(state="waiting")
    assert (waiting.person, waiting.on_behalf_of) == (cast.drafter, cast.deputy)
    assert Todo.objects.reading_of(cast.deputy).count() == 1


def test_duties_handed_over_never_come_back_by_a_delegation(cast):
    matter = in_joint(cast, cast.mayor)
    act_for(cast.deputy, cast.mayor)
    services.retire(cast.mayor, to=cast.deputy, by=cast.sys_admin, now=NOW)
    assert names(matter) == ["郑国平"]


def test_the_waiting_are_handed_over_with_their_added_signers(cast):
    matter = in_joint(cast, cast.mayor)
    services.add_signer(matter, [cast.outsider], asked=by(cast.mayor))
    services.hand_over(cast.mayor, cast.deputy, by=cast.sys_admin, now=NOW)
    services.reply(matter, asked=by(cast.outsider), remark="可以")
    assert names(matter) == ["郑国平"]


def test_the_asker_and_the_asked_are_handed_over_together(cast):
    matter = in_joint(cast, cast.mayor)
    act_for(cast.outsider, cast.mayor)
    services.add_signer(matter, [cast.outsider], asked=by(cast.mayor))
    services.hand_over(cast.mayor, cast.deputy, by=cast.sys_admin, now=NOW)
    services.reply(matter, asked=by(cast.deputy), remark="可以")
    assert go(matter, "agree", cast.deputy, cast.drafter).stage == "queue"


def test_sent_back_to_those_present(cast):
    matter = go(begin(cast), "to_joint", cast.clerk, cast.mayor, cast.deputy)
    go(matter, "agree", cast.mayor)
    go(matter, "agree", cast.deputy, cast.director)
    services.retire(cast.mayor, to=None, by=cast.sys_admin, now=NOW)
    services.send_back(matter, "joint", asked=by(cast.director), remark="重签")
    assert names(matter) == ["郑国平"]


def test_terminating_takes_the_reading_back_and_undoing_gives_it_again(cast):
    matter = in_joint(cast, cast.mayor)
    services.circulate(matter, [cast.outsider], by=cast.clerk, now=NOW)
    services.terminate(matter, asked=by(cast.clerk), remark="停")
    assert not Todo.objects.reading_of(cast.outsider).exists()
    services.withdraw(matter, by=cast.clerk, now=NOW)
    assert Todo.objects.reading_of(cast.outsider).exists()
    assert names(matter) == ["何立新"]


def test_direct_sending_to_the_same_stage_reassigns(cast):
    matter = in_joint(cast, cast.mayor)
    choice = Choice(people=(cast.deputy,))
    services.direct_send(matter, "joint", asked=by(cast.director), remark="改派", choice=choice)
    assert names(matter) == ["郑国平"]


def test_a_running_matter_keeps_its_route(cast):
    matter = begin(cast)
    kinds.add(replace(TRIAL, moves=TRIAL.moves[1:]))
    go(matter, "to_either", cast.clerk, cast.mayor)
    later = begin(cast)
    assert (matter.route.version, later.route.version) == (1, 2)
    assert "to_either" not in {one.code for one in options_for(later, cast.clerk).moves}


def test_withdrawing_leaves_corrected_values_alone(cast):
    matter = begin(cast)
    go(matter, "to_either", cast.clerk, cast.mayor)
    services.set_values(matter, amount=7)
    assert services.withdraw(matter, by=cast.clerk, now=NOW).values["amount"] == 7


def test_the_section_that_holds_it_sees_it_and_readers_colleagues_do_not(cast):
    desk = OfficeSection.objects.create(org=cast.office, name="综合科")
    for one in (cast.director, cast.drafter, cast.deputy):
        one.office_section = desk if one is not cast.deputy else None
        one.save()
    matter = begin(cast, kind="incoming")
    assert matter not in Matter.objects.visible_to(cast.drafter)
    services.circulate(matter, [cast.director], by=cast.clerk, now=NOW)
    assert matter not in Matter.objects.visible_to(cast.drafter)
    go(matter, "submit", cast.clerk)
    assert matter in Matter.objects.visible_to(cast.drafter)


def test_options_cost_at_most_four_queries(cast, django_assert_max_num_queries):
    matter = in_joint(cast, cast.mayor, cast.deputy)
    fresh = type(matter).objects.get(pk=matter.pk)
    with django_assert_max_num_queries(4):
        options_for(fresh, cast.mayor)


def test_a_move_is_cheap(cast, django_assert_max_num_queries, capsys):
    matter = begin(cast, "incoming")
    with django_assert_max_num_queries(30) as seen:
        services.move(matter, "submit", asked=Asked(cast.clerk, NOW))
    with capsys.disabled():
        sys.stdout.write(f"送一步用 {len(seen.captured_queries)} 条语句\n")


def test_the_opening_stands_first(cast, now):
    made = services.start("trial", Opening(" 标题 ", remark="急"), by=cast.clerk, now=now)
    assert (made.title, made.steps.get().remark) == ("标题", "急")
