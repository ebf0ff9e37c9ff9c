"""撤回、退回：事项退到哪里，台账各栏就退到哪里。"""

from datetime import date, timedelta

import pytest

from sanban.core.errors import Refused
from sanban.matters.doers import ASSIST, LEAD
from sanban.matters.services import Asked
from sanban.people.models import RoleHolding
from sanban.supervision import services
from sanban.supervision.models import FollowUpCheck, Handler, ReportDue, SupervisedItem
from sanban.supervision.services import ItemExtra
from tests.conftest import NOW
from tests.supervision.conftest import LATER, approve, fresh, go, passed
from tests.supervision.test_requests import code_of


def columns(item):
    row = SupervisedItem.objects.filter(pk=item.pk).values().get()
    row.pop("edition")
    matter = item.__class__.objects.get(pk=item.pk).matter
    return row, matter.stage, matter.due_at


def handlers(item):
    rows = Handler.objects.filter(item=item, released_at=None).order_by("pk")
    return list(rows.values("org", "part", "assigned_at", "applied_at"))


def reports(item):
    rows = ReportDue.objects.filter(item=item, excused_at=None).order_by("pk")
    return list(rows.values_list("org", "due_on", "met_at"))


def there_and_back(item, code, by, **rest):
    before = columns(item), handlers(item), reports(item)
    later = NOW + timedelta(hours=1)
    moved = go(item, code, by, now=later, **rest)
    assert columns(moved) != before[0]
    services.withdraw(moved.matter, by=by, now=later)
    assert (columns(item), handlers(item), reports(item)) == before
    return fresh(item)


def test_withdrawing_keeps_the_columns_right(cast, proposed):
    office, mayor = cast.supervisor, cast.mayor
    item = there_and_back(proposed, "to_approve", office, people=(mayor,))
    item = approve(cast, item)
    extra = ItemExtra(due_on=date(2026, 12, 1))
    orgs = ((cast.finance, LEAD), (cast.water, ASSIST))
    before = fresh(item).lead_org
    moved = go(item, "assign", office, orgs=orgs, extra=extra)
    assert moved.lead_org == cast.finance and moved.due_at == services.closing(date(2026, 12, 1))
    services.withdraw(moved.matter, by=office, now=NOW)
    back = fresh(item)
    assert back.state == "approved" and back.assigned_at is None and handlers(back) == []
    assert back.due_at == back.matter.due_at == item.due_at and before == cast.water
    assert reports(back) == []


def test_withdrawn_approval_keeps_its_number_for_the_next(cast, proposed):
    item = approve(cast, proposed)
    services.withdraw(item.matter, by=cast.mayor, now=NOW)
    back = fresh(item)
    assert back.initiated_at is None and back.number == 1 and back.state == "proposed"
    assert go(back, "approve", cast.mayor).number == 1
    assert approve(cast, services.initiate(
        services.form_of(back), by=cast.supervisor, now=NOW
    )).number == 2  # fmt: skip


def test_from_application_to_look_back_and_back_again(cast, assigned):
    office = cast.supervisor
    item = go(assigned, "apply_close", cast.finance_liaison, remark="好了")
    services.acknowledge(item, org=cast.water, by=cast.water_liaison, now=NOW)
    Handler.objects.filter(item=item).update(reported_at=NOW)
    item = there_and_back(fresh(item), "apply_close", cast.water_liaison)
    item = go(item, "apply_close", cast.water_liaison)
    item = there_and_back(item, "redo", office, remark="不合格")
    item = passed(cast, item)
    item = there_and_back(item, "to_leader", office, people=(cast.mayor,))
    item = go(item, "to_leader", office, people=(cast.mayor,))
    item = there_and_back(item, "consent", cast.mayor)
    item = go(item, "consent", cast.mayor)
    item = there_and_back(item, "close_off", office)
    item = there_and_back(item, "close_plain", office, remark="长期工作，另有考核")
    item = go(item, "close_off", office)
    services.wake_follow_up(item, now=NOW)
    item = there_and_back(fresh(item), "hold", office, remark="稳定")
    item = there_and_back(item, "reopen", office, extra=ItemExtra(due_on=LATER))
    assert FollowUpCheck.objects.get(item=item).result == ""


def test_after_a_unit_signed_for_it_the_assignment_stays(cast, assigned):
    services.acknowledge(assigned, org=cast.water, by=cast.water_liaison, now=NOW)
    told = {"by": cast.supervisor, "now": NOW}
    assert code_of(services.withdraw, assigned.matter, **told) == "too-late"


def test_withdrawn_and_assigned_anew_the_units_start_afresh(cast, assigned):
    services.withdraw(assigned.matter, by=cast.supervisor, now=NOW)
    assert Handler.objects.filter(item=assigned, released_at=NOW).count() == 2
    later = NOW + timedelta(days=1)
    item = go(assigned, "assign", cast.supervisor, now=later, orgs=((cast.water, LEAD),))
    row = Handler.objects.current(item).get()
    assert (row.org, row.assigned_at, row.acknowledged_at) == (cast.water, later, None)


def test_a_universal_send_back_counts_as_a_return(cast, applied):
    asked = Asked(cast.supervisor, NOW)
    services.send_back(applied.matter, "handle", asked=asked, remark="材料不全")
    item = fresh(applied)
    assert item.state == "handling" and item.return_count == 1 and item.applied_at is None
    assert len(handlers(item)) == 2


def test_a_terminated_one_may_be_taken_up_again(cast, assigned):
    before = columns(assigned), handlers(assigned)
    asked = Asked(cast.director, NOW)
    services.terminate(assigned.matter, asked=asked, remark="上级另有安排")
    services.withdraw(assigned.matter, by=cast.director, now=NOW)
    assert (columns(assigned), handlers(assigned)) == before
    assert not assigned.reports_due.exclude(excused_at=None).exists()


def test_reopening_needs_somebody_still_there(cast, closed):

    RoleHolding.objects.filter(role="liaison", org=cast.finance).delete()
    how = {"result": "rebounded", "note": "塌了", "by": cast.supervisor, "now": NOW}
    with pytest.raises(Refused, match="没有在岗的联络员"):
        services.look_back(closed, due_on=LATER, **how)
    assert fresh(closed).state == "closed"
