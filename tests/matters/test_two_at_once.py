"""两个人同时按：只成一个，其余的各得一句话；会签的人同时签，只离开一次。"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.matters import services
from sanban.matters.models import Matter, Step, Todo
from sanban.people.models import Person
from tests.conftest import NOW
from tests.matters.conftest import begin, go, names

MANY = 10
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def together(transactional_db, django_db_blocker):
    """让几件事在各自的线程、各自的连接里同时开始，返回结果或拒绝。"""

    def run(acts):
        gate = Barrier(len(acts))

        def one(act):
            gate.wait(timeout=30)
            try:
                return act()
            except Refused as refusal:
                return refusal
            finally:
                connection.close()

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(one, acts))

    return run


def press(matter, code, person, *people, todo=None):
    return lambda: go(Matter.objects.get(pk=matter.pk), code, person, *people, todo=todo)


def parted(outcomes):
    refusals = [one for one in outcomes if isinstance(one, Refused)]
    return [one for one in outcomes if not isinstance(one, Refused)], refusals


def test_one_wins_when_one_person_presses_ten_times(cast, together):
    matter = begin(cast)
    todo = Todo.objects.get(matter=matter).pk
    acts = [press(matter, "to_either", cast.clerk, cast.clerk, todo=todo)] * MANY
    won, refusals = parted(together(acts))
    assert (len(won), len(refusals)) == (1, MANY - 1)
    assert all("林晓燕已于" in one.message for one in refusals)
    assert Step.objects.count() == AuditLog.objects.count() == 2


def test_one_wins_when_ten_people_press_together(cast, together):
    people = list(Person.objects.order_by("pk")[:MANY])
    matter = go(begin(cast), "to_either", cast.clerk, *people)
    rows = Todo.objects.live(matter).select_related("person")
    acts = [press(matter, "pass", row.person, cast.mayor, todo=row.pk) for row in rows]
    won, refusals = parted(together(acts))
    assert (len(won), len(refusals)) == (1, MANY - 1)
    assert {one.code for one in refusals} <= {"stale"}
    assert names(matter) == ["何立新"]


def test_signing_together_leaves_exactly_once(cast, together):
    people = list(Person.objects.order_by("pk")[:MANY])
    matter = go(begin(cast), "to_joint", cast.clerk, *people)
    won, refusals = parted(together([press(matter, "agree", one, cast.mayor) for one in people]))
    assert (len(won), refusals) == (MANY, [])
    matter.refresh_from_db()
    assert matter.stage == "queue" and names(matter) == ["何立新"]
    numbers = list(Step.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, MANY + 3))


def test_withdrawing_and_going_on_together_has_one_winner(cast, together):
    matter = go(begin(cast), "to_either", cast.clerk, cast.mayor)
    back = lambda: services.withdraw(matter, by=cast.clerk, now=NOW)  # noqa: E731
    outcomes = together([back, press(matter, "pass", cast.mayor, cast.deputy)])
    assert len(parted(outcomes)[0]) == 1
    assert len(names(matter)) == 1


def test_handing_over_and_moving_together_loses_nothing(cast, together):
    matter = begin(cast)
    give = lambda: services.hand_over(  # noqa: E731
        cast.clerk, cast.clerk_b, by=cast.sys_admin, now=NOW
    )
    together([give, press(matter, "to_either", cast.clerk, cast.mayor)])
    assert len(names(matter)) == 1


def test_ten_matters_begin_together_on_one_route(cast, together):
    made, refusals = parted(together([lambda: begin(cast)] * MANY))
    assert not refusals
    assert {one.route_id for one in made} == {made[0].route_id}


def test_a_reader_presses_read_twice_at_once(cast, together):
    matter = begin(cast)
    sent = services.circulate(matter, [cast.mayor], by=cast.clerk, now=NOW)
    todo = sent.readers.get()
    acts = [lambda: services.read(todo, by=cast.mayor, now=NOW)] * 2
    assert len(parted(together(acts))[0]) == 1
