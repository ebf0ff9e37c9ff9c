"""改派、撤并的单位、并案：事项一件不丢。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.matters.doers import ASSIST, LEAD
from sanban.matters.models import Todo, TodoState
from sanban.people import services as people
from sanban.people.models import Org, Person, RoleHolding
from sanban.supervision import services
from sanban.supervision.models import Handler, ItemState, ReportDue, SupervisedItem
from tests.conftest import NOW
from tests.supervision.conftest import assign, fresh, go, propose
from tests.supervision.test_requests import code_of

DAY = timedelta(days=1)


def reassign(item, by, *orgs, now=NOW, reason="机构调整"):
    return services.reassign(item, orgs, by=by, now=now, reason=reason)


def doing(item):
    rows = Todo.objects.live(item.matter).filter(state=TodoState.OPEN)
    return {row.org.pk: row.part for row in rows}


@pytest.fixture
def third(cast):
    """再一个单位，有联络员。"""
    org = Org.objects.create(name="演示县住建局", short_name="县住建局", kind="dept", rank_order=12)
    person = Person.objects.create(name="卢一鸣", org=org, rank_order=70)
    RoleHolding.objects.create(person=person, role="liaison", org=org)
    return org


class TestReassigning:
    def test_one_that_has_applied_is_not_dropped(self, cast, assigned):
        item = go(assigned, "apply_close", cast.water_liaison, remark="三处险段已经验收")
        with pytest.raises(Refused, match="县水务局已经申请办结"):
            reassign(item, cast.supervisor, (cast.finance, LEAD))
        parts = Handler.objects.current(item).values_list("part", flat=True)
        assert sorted(parts) == [ASSIST, LEAD]
        item = reassign(item, cast.supervisor, (cast.finance, LEAD), (cast.water, ASSIST))
        assert doing(item) == {cast.finance.pk: LEAD, cast.water.pk: ASSIST}

    def test_those_who_stay_go_on_and_the_new_sign_for_it(self, cast, assigned, third):
        services.acknowledge(assigned, org=cast.water, by=cast.water_liaison, now=NOW)
        later = NOW + DAY
        item = reassign(assigned, cast.supervisor, (cast.water, LEAD), (third, ASSIST), now=later)
        rows = {row.org: row for row in Handler.objects.current(item)}
        assert set(rows) == {cast.water, third} and item.assist_names == "县住建局"
        assert rows[cast.water].acknowledged_at == NOW and rows[third].assigned_at == later
        assert doing(item) == {cast.water.pk: LEAD, third.pk: ASSIST}
        assert Handler.objects.get(item=item, org=cast.finance).released_at == later
        owed = ReportDue.objects.filter(item=item, excused_at=None)
        assert set(owed.values_list("org", flat=True)) == {cast.water.pk, third.pk}

    def test_withdrawn_the_old_units_take_it_up_as_they_were(self, cast, assigned, third):
        services.acknowledge(assigned, org=cast.finance, by=cast.finance_liaison, now=NOW)
        item = reassign(assigned, cast.supervisor, (third, LEAD), now=NOW + DAY)
        services.withdraw(item.matter, by=cast.supervisor, now=NOW + DAY)
        rows = {row.org: row for row in Handler.objects.current(fresh(item))}
        assert set(rows) == {cast.water, cast.finance}
        assert rows[cast.finance].acknowledged_at == NOW
        assert fresh(item).lead_org == cast.water

    def test_lead_and_assist_may_change_places(self, cast, assigned):
        item = reassign(assigned, cast.director, (cast.finance, LEAD), (cast.water, ASSIST))
        assert item.lead_org == cast.finance
        assert doing(item) == {cast.finance.pk: LEAD, cast.water.pk: ASSIST}

    def test_what_cannot_be_done_is_said(self, cast, assigned, third):
        water, finance = (cast.water, LEAD), (cast.finance, ASSIST)
        office = cast.supervisor
        assert code_of(reassign, assigned, office, water, finance) == "same-orgs"
        assert code_of(reassign, assigned, office) == "no-doer"
        assert code_of(reassign, assigned, office, water, (third, LEAD)) == "no-lead"
        assert code_of(reassign, assigned, office, water, water) == "org-twice"
        assert code_of(reassign, assigned, office, (cast.office, LEAD)) == "no-liaison"
        assert code_of(reassign, assigned, office, water, reason=" ") == "no-remark"
        assert code_of(reassign, assigned, cast.water_liaison, water) == "not-office"

    def test_somebody_must_be_left_to_handle_it(self, cast, assigned):
        item = go(assigned, "apply_close", cast.finance_liaison, remark="好了")
        wanted = ((cast.finance, ASSIST), (cast.water, LEAD))
        assert code_of(reassign, item, cast.supervisor, *wanted) == "same-orgs"
        item = reassign(item, cast.supervisor, (cast.finance, LEAD))
        assert doing(item) == {cast.finance.pk: LEAD}


class TestUnitsGone:
    def gone(self, cast, org, to):
        """单位撤并：人都调走，单位停用。"""
        for person in Person.objects.filter(org=org):
            Person.objects.filter(pk=person.pk).update(org=to)
        people.set_org_in_use(org, is_active=False, by=cast.sys_admin)

    def test_a_merged_unit_with_open_items_is_on_the_list(self, cast, assigned, third):
        assert services.orgs_gone(cast.office) == []
        self.gone(cast, cast.water, third)
        (row,) = services.orgs_gone(cast.office)
        assert row.org == cast.water and row.item == assigned
        assert "已经停用" in services.why_gone(row)
        item = reassign(assigned, cast.supervisor, (third, LEAD), (cast.finance, ASSIST))
        assert item.lead_org == third and services.orgs_gone(cast.office) == []

    def test_a_unit_without_a_liaison_is_on_the_list(self, cast, assigned, third):
        RoleHolding.objects.filter(org=cast.finance, role="liaison").delete()
        (row,) = services.orgs_gone(cast.office)
        assert row.org == cast.finance and "没有在岗的联络员" in services.why_gone(row)

    def test_two_units_gone_may_be_replaced_one_after_another(self, cast, assigned, third):
        self.gone(cast, cast.water, third)
        RoleHolding.objects.filter(org=cast.finance, role="liaison").delete()
        item = reassign(assigned, cast.supervisor, (third, LEAD), (cast.finance, ASSIST))
        assert [row.org for row in services.orgs_gone(cast.office)] == [cast.finance]
        assert doing(item) == {third.pk: LEAD, cast.finance.pk: ASSIST}

    def test_ended_items_of_a_gone_unit_are_not_on_the_list(self, cast, closed, third):
        self.gone(cast, cast.water, third)
        assert services.orgs_gone(cast.office) == []


class TestMerging:
    def merge(self, cast, items, into, by=None, reason="同一件事"):
        how = {"reason": reason, "by": by or cast.supervisor, "now": NOW}
        return services.merge_items(items, into, **how)

    def test_the_merged_are_ended_and_say_where_they_went(self, cast, assigned):
        other = assign(cast, propose(cast, title="北环路防洪堤隐患"))
        into = self.merge(cast, [other], assigned)
        one = fresh(other)
        assert one.state == ItemState.MERGED and not one.is_open and one.merged_into == assigned
        assert not Todo.objects.live(one.matter).exists()
        assert not one.reports_due.filter(excused_at=None).exists()
        assert into.state == ItemState.HANDLING and len(doing(into)) == 2
        assert "督字〔2026〕2号" in into.matter.steps.get(action="take_in").note

    def test_no_circles(self, cast, assigned):
        other = assign(cast, propose(cast, title="北环路防洪堤隐患"))
        assert code_of(self.merge, cast, [assigned], assigned) == "circle"
        assert code_of(self.merge, cast, [other, assigned], assigned) == "circle"
        self.merge(cast, [other], assigned)
        with pytest.raises(Refused, match="已经并到督字〔2026〕1号") as told:
            self.merge(cast, [assigned], other)
        assert told.value.code == "circle"
        assert code_of(self.merge, cast, [other], assigned) == "not-open"

    def test_only_open_ones_of_the_same_office_by_the_office(self, cast, closed):
        other = assign(cast, propose(cast, title="北环路防洪堤隐患"))
        assert code_of(self.merge, cast, [closed], other) == "not-open"
        assert code_of(self.merge, cast, [other], closed) == "circle"
        assert code_of(self.merge, cast, [], other) == "nothing"
        third = assign(cast, propose(cast, title="另一处"))
        assert code_of(self.merge, cast, [third], other, cast.water_liaison) == "not-office"
        assert code_of(self.merge, cast, [third], other, reason="") == "no-remark"

    def test_a_merge_may_be_withdrawn(self, cast, assigned):
        other = assign(cast, propose(cast, title="北环路防洪堤隐患"))
        before = SupervisedItem.objects.filter(pk=other.pk).values().get()
        self.merge(cast, [other], assigned)
        services.withdraw(other.matter, by=cast.supervisor, now=NOW)
        assert SupervisedItem.objects.filter(pk=other.pk).values().get() == before
