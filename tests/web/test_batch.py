"""批量办理：先看清单，一条意见一次办；要选路的、要归档的单独办。"""

import pytest
from django.urls import reverse

from sanban.archives.models import ArchiveItem
from sanban.documents import services
from sanban.documents.models import Distribution
from sanban.documents.services import Registration
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import Step, Todo
from sanban.matters.services import Asked


def go(matter, code, by, now, **choice):
    asked = Asked(by, now)
    return services.move(matter, code, asked=asked, remark="同意", choice=Choice(**choice))


def begun(cast, now, number, **more):
    plain = {"title": f"关于第{number}号事项的通知", "sender_name": f"演示第{number}局"}
    return services.register(None, Registration(**plain, **more), by=cast.clerk, now=now).matter


@pytest.fixture
def instructed(cast, now):
    """县长手上三件待批的，一件待阅的。"""
    made = [begun(cast, now, n) for n in range(3)]
    for one in made:
        go(one, "to_leaders", cast.director, now, people=(cast.mayor,))
    read = begun(cast, now, 9, nature="read_item")
    matters.circulate(read, [cast.mayor], by=cast.clerk, now=now)
    return [*made, read]


def post(client, page, person, **more):
    pks = Todo.objects.filter(person=person, state="open").values_list("pk", flat=True)
    return client.post(reverse(page), {"todo": list(pks), **more})


def test_the_list_comes_first_and_nothing_has_happened(cast, sign_in, instructed):
    before = Step.objects.count()
    page = post(sign_in(cast.mayor), "batch", cast.mayor)
    assert [one.label for one in page.context["outcomes"]] == ["批示", "批示", "批示", "已阅"]
    assert Step.objects.count() == before


def test_one_opinion_does_them_all(cast, sign_in, instructed):
    post(sign_in(cast.mayor), "batch-do", cast.mayor, remark="同意")
    assert not Todo.objects.filter(person=cast.mayor, state="open").exists()
    said = Step.objects.filter(person=cast.mayor).values_list("action", "remark")
    assert sorted(said) == [("instruct", "同意")] * 3 + [("read", "同意")]


def test_a_bare_opinion_stops_the_action_items_only(cast, sign_in, instructed):
    page = post(sign_in(cast.mayor), "batch-do", cast.mayor, remark="已阅")
    faults = [one.fault for one in page.context["outcomes"]]
    assert [("看不出是否同意" in one) for one in faults] == [True, True, True, False]


def test_a_classified_opinion_is_refused_whole(cast, sign_in, instructed):
    page = post(sign_in(cast.mayor), "batch-do", cast.mayor, remark="机密★10年")
    assert page.status_code == 409
    assert not Step.objects.filter(person=cast.mayor).exists()


def test_feedback_in_a_batch_settles_the_receipt(cast, sign_in, now):
    matter = begun(cast, now, 1)
    go(matter, "to_clerk", cast.director, now)
    go(matter, "assign", cast.clerk, now, orgs=((cast.water, "lead"),))
    post(sign_in(cast.water_liaison), "batch-do", cast.water_liaison, remark="已办好")
    assert Distribution.objects.get(org=cast.water).answer == "已办好"


def test_archiving_is_never_done_in_a_batch(cast, sign_in, now):
    matter = begun(cast, now, 1)
    go(matter, "to_clerk", cast.director, now)
    go(matter, "no_handling", cast.clerk, now)
    go(matter, "complete", cast.clerk, now)
    page = post(sign_in(cast.clerk), "batch-do", cast.clerk, remark="好")
    assert "单独办理" in page.context["outcomes"][0].fault
    matter.refresh_from_db()
    assert (matter.stage, ArchiveItem.objects.count()) == ("archive", 0)
