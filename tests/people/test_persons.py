"""人员和任职：任新职止旧职，签名留当时的职务。"""

from datetime import date

import pytest

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import Person, Post
from sanban.people.services import PersonDetails, PostDetails


def person(cast, **more):
    return services.add_person(
        PersonDetails(name="罗 建中", org=cast.office, **more), by=cast.clerk
    )


def post(cast, name, since, **more):
    return PostDetails(cast.office, name, since, **more)


def test_a_new_person_is_found_by_initials(cast):
    made = person(cast)
    assert made.name == "罗建中"
    assert list(Person.objects.like("ljz")) == [made]


def test_a_new_main_post_ends_the_former_the_day_before(cast, now):
    made = person(cast)
    services.add_post(made, post(cast, "科长", date(2024, 1, 1)), by=cast.clerk, now=now)
    services.add_post(made, post(cast, "副主任", date(2026, 9, 1)), by=cast.clerk, now=now)
    made.refresh_from_db()
    assert made.post_name == "副主任"
    former = Post.objects.get(person=made, name="科长")
    assert former.until == date(2026, 8, 31)
    assert Post.objects.filter(person=made).held_on(date(2025, 5, 1)).get() == former


def test_a_post_of_tomorrow_waits_for_its_day(cast, now):
    made = person(cast)
    services.add_post(made, post(cast, "科长", date(2024, 1, 1)), by=cast.clerk, now=now)
    services.add_post(made, post(cast, "副主任", date(2026, 10, 1)), by=cast.clerk, now=now)
    assert made.post_name == "科长"
    assert services.follow_posts(made, day=date(2026, 10, 1)).post_name == "副主任"


def test_a_side_post_leaves_the_main_one_alone(cast, now):
    made = person(cast)
    services.add_post(made, post(cast, "科长", date(2024, 1, 1)), by=cast.clerk, now=now)
    side = post(cast, "机要员", date(2025, 1, 1), is_main=False)
    services.add_post(made, side, by=cast.clerk, now=now)
    assert made.post_name == "科长"


def test_posts_must_follow_each_other(cast, now):
    made = person(cast)
    services.add_post(made, post(cast, "科长", date(2024, 1, 1)), by=cast.clerk, now=now)
    with pytest.raises(Refused, match="须晚于"):
        services.add_post(made, post(cast, "主任", date(2024, 1, 1)), by=cast.clerk, now=now)
    backwards = post(cast, "主任", date(2026, 1, 2), until=date(2026, 1, 1))
    with pytest.raises(Refused, match="止日"):
        services.add_post(made, backwards, by=cast.clerk, now=now)


def test_a_post_ends_and_the_name_follows(cast, now):
    made = person(cast)
    held = services.add_post(made, post(cast, "科长", date(2024, 1, 1)), by=cast.clerk, now=now)
    with pytest.raises(Refused, match="止日"):
        services.end_post(held, until=date(2023, 1, 1), by=cast.clerk, now=now)
    services.end_post(held, until=date(2026, 9, 1), by=cast.clerk, now=now)
    made.refresh_from_db()
    assert made.post_name == ""


def test_a_section_of_another_org_is_refused(cast):
    other = services.add_section(cast.finance, name="预算股", by=cast.clerk)
    with pytest.raises(Refused, match="重选科室"):
        person(cast, office_section=other)


def test_a_person_needs_a_name(cast):
    with pytest.raises(Refused, match="姓名"):
        services.add_person(PersonDetails(name=" ", org=cast.office), by=cast.clerk)


def test_a_person_who_left_may_return(cast, now):
    services.deactivate(cast.outsider, by=cast.clerk, now=now)
    services.reactivate(cast.outsider, by=cast.clerk)
    assert cast.outsider in Person.objects.in_use()
