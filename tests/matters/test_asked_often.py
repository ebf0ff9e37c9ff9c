"""页页要问的几句：编一次的，和当场编的一样。"""

from datetime import timedelta

import pytest

from sanban.documents.kinds.incoming import KIND
from sanban.matters import kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import (
    DUTIES,
    HOLDERS,
    LATE_ON_DESK,
    LEFT_BEHIND,
    NEXT_ON_DESK,
    OFFERED,
    ON_DESK,
    TRAIL,
    Phrase,
    Step,
    Todo,
)
from sanban.matters.services import Asked, Opening

kinds.add(KIND)


@pytest.fixture
def matters(cast, now):
    """三件：一件在登记，一件在拟办，一件在两位领导手上。"""
    made = [
        services.start("incoming", Opening(f"第{n}件", data={}), by=cast.clerk, now=now)
        for n in range(3)
    ]
    for one in made[1:]:
        services.move(one, "submit", asked=Asked(cast.clerk, now), remark="请拟办")
    chosen = Choice(people=(cast.mayor, cast.deputy))
    asked = Asked(cast.director, now)
    services.move(made[2], "to_leaders", asked=asked, remark="请阅示", choice=chosen)
    return made


def test_the_desk_is_counted_as_listed(cast, now, matters):
    for person in (cast.clerk, cast.director, cast.mayor, cast.outsider):
        rows = Todo.objects.desk_of(person)
        assert ON_DESK.count(person.pk, most=9) == rows.count()
        for until in (now, now + timedelta(400)):
            late = rows.filter(due_at__lt=until).count()
            assert LATE_ON_DESK.count(person.pk, until, most=9) == late


def test_what_came_before_today_is_left_behind(cast, now, matters):
    assert LEFT_BEHIND.rows(cast.clerk.pk, now + timedelta(1)) == ["register"]
    assert LEFT_BEHIND.rows(cast.director.pk, now + timedelta(1)) == ["propose"]
    assert LEFT_BEHIND.rows(cast.director.pk, now - timedelta(1)) == [""]


def test_the_next_on_the_desk_is_another_matter(cast, matters):
    following = NEXT_ON_DESK.first(cast.clerk.pk, matters[1].pk)
    assert (following.matter_id, following.matter__title) == (matters[0].pk, "第0件")
    assert NEXT_ON_DESK.first(cast.clerk.pk, matters[0].pk) is None


def test_the_trail_and_the_duties_of_each_matter(matters, django_assert_num_queries):
    for matter in matters:
        assert TRAIL.rows(matter.pk) == list(Step.objects.trail(matter))
        rows = list(Todo.objects.filter(matter=matter).order_by("place", "id"))
        assert DUTIES.rows(matter.pk) == rows
    with django_assert_num_queries(2):
        said = [(one.person.name, one.place) for one in TRAIL.rows(matters[2].pk)]
        held = [one.person.name for one in DUTIES.rows(matters[2].pk)]
    assert said[0] == ("林晓燕", None)
    assert {"何立新", "郑国平"} < set(held)


def test_who_holds_each_of_several_matters(cast, matters):
    held = HOLDERS.rows([one.pk for one in matters])
    names = [(pk, name) for pk, _, _, name in held]
    assert sorted(names) == [
        (matters[0].pk, "林晓燕"),
        (matters[1].pk, "周明远"),
        (matters[2].pk, "何立新"),
    ]
    assert HOLDERS.rows([]) == []


def test_phrases_offered_to_one_person(cast):
    Phrase.objects.create(stage="propose", person=cast.clerk, text="拟请阅示")
    for person in (cast.clerk, cast.mayor):
        rows = Phrase.objects.offered(person, ["propose"]).values_list("text", flat=True)
        assert OFFERED.rows(person.pk, "propose") == list(rows[:12])
