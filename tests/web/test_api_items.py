"""接口里的督办事项和节点：筛选、灯同台账，看不见的没有，查几次库钉住。"""

from datetime import timedelta

import pytest
from django.utils import timezone

from sanban.audit.models import AuditLog
from sanban.matters.models import Visibility
from sanban.people import services as people
from sanban.supervision.models import LedgerFilter, Milestone, SupervisedItem
from tests.web.item_rows import add_items

ITEMS, MILESTONES = "/api/v1/items", "/api/v1/milestones"
DAY = timedelta(days=1)


@pytest.fixture
def ask(client, cast, accounts, now):
    secrets = {}

    def asked(path, person=cast.drafter, **query):
        if person.pk not in secrets:
            _, secrets[person.pk] = people.make_token(person, purpose="api", label="测试", now=now)
        head = {"Authorization": f"Bearer {secrets[person.pk]}"}
        return client.get(path, query, headers=head)

    return asked


def numbers(answer):
    assert answer.status_code == 200, answer.content.decode()
    return [row["number"] for row in answer.json()["rows"]]


def test_the_rows_are_those_of_the_ledger(ask, cast, now):
    add_items(cast, now, 3)
    [first, *_] = ask(ITEMS).json()["rows"]
    assert numbers(ask(ITEMS)) == [f"督字〔2026〕{n}号" for n in (3, 2, 1)]
    shown = ("title", "source", "source_name", "lead_org_name", "leader_name", "state_name",
             "light", "milestone_on")  # fmt: skip
    assert [first[name] for name in shown] == [
        "关于第3项工作的督办", "B", "领导批示", "演示县水务局", "何立新", "办理中", "go", None,
    ]  # fmt: skip


def test_pages_lose_nothing_and_repeat_nothing(ask, cast, now):
    add_items(cast, now, 45)
    found, rest = [], ""
    for _ in range(3):
        answer = ask(ITEMS + rest).json()
        found += [row["id"] for row in answer["rows"]]
        rest = answer["next"]
    assert (len(found), len(set(found)), rest) == (45, 45, "")


def test_what_i_do_not_see_is_not_there(ask, cast, now):
    [item] = add_items(cast, now, 1)
    for path in (f"{ITEMS}/{item.pk}", f"{ITEMS}/{item.pk}/milestones"):
        assert ask(path).status_code == 200
        assert ask(path, cast.outsider).status_code == 404
        assert ask(path.replace(str(item.pk), str(item.pk + 9))).status_code == 404
    assert numbers(ask(ITEMS, cast.outsider)) == []
    assert ask(MILESTONES, cast.outsider).json()["rows"] == []


def test_one_who_sees_many_gets_the_same(ask, cast, now, monkeypatch):
    add_items(cast, now, 3)
    monkeypatch.setattr("sanban.supervision.models.item.FEW", -1)
    assert len(numbers(ask(ITEMS))) == 3
    assert numbers(ask(ITEMS, cast.outsider)) == []


def test_filters(ask, cast, now):
    add_items(cast, now, 1)
    add_items(cast, now, 1, start=2, source="A", year=2025)
    add_items(cast, now, 1, start=3, state="closed", is_open=False)
    found = {
        name: numbers(ask(ITEMS, **query))
        for name, query in {
            "year": {"year": 2025}, "source": {"source": "A"}, "ended": {"is_open": "false"},
            "open": {"is_open": "true"}, "water": {"org": cast.water.pk},
            "finance": {"org": cast.finance.pk}, "state": {"state": "closed"},
        }.items()
    }  # fmt: skip
    one, two, three = "督字〔2026〕1号", "督字〔2025〕2号", "督字〔2026〕3号"
    assert found == {
        "year": [two], "source": [two], "ended": [three], "open": [one, two],
        "water": [three, one, two], "finance": [], "state": [three],
    }  # fmt: skip


def test_each_row_has_the_light_it_is_found_by(ask, cast):
    now = timezone.now()
    lights = {
        "late": {"amber_at": now - 2 * DAY, "red_at": now - DAY},
        "near": {"amber_at": now - DAY, "red_at": now + DAY},
        "go": {"amber_at": now + DAY, "red_at": now + 2 * DAY},
        "hold": {"state": "suspended", "red_at": now - DAY},
        "done": {"state": "closed", "is_open": False, "red_at": now - DAY},
    }
    for n, more in enumerate(lights.values(), 1):
        add_items(cast, now, 1, start=n, **more)
    add_items(cast, now, 1, start=9, state="merged", is_open=False)
    for light, count in zip(lights, (1, 1, 1, 2, 1), strict=True):
        rows = ask(ITEMS, light=light).json()["rows"]
        assert [row["light"] for row in rows] == [light] * count
        assert all(row["light_text"] for row in rows)
        chosen = SupervisedItem.objects.ledger(LedgerFilter(light=light), now=now)
        assert [row["id"] for row in rows] == [one.pk for one in chosen]


def test_one_item_whole(ask, cast, now):
    [item] = add_items(cast, now, 1, roadmap="一步\n\n二步", basis="县长批示", owner_name="江一帆")
    found = ask(f"{ITEMS}/{item.pk}").json()
    assert (found["basis"], found["road_steps"], found["owner_name"]) == (
        "县长批示", ["一步", "二步"], "江一帆",
    )  # fmt: skip
    [part] = found["handlers"]
    assert (part["org_name"], part["part"], part["progress"]) == ("演示县水务局", "主办", 30)
    assert found["milestones"] == ask(f"{ITEMS}/{item.pk}/milestones").json()
    assert found["milestones"][0]["name"] == "第1项的节点"


def test_milestones_by_day_and_done(ask, cast, now):
    add_items(cast, now, 4)
    first = Milestone.objects.order_by("due_on").first()
    Milestone.objects.filter(pk=first.pk).update(done_on=first.due_on)
    day = str(first.due_on + DAY)

    def found(**query):
        return [row["due_on"] for row in ask(MILESTONES, **query).json()["rows"]]

    assert found() == sorted(found())
    assert len(found()) == 4
    assert found(until=day) == [str(first.due_on), day]
    assert found(since=day, until=day) == [day]
    assert found(is_done="true") == [str(first.due_on)]
    assert len(found(is_done="false")) == 3


@pytest.mark.parametrize(
    "query",
    [
        {"light": "red"}, {"org": "x"}, {"org": "0"}, {"org": "9" * 30}, {"source": "Z"},
        {"year": "0"}, {"year": "99999"}, {"state": "x"}, {"is_open": "x"}, {"size": "1000"},
    ],
)  # fmt: skip
def test_a_bad_filter_is_told_by_name(ask, query):
    answer = ask(ITEMS, **query)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-query")
    assert next(iter(query)) in answer.json()["message"]


@pytest.mark.parametrize("after", ["x", "2026~1~1", "9~9", "-1~-1~-1", "2026~" + "9" * 40 + "~1"])
def test_a_broken_cursor_does_no_harm(ask, cast, now, after):
    add_items(cast, now, 1)
    assert ask(ITEMS, after=after).status_code == 200
    assert ask(MILESTONES, after=after).status_code == 200


@pytest.mark.parametrize("pk", ["9" * 18, "9" * 40, "0"])
def test_a_number_out_of_reach_is_not_found(ask, pk):
    assert ask(f"{ITEMS}/{pk}").status_code == 404


def test_reading_leaves_a_trace(ask, cast, now):
    [item] = add_items(cast, now, 1)
    for path in (ITEMS, f"{ITEMS}/{item.pk}", f"{ITEMS}/{item.pk}/milestones", MILESTONES):
        ask(path)
    rows = AuditLog.objects.filter(act="read", actor_id=str(cast.drafter.pk))
    assert sorted(rows.values_list("target", flat=True)) == [
        "items", item.matter.target, "milestones",
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "count"), [(ITEMS, 4), (MILESTONES, 4)])
def test_a_page_costs_the_same_with_many_rows(
    ask, cast, now, path, count, django_assert_num_queries
):
    add_items(cast, now, 10)
    ask(path)
    for start, more, shown in ((11, 5, 15), (100, 150, 100)):
        add_items(cast, now, more, start=start)
        with django_assert_num_queries(count):
            answer = ask(path, size="100")
        assert len(answer.json()["rows"]) == shown


def test_one_item_costs_little(ask, cast, now, django_assert_num_queries):
    [item] = add_items(cast, now, 1)
    ask(f"{ITEMS}/{item.pk}")
    with django_assert_num_queries(6):
        ask(f"{ITEMS}/{item.pk}")


def test_the_hidden_stay_hidden_with_any_filter(ask, cast, now):
    items = add_items(cast, now, 3)
    Visibility.objects.filter(matter=items[0].pk).delete()
    for query in ({}, {"org": cast.water.pk}, {"light": "go"}, {"source": "B"}, {"year": 2026}):
        assert items[0].pk not in [row["id"] for row in ask(ITEMS, **query).json()["rows"]]


def test_the_supervising_office_sees_all_of_its_own(ask, cast, now):
    add_items(cast, now, 2)
    Visibility.objects.all().delete()
    assert numbers(ask(ITEMS)) == []
    assert len(numbers(ask(ITEMS, cast.clerk))) == 2
