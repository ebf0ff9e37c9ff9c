"""申请和裁定：异议、延期、协调、中止、阶段办结，准的、不准的、过了时候的。"""

from datetime import date, timedelta

import pytest

from sanban.core.errors import Refused
from sanban.inbox.models import Message
from sanban.matters.doers import ASSIST, LEAD
from sanban.matters.models import Step, Todo
from sanban.people.models import RoleHolding
from sanban.supervision import services
from sanban.supervision.models import Handler, ItemState, ReportDue, SideRequest, lit
from sanban.supervision.services import Wish
from sanban.supervision.services.lights import light_of_item
from tests.conftest import NOW
from tests.supervision.conftest import DUE, fresh, go

REASON = "连续降雨，河道水位没有退下去，险段不能施工。"
DAY = timedelta(days=1)


def ask(item, kind, org, by, now=NOW, reason=REASON, **rest):
    return services.ask(item, Wish(kind, reason, **rest), org=org, by=by, now=now)


def water_asks(cast, item, kind="extension", now=NOW, on=date(2026, 11, 13), is_agreed=True):
    made = ask(item, kind, cast.water, cast.water_liaison, now, wanted_on=on)
    if made.consented_at is None and is_agreed:
        services.consent(made, is_agreed=True, by=cast.water_principal, now=now)
    return made


def grant(request, by, now=NOW, **rest):
    return services.rule(request, granted=True, ruling="同意", by=by, now=now, **rest)


def code_of(act, *args, **kwargs):
    with pytest.raises(Refused) as told:
        act(*args, **kwargs)
    assert told.value.message.endswith("。")
    return told.value.code


class TestExtension:
    def test_waits_for_the_unit_leader_first(self, cast, assigned, now):
        made = water_asks(cast, assigned, is_agreed=False)
        assert made.consented_at is None
        assert Message.objects.filter(person=cast.water_principal).exists()
        assert code_of(grant, made, cast.supervisor) == "not-consented"
        services.consent(made, is_agreed=True, by=cast.water_principal, now=now)
        assert SideRequest.objects.waiting().get() == made
        assert Message.objects.filter(person=cast.supervisor).exists()

    def test_granted_it_moves_the_day_everywhere(self, cast, assigned):
        grant(water_asks(cast, assigned), cast.supervisor)
        item = fresh(assigned)
        due = services.closing(date(2026, 11, 13))
        assert item.due_at == item.matter.due_at == due and item.extension_count == 1
        assert item.first_due_at == services.closing(DUE)
        assert set(Todo.objects.live(item.matter).values_list("due_at", flat=True)) == {due}
        owed = ReportDue.objects.filter(item=item, excused_at=None).values_list("due_on", flat=True)
        assert set(owed) == {date(2026, 11, 13)}

    def test_a_day_off_moves_to_the_next_working_day_and_is_said(self, cast, assigned):
        saturday = date(2026, 11, 14)
        grant(water_asks(cast, assigned, on=saturday), cast.supervisor)
        assert fresh(assigned).due_at == services.closing(date(2026, 11, 16))
        note = Step.objects.get(matter=assigned.matter, action="rule_extension").note
        assert "11月14日是休息日，顺延到11月16日" in note

    def test_the_second_warns_and_needs_the_director(self, cast, assigned):
        grant(water_asks(cast, assigned), cast.supervisor)
        again = water_asks(cast, assigned, on=date(2026, 11, 27))
        assert "再延要由办公室主任定" in again.step.note
        assert code_of(grant, again, cast.supervisor) == "second-extension"
        grant(again, cast.director)
        assert fresh(assigned).extension_count == 2

    def test_after_the_limit_it_is_refused(self, cast, assigned):
        late = services.closing(DUE) + DAY
        assert code_of(water_asks, cast, assigned, now=late) == "extension-late"

    def test_must_be_later_than_the_limit(self, cast, assigned):
        assert code_of(water_asks, cast, assigned, on=DUE) == "not-later"
        assert code_of(water_asks, cast, assigned, on=None) == "no-day"

    def test_a_unit_without_a_leader_names_who_agreed(self, cast, assigned):
        day, by = date(2026, 11, 13), cast.finance_liaison
        how = {"wanted_on": day}
        assert code_of(ask, assigned, "extension", cast.finance, by, **how) == "no-consent"
        made = ask(assigned, "extension", cast.finance, by, consent_name="局长李明", **how)
        assert made.consented_at == NOW and made.consent_name == "局长李明"

    def test_asked_twice_is_refused_until_ruled(self, cast, assigned):
        made = water_asks(cast, assigned)
        assert code_of(water_asks, cast, assigned) == "request-waiting"
        services.rule(made, granted=False, ruling="抓紧", by=cast.supervisor, now=NOW)
        water_asks(cast, assigned)

    def test_refused_changes_nothing(self, cast, assigned):
        made = water_asks(cast, assigned)
        no = {"granted": False, "by": cast.supervisor, "now": NOW}
        assert code_of(services.rule, made, ruling=" ", **no) == "no-remark"
        services.rule(made, ruling="工期够用", **no)
        assert fresh(assigned).due_at == services.closing(DUE)
        assert code_of(services.rule, made, ruling="再说", **no) == "stale"


class TestObjection:
    def test_granted_reassigns(self, cast, assigned):
        made = water_asks(cast, assigned, "objection", on=None)
        assert code_of(grant, made, cast.supervisor) == "no-doer"
        grant(made, cast.supervisor, handlers=((cast.finance, LEAD),))
        item = fresh(assigned)
        assert item.lead_org == cast.finance and item.assist_names == ""
        assert Handler.objects.get(item=item, org=cast.water).released_at == NOW
        assert [row.org for row in Todo.objects.live(item.matter)] == [cast.finance]

    def test_within_three_working_days_only(self, cast, assigned):
        third = NOW.replace(day=21, hour=17)
        water_asks(cast, assigned, "objection", now=third, on=None)

    def test_late_it_is_refused_but_the_office_may_reassign(self, cast, assigned):
        late = NOW.replace(day=22)
        made = lambda: water_asks(cast, assigned, "objection", now=late, on=None)  # noqa: E731
        assert code_of(made) == "objection-late"
        orgs = ((cast.finance, LEAD), (cast.water, ASSIST))
        reason = {"reason": "职责在财政", "by": cast.supervisor, "now": late}
        assert services.reassign(assigned, orgs, **reason).lead_org == cast.finance

    def test_the_office_does_not_object_to_itself(self, cast, assigned):
        assert code_of(ask, assigned, "objection", None, cast.supervisor) == "not-unit"

    def test_a_unit_cannot_apply_while_its_objection_waits(self, cast, assigned):
        water_asks(cast, assigned, "objection", on=None)
        assert code_of(go, assigned, "apply_close", cast.water_liaison) == "objection-waiting"


class TestSuspension:
    def suspended(self, cast, item):
        grant(ask(item, "suspension", None, cast.supervisor), cast.supervisor)
        return fresh(item)

    def test_pauses_the_light_and_excuses_the_reports(self, cast, assigned):
        item = self.suspended(cast, assigned)
        late = services.closing(DUE) + 30 * DAY
        assert item.state == ItemState.SUSPENDED and item.is_open
        calendar = services.almanac(late).calendar
        assert light_of_item(item, now=late, calendar=calendar).code == "hold"
        rows = type(item).objects
        assert rows.filter(lit("hold", late)).get() == item
        assert not rows.filter(lit("late", late)).exists()
        assert not ReportDue.objects.filter(item=item, excused_at=None).exists()

    def test_resumed_the_day_moves_by_the_working_days_lost(self, cast, assigned):
        item = self.suspended(cast, assigned)
        week = NOW + 7 * DAY
        assert services.resume_day(item, services.almanac(week)) == date(2026, 11, 6)
        item = services.resume(item, by=cast.supervisor, now=week)
        assert item.state == ItemState.HANDLING
        assert item.due_at == item.matter.due_at == services.closing(date(2026, 11, 6))
        assert item.extension_count == 0
        owed = ReportDue.objects.filter(item=item, excused_at=None)
        assert set(owed.values_list("due_on", flat=True)) == {date(2026, 11, 6)}

    def test_the_office_may_settle_on_another_day(self, cast, assigned):
        item = self.suspended(cast, assigned)
        past = {"by": cast.supervisor, "now": NOW + DAY, "due_on": date(2026, 9, 16)}
        assert code_of(services.resume, item, **past) == "due-past"
        item = services.resume(item, **{**past, "due_on": date(2026, 12, 18)})
        assert item.due_at == services.closing(date(2026, 12, 18))

    def test_nothing_is_handled_while_suspended(self, cast, assigned):
        item = self.suspended(cast, assigned)
        assert code_of(go, item, "apply_close", cast.water_liaison) == "suspended"
        assert code_of(water_asks, cast, item) == "suspended"
        told = {"org": cast.water, "by": cast.water_liaison, "now": NOW}
        assert code_of(services.acknowledge, item, **told) == "suspended"

    def test_only_the_office_resumes(self, cast, assigned):
        item = self.suspended(cast, assigned)
        assert code_of(services.resume, item, by=cast.water_liaison, now=NOW) == "not-office"
        services.resume(item, by=cast.director, now=NOW)
        assert code_of(services.resume, item, by=cast.director, now=NOW) == "not-suspended"


class TestPhase:
    def test_moves_to_the_next_phase_without_counting_an_extension(self, cast, assigned):
        later = NOW.replace(month=10, day=9)
        made = water_asks(cast, assigned, "phase", now=later, on=date(2027, 3, 31))
        grant(made, cast.supervisor, later)
        item = fresh(assigned)
        assert item.due_at == services.closing(date(2027, 3, 31)) and item.extension_count == 0
        assert item.milestones.get(due_on=date(2026, 9, 30)).done_on == later.date()
        assert item.milestone_on == date(2026, 10, 26)

    def test_needs_a_day(self, cast, assigned):
        assert code_of(water_asks, cast, assigned, "phase", on=None) == "no-day"


class TestCoordination:
    def test_granted_then_settled(self, cast, assigned):
        made = ask(assigned, "coordination", cast.finance, cast.finance_liaison)
        made = grant(made, cast.supervisor)
        assert fresh(assigned).requests.in_force("coordination").get() == made
        how = {"by": cast.supervisor, "now": NOW}
        assert code_of(services.settle_coordination, made, note="", **how) == "no-remark"
        services.settle_coordination(made, note="县政府专题会定由财政先垫付", **how)
        assert not fresh(assigned).requests.in_force("coordination").exists()
        assert code_of(services.settle_coordination, made, note="再", **how) == "stale"


class TestConsent:
    def test_the_leader_may_refuse_and_it_never_reaches_the_office(self, cast, assigned):
        made = water_asks(cast, assigned, is_agreed=False)
        no = {"is_agreed": False, "by": cast.water_principal, "now": NOW}
        assert code_of(services.consent, made, **no) == "no-remark"
        services.consent(made, remark="自己想办法", **no)
        assert not SideRequest.objects.waiting().exists()
        assert code_of(services.consent, made, **{**no, "is_agreed": True}) == "stale"

    def test_nobody_else_consents(self, cast, assigned):
        made = water_asks(cast, assigned, is_agreed=False)
        for person in (cast.water_liaison, cast.supervisor, cast.mayor, cast.finance_liaison):
            yes = {"is_agreed": True, "by": person, "now": NOW}
            assert code_of(services.consent, made, **yes) == "not-unit-leader"

    def test_the_leader_asking_himself_has_consented(self, cast, assigned):
        day = date(2026, 11, 13)
        made = ask(assigned, "extension", cast.water, cast.water_principal, wanted_on=day)
        assert made.consented_at == NOW and made.consent_by == cast.water_principal

    def test_a_unit_takes_its_own_request_back(self, cast, assigned):
        made = water_asks(cast, assigned)
        other = {"by": cast.finance_liaison, "now": NOW}
        assert code_of(services.take_back, made, **other) == "not-unit"
        services.take_back(made, by=cast.water_liaison, now=NOW)
        assert code_of(grant, made, cast.supervisor) == "stale"


def test_only_the_office_rules(cast, assigned):
    made = water_asks(cast, assigned)
    for person in (cast.water_liaison, cast.water_principal, cast.clerk, cast.mayor, cast.drafter):
        assert code_of(grant, made, person) == "not-office"


def test_only_the_unit_asks_for_itself(cast, assigned):
    for person in (cast.finance_liaison, cast.clerk, cast.outsider):
        assert code_of(ask, assigned, "coordination", cast.water, person) == "not-unit"
    assert code_of(ask, assigned, "coordination", cast.office, cast.clerk) == "not-handler"


def test_who_holds_the_todo_acts_for_the_unit(cast, assigned, now):
    """差事交给了同单位别人，那个人也能替单位办。"""
    RoleHolding.objects.create(person=cast.outsider, role="drafter", org=cast.finance)
    Todo.objects.live(assigned.matter).filter(org=cast.finance).update(person=cast.outsider)
    services.acknowledge(assigned, org=cast.finance, by=cast.outsider, now=now)


def test_a_request_without_words_or_kind_is_refused(cast, assigned):
    water, by = cast.water, cast.water_liaison
    assert code_of(ask, assigned, "coordination", water, by, reason="  ") == "no-reason"
    assert code_of(ask, assigned, "holiday", water, by) == "no-such-request"
    assert code_of(ask, assigned, "coordination", water, by, reason="机密★") == "classified"


def test_nothing_is_asked_before_assignment_or_after_applying(cast, proposed, assigned):
    item = go(assigned, "apply_close", cast.finance_liaison, remark="办好了")
    who = (cast.finance, cast.finance_liaison)
    assert code_of(ask, item, "coordination", *who) == "applied"
