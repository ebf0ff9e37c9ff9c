"""更正：改了什么留痕，交办以后单位、时限另有走法，旧页、了结的不改；迟报的仍是迟报。"""

from dataclasses import replace
from datetime import date, timedelta

from sanban.supervision import services
from tests.conftest import NOW
from tests.supervision.conftest import (
    form_for,
    fresh,
    go,
)
from tests.supervision.test_requests import code_of


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
