"""每个角色把每个走向都按一遍；销号只由督查室，直送、交接、委托也越不过去。"""

from datetime import date

import pytest
from django.db import transaction

from sanban.core.errors import Refused
from sanban.matters.doers import Choice
from sanban.matters.models import Todo
from sanban.matters.services import Asked
from sanban.people.models import Delegation
from sanban.supervision import services
from sanban.supervision.kinds.supervised_item import KIND
from sanban.supervision.models import ItemState
from sanban.supervision.services import ItemExtra
from tests.conftest import NOW
from tests.supervision.conftest import (
    fresh,
    go,
    passed,
    propose,
)
from tests.supervision.test_refusals import refused
from tests.supervision.test_requests import code_of

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
