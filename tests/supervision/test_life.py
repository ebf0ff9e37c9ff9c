"""督办从拟办到归档走一遍，台账各栏一路照实。"""

from datetime import timedelta

from sanban.matters.models import Todo, TodoState
from sanban.supervision import services
from sanban.supervision.models import FollowUpCheck, Handler, ItemState, ReportDue
from tests.conftest import NOW
from tests.supervision.conftest import DUE, LATER, fresh, go


def holders(item, state=TodoState.OPEN):
    rows = Todo.objects.live(item.matter).filter(state=state).select_related("person")
    return [row.person.name for row in rows]


def test_a_proposal_waits_with_its_drafter(cast, proposed):
    assert proposed.state == ItemState.PROPOSED and proposed.is_open
    assert holders(proposed) == ["方弦"]
    assert proposed.number == 0 and proposed.due_at == services.closing(DUE)


def test_approval_gives_the_number(cast, proposed):
    item = go(proposed, "to_approve", cast.supervisor, people=(cast.mayor,))
    assert item.state == ItemState.PROPOSED and not item.number
    item = go(item, "approve", cast.mayor)
    assert item.number_text == "督字〔2026〕1号"
    assert item.state == ItemState.APPROVED and item.initiated_at == NOW


def test_assignment_writes_handlers_dates_and_reports(cast, assigned):
    item = assigned
    assert item.state == ItemState.HANDLING and item.assigned_at == NOW
    assert item.matter.due_at == item.due_at == item.first_due_at
    rows = [(row.org, row.part) for row in Handler.objects.current(item)]
    assert rows == [(cast.water, "lead"), (cast.finance, "assist")]
    assert item.lead_org == cast.water and item.assist_names == "县财政局"
    assert holders(item) == ["江一帆", "钱小满"]
    assert ReportDue.objects.filter(item=item, due_on=DUE).count() == 2


def test_every_unit_acknowledges_for_itself(cast, assigned, now):
    services.acknowledge(assigned, org=cast.finance, by=cast.finance_liaison, now=now)
    assert fresh(assigned).acknowledged_at is None
    services.acknowledge(assigned, org=cast.water, by=cast.water_liaison, now=now)
    assert fresh(assigned).acknowledged_at == now


def test_the_last_unit_to_apply_takes_it_to_verification(cast, assigned, now):
    item = go(assigned, "apply_close", cast.finance_liaison, remark="资金拨了")
    assert item.state == ItemState.HANDLING and item.applied_at is None
    later = now + timedelta(hours=1)
    item = go(item, "apply_close", cast.water_liaison, remark="验收了", now=later)
    assert item.state == ItemState.VERIFYING and item.applied_at == later
    assert not ReportDue.objects.filter(item=item, met_at=None, excused_at=None).exists()


def test_closing_puts_the_look_back_to_sleep(cast, closed, now):
    assert closed.state == ItemState.CLOSED and not closed.is_open
    assert closed.closed_at == now and closed.closed_by == cast.supervisor
    assert str(closed.follow_up_on) == "2026-12-16"
    assert holders(closed) == [] and holders(closed, TodoState.WAITING) == ["方弦"]


def test_looked_at_and_held_it_goes_to_the_archive(cast, closed, now):
    later = now + timedelta(days=91)
    assert services.wake_follow_up(closed, now=later) == 1
    assert services.wake_follow_up(closed, now=later) == 0
    item = go(closed, "hold", cast.supervisor, remark="没有反弹", now=later)
    assert item.matter.stage == "archive" and item.follow_up_result == "held"
    assert item.closed_at == now and item.state == ItemState.CLOSED


def test_rebounded_it_goes_back_to_the_same_units(cast, closed, now):
    later = now + timedelta(days=30)
    look = {"result": "rebounded", "note": "又塌了一处", "by": cast.supervisor, "now": later}
    item = services.look_back(closed, **look, due_on=LATER)
    assert item.state == ItemState.HANDLING and item.is_open
    assert item.closed_at is None and item.applied_at is None and item.follow_up_on is None
    assert item.follow_up_result == "rebounded"
    assert item.due_at == item.first_due_at == services.closing(LATER)
    assert holders(item) == ["江一帆", "钱小满"]
    assert FollowUpCheck.objects.get(item=item).result == "rebounded"
