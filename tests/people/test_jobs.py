"""定时工作：定在将来的任免和委托，到了那天自己生效。"""

from datetime import date, timedelta

from sanban.documents.kinds.incoming import KIND
from sanban.matters import jobs as matter_jobs
from sanban.matters import kinds
from sanban.matters import services as matters
from sanban.matters.models import Todo
from sanban.matters.services import Opening
from sanban.people import jobs, services
from sanban.people.services import PostDetails, Term

kinds.add(KIND)


def test_a_post_of_a_later_day_takes_effect_on_that_day(cast, now):
    old = PostDetails(cast.office, "科长", date(2024, 1, 1))
    new = PostDetails(cast.office, "副主任", date(2026, 10, 1))
    for post in (old, new):
        services.add_post(cast.drafter, post, by=cast.clerk, now=now)
    for _ in range(2):
        jobs.follow_posts.func("2026-10-01T00:05:00+08:00")
    cast.drafter.refresh_from_db()
    assert cast.drafter.post_name == "副主任"


def test_a_delegation_of_a_later_day_moves_the_todos_on_that_day(cast, now):
    opening = Opening("关于秋季防火的通知", data={"nature": "action_item"})
    matters.start("incoming", opening, by=cast.clerk, now=now)
    term = Term(date(2026, 9, 20), date(2026, 9, 25))
    services.add_delegation(cast.clerk, deputy=cast.drafter, term=term, by=cast.clerk, now=now)
    assert not Todo.objects.filter(person=cast.drafter).exists()
    later = now + timedelta(days=4)
    for _ in range(2):
        matter_jobs.begin_delegations.func(later.isoformat())
    assert Todo.objects.filter(person=cast.drafter, on_behalf_of=cast.clerk).count() == 1
