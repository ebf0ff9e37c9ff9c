"""两个人同时办：一个成，另一个得一句话；号不重不缺，事项只立一项。"""

import pytest

from sanban.people.models import Person, RoleHolding
from sanban.supervision import services
from sanban.supervision.models import SideRequest, SupervisedItem
from sanban.supervision.services import Wish
from tests.conftest import NOW
from tests.documents.test_many_at_once import together
from tests.supervision.conftest import (
    apply,
    approve,
    assign,
    close,
    form_for,
    fresh,
    go,
    passed,
    propose,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def second(cast):
    """再一位督查员。"""
    person = Person.objects.create(name="石磊", org=cast.office, rank_order=54)
    RoleHolding.objects.create(person=person, role="supervisor", org=cast.office)
    return person


def split(found):
    won = [one for one in found if not isinstance(one, str)]
    return won, [one for one in found if isinstance(one, str)]


def test_two_supervisors_assign_at_once(cast, second, now):
    item = approve(cast, propose(cast))
    works = [lambda who=who: go(item, "assign", who) for who in (cast.supervisor, second)]
    won, lost = split(together(works))
    assert len(won) == 1 and lost == ["stale"]
    assert item.handlers.count() == 2 and item.reports_due.count() == 2


def test_two_supervisors_close_at_once(cast, second, now):
    item = passed(cast, apply(cast, assign(cast, propose(cast))))
    item = go(item, "to_leader", cast.supervisor, people=(cast.mayor,))
    item = go(item, "consent", cast.mayor)
    works = [lambda who=who: go(item, "close_off", who) for who in (cast.supervisor, second)]
    won, lost = split(together(works))
    assert len(won) == 1 and lost == ["asleep"] and item.follow_ups.count() == 1


def test_two_rule_on_one_request_at_once(cast, second, now):
    item = assign(cast, propose(cast))
    who = {"org": cast.finance, "by": cast.finance_liaison, "now": NOW}
    made = services.ask(item, Wish("coordination", "缺资金"), **who)

    def work(granted, by):
        told = {"granted": granted, "ruling": "定了", "by": by, "now": NOW}
        return lambda: services.rule(made, **told)

    won, lost = split(together([work(True, cast.supervisor), work(False, second)]))
    assert len(won) == 1 and lost == ["stale"]
    assert SideRequest.objects.get().outcome == won[0].outcome


def test_two_offices_edit_one_row_at_once(cast, second, now):
    item = assign(cast, propose(cast))

    def work(by, words):
        form = form_for(cast, basis=words)
        return lambda: services.change(item, form, base=item.edition, by=by, now=NOW)

    won, lost = split(together([work(cast.supervisor, "甲"), work(second, "乙")]))
    assert len(won) == 1 and lost == ["stale-edition"]
    assert fresh(item).basis in ("甲", "乙") and fresh(item).edition == item.edition + 1


def test_one_matter_proposed_twice_at_once_makes_one_item(cast, second, now):
    parent = assign(cast, propose(cast)).matter

    def work(by):
        form = form_for(cast, title="查清成因")
        return lambda: services.initiate(form, by=by, now=NOW, parent=parent)

    won, lost = split(together([work(cast.supervisor), work(second)]))
    assert len(won) == 1 and lost == ["initiated"]
    assert SupervisedItem.objects.filter(matter__parent=parent).count() == 1


def test_ten_approved_at_once_take_ten_numbers_without_a_gap(cast, now):
    items = [propose(cast, title=f"第{n}件") for n in range(10)]
    for item in items:
        go(item, "to_approve", cast.supervisor, people=(cast.mayor,))
    together([lambda one=one: go(one, "approve", cast.mayor) for one in items])
    numbers = SupervisedItem.objects.values_list("number", flat=True).order_by("number")
    assert list(numbers) == list(range(1, 11))


def test_two_look_back_at_once(cast, second, now):
    item = close(cast, apply(cast, assign(cast, propose(cast))))

    def work(by):
        told = {"result": "held", "note": "稳定", "by": by, "now": NOW}
        return lambda: services.look_back(item, **told)

    won, lost = split(together([work(cast.supervisor), work(second)]))
    assert len(won) == 1 and len(lost) == 1 and item.follow_ups.get().result == "held"
