"""每页查几次库：十件和很多件一样，都不超过十二次。"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanban.documents import services
from sanban.documents.services import Registration
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import Todo
from sanban.matters.services import Asked

MOST = 12


def registered(cast, now, count, *, start=0):
    made = []
    for n in range(start, start + count):
        form = Registration(title=f"关于第{n:05d}号事项的通知", sender_name=f"演示第{n}局")
        made.append(
            services.register(
                None, form, by=cast.clerk, now=now, send=n % 2 == 0, repeat_reason="测试"
            )
        )
    return made


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen), "\n".join(one["sql"][:200] for one in seen)


@pytest.mark.parametrize("page", ["desk", "register", "archive"])
def test_lists_cost_the_same_however_many(cast, now, sign_in, page):
    client = sign_in(cast.clerk)
    registered(cast, now, 10)
    few, _ = cost(client, reverse(page))
    registered(cast, now, 40, start=10)
    many, said = cost(client, reverse(page))
    assert many == few <= MOST, said


def test_a_matter_page_costs_little(cast, now, sign_in):
    (incoming,) = registered(cast, now, 1)
    asked = Asked(cast.director, now)
    chosen = Choice(people=(cast.mayor, cast.deputy))
    matters.move(incoming.matter, "to_leaders", asked=asked, remark="拟呈阅示", choice=chosen)
    matters.circulate(incoming.matter, [cast.drafter], by=cast.clerk, now=now)
    for person in (cast.mayor, cast.clerk):
        client = sign_in(person)
        count, said = cost(client, reverse("matter", kwargs={"pk": incoming.pk}))
        assert count <= MOST, said


def test_a_matter_page_costs_the_same_with_many_units_and_opinions(cast, now, sign_in):
    (incoming,) = registered(cast, now, 1)
    orgs = [(cast.finance, "lead"), (cast.water, "assist")]
    move = matters.move
    move(incoming.matter, "to_clerk", asked=Asked(cast.director, now), remark="拟直接交办")
    move(incoming.matter, "assign", asked=Asked(cast.clerk, now), choice=Choice(orgs=tuple(orgs)))
    for person in (cast.finance_liaison, cast.water_liaison):
        move(incoming.matter, "report_back", asked=Asked(person, now), remark="已办")
        step = incoming.matter.steps.order_by("number").last()
        matters.withdraw_opinion(step, by=person, now=now, remark="已全部办好")
    client = sign_in(cast.clerk)
    count, said = cost(client, reverse("matter", kwargs={"pk": incoming.pk}))
    assert count <= MOST, said


def test_the_badge_is_the_list(cast, now, sign_in):
    client = sign_in(cast.clerk)
    registered(cast, now, 7)
    page = client.get(reverse("desk"))
    shown = page.context["shell"]["todo_count"]
    assert shown == str(len(page.context["rows"])) == str(Todo.objects.desk_of(cast.clerk).count())
