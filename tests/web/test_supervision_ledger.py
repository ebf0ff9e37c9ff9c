"""督办台账：分组和各灯的数、筛选、翻页、谁看得见、查库几次。"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sanban.core.workdays import Calendar
from sanban.matters.models import Matter, Visibility
from sanban.supervision.models import (
    OPEN_STATES,
    ItemState,
    LedgerFilter,
    SupervisedItem,
)
from sanban.supervision.services.dates import closing
from sanban.supervision.services.lights import light_of_item
from sanban.web.supervision import book, groups, sections
from tests.web.ledger_cast import TITLE, cost, lay, numbers, opened

MOST = 12


def test_rows_are_grouped_by_unit_with_counts_and_the_share_on_time(cast, clock, sign_in):
    lay(cast, clock, 12)
    due = closing(timezone.localdate() - timedelta(1))
    kept = {"state": ItemState.CLOSED, "is_open": False, "due_at": due}
    lay(cast, clock, 3, start=50, lead_org=cast.water, applied_at=due - timedelta(1), **kept)
    lay(cast, clock, 1, start=60, lead_org=cast.water, applied_at=due + timedelta(1), **kept)
    page = opened(sign_in(cast.supervisor))
    first, second = [group for group, _ in page.context["shown"].sections]
    assert [first.name, second.name] == ["县财政局", "县水务局"]
    assert first.count == second.count == 6
    assert sum(count for *_, count in first.lights) == 6
    assert page.context["counted"] == "在办 12 件，2 个单位"
    owed = 4 + sum(1 for n in range(12) if n % 2 == 0 and n % 20 - 5 < 0)
    assert second.told == f"今年应办结 {owed} 件，按期办结 3 件"
    html = page.content.decode()
    assert "按期办结率" in html
    assert '<span class="nodes" aria-hidden="true">' in html


def test_the_lights_counted_are_the_lights_shown(cast, clock, sign_in):
    lay(cast, clock, 40)
    lay(cast, clock, 3, start=40, state=ItemState.SUSPENDED)
    lay(cast, clock, 2, start=50, state=ItemState.MERGED, is_open=False)
    lay(cast, clock, 4, start=60, state=ItemState.CLOSED, is_open=False)
    codes = [
        light_of_item(one, now=clock, calendar=Calendar()).code
        for one in SupervisedItem.objects.all()
    ]
    for openness, states in (("open", OPEN_STATES), ("ended", None), ("", ItemState.values)):
        wanted = LedgerFilter(openness=openness)
        asked = book.book_of(cast.supervisor, wanted, clock)
        tally = asked.tally()
        grouped = book.tally_of(sections.groups_of(asked, "lead"), openness)
        assert (grouped.total, grouped.lights) == (tally.total, tally.lights)
        kept = [
            code
            for code, one in zip(codes, SupervisedItem.objects.all(), strict=True)
            if (states is None and not one.is_open) or (states is not None and one.state in states)
        ]
        assert {code: n for code, n in tally.lights.items() if n} == {
            code: kept.count(code) for code in set(kept)
        }
        assert tally.total == len(kept)
    page = opened(sign_in(cast.supervisor), "?size=100")
    shown = [row["code"] for _, rows in page.context["shown"].sections for row in rows]
    for one in page.context["lights"]:
        assert int(one["count"]) == shown.count(one["code"])


# 条件，剩几件（摆四十件：单位两个、来源四种、领导两位、责任人三个轮着）
FILTERS = (
    ("", 40),
    ("?source=A", 10),
    ("?lead={water}", 20),
    ("?leader={deputy}", 20),
    ("?text=责任人0", 14),
    ("?text=1007", 1),
    ("?text=第7件", 1),
    ("?year=2026", 40),
    ("?year=2025", 0),
    ("?openness=ended", 0),
    ("?state=handling", 40),
    ("?state=没有这种&source=X&lead=abc&light=?", 40),
    ("?light=late", 10),
)


def test_every_filter_lives_in_the_address(cast, clock, sign_in):
    lay(cast, clock, 40)
    client = sign_in(cast.supervisor)
    known = {"water": cast.water.pk, "deputy": cast.deputy.pk}
    for query, count in FILTERS:
        for sort in ("number", "due", "red", "progress", "pressed"):
            asked = query.format(**known) + ("&" if query else "?") + f"size=100&sort={sort}"
            page = opened(client, asked)
            assert len(numbers(page)) == len(set(numbers(page))) == count, asked
            assert page.context["shown"].pager.total == str(count)
    assert "清空条件" in opened(client, "?year=2025").content.decode()


def test_the_light_filter_keeps_only_that_light(cast, clock, sign_in):
    lay(cast, clock, 40)
    lay(cast, clock, 2, start=90, state=ItemState.SUSPENDED)
    client = sign_in(cast.supervisor)
    for code in ("late", "near", "go", "hold"):
        page = opened(client, f"?light={code}&size=100")
        shown = {row["code"] for _, rows in page.context["shown"].sections for row in rows}
        assert shown == {code}
        for group in ("lead", "leader", "source", "light", "none"):
            other = opened(client, f"?light={code}&size=100&group={group}")
            assert sorted(numbers(other)) == sorted(numbers(page))


@pytest.mark.parametrize("group", ["lead", "leader", "source", "light", "none"])
def test_leafing_visits_every_row_once(cast, clock, sign_in, monkeypatch, group):
    lay(cast, clock, 65)
    client = sign_in(cast.supervisor)
    assert sorted(leafed(client, f"?size=20&group={group}")) == sorted(range(1000, 1065))
    monkeypatch.setattr(groups, "MOST", 30)
    monkeypatch.setattr(book, "MOST", 30)
    for sort in ("number", "due"):
        seen = leafed(client, f"?group={group}&sort={sort}")
        assert sorted(seen) == sorted(range(1000, 1065))


def leafed(client, query):
    """一页页翻到底，再翻回来，两趟一样。"""
    ahead, page = [], opened(client, query)
    while True:
        ahead.append(numbers(page))
        if not page.context["shown"].pager.next:
            break
        page = opened(client, page.context["shown"].pager.next)
    back = [numbers(page)]
    while page.context["shown"].pager.previous:
        page = opened(client, page.context["shown"].pager.previous)
        back.insert(0, numbers(page))
    assert back == ahead
    return [int(re.findall(r"\d+", one)[-1]) for rows in ahead for one in rows]


def test_too_many_rows_say_why_they_are_not_grouped(cast, clock, sign_in, monkeypatch):
    lay(cast, clock, 31)
    monkeypatch.setattr(groups, "MOST", 30)
    monkeypatch.setattr(book, "MOST", 30)
    client = sign_in(cast.supervisor)
    page = opened(client, "?sort=progress")
    assert page.context["shown"].group_count == 0
    assert "筛选后还有 30 件以上，按牵头单位、按完成率的先不提供" in page.content.decode()
    assert not opened(client, "?group=none").context["shown"].why
    assert opened(client, "?source=A").context["shown"].group_count == 1


def test_who_sees_what(cast, clock, sign_in):
    lay(cast, clock, 20)
    Visibility.objects.create(
        matter=Matter.objects.get(title=TITLE.format(n=3)), subject=f"p{cast.mayor.pk}"
    )
    seen = {
        "supervisor": 20,
        "director": 20,
        "clerk": 20,
        "water_liaison": 10,
        "mayor": 1,
        "drafter": 0,
    }
    for who, count in seen.items():
        page = opened(sign_in(getattr(cast, who)), "?size=100")
        assert len(numbers(page)) == count, who
        assert page.context["may_act"] == (who in ("supervisor", "director"))
        for name in ("board", "gantt", "agenda"):
            opened(sign_in(getattr(cast, who)), name=f"supervision-{name}")


def test_the_same_rows_from_either_side(cast, clock, sign_in, monkeypatch):
    lay(cast, clock, 30)
    client = sign_in(cast.water_liaison)
    sides = []
    for most in (0, 9999):
        monkeypatch.setattr(book, "FEW", most)
        monkeypatch.setattr(book, "MANY", most)
        page = opened(client, "?size=100")
        sides.append((numbers(page), [one["count"] for one in page.context["lights"]]))
    assert sides[0] == sides[1]
    assert len(sides[0][0]) == 15


# 页，十件、一千五百件、四千五百件时查几次：灯数到五百就停，由灯得不出共几件的多数一次
COSTS = (
    ("supervision", "", 10, 10, 10),
    ("supervision", "?columns=all", 10, 10, 10),
    ("supervision", "?group=none", 8, 9, 9),
    ("supervision", "?text=督办&light=late", 12, 12, 12),
    ("supervision-board", "", 9, 10, 10),
    ("supervision-gantt", "", 7, 8, 8),
    ("supervision-agenda", "", 7, 7, 7),
)


def test_every_page_costs_the_same_at_ten_and_at_many(cast, clock, sign_in):
    lay(cast, clock, 10)
    client = sign_in(cast.supervisor)
    few = [cost(client, reverse(name) + query)[0] for name, query, *_ in COSTS]
    lay(cast, clock, 1500, start=10)
    more = [cost(client, reverse(name) + query)[0] for name, query, *_ in COSTS]
    lay(cast, clock, 3000, start=2000)
    many = [cost(client, reverse(name) + query)[0] for name, query, *_ in COSTS]
    assert (few, more, many) == tuple([one[n] for one in COSTS] for n in (2, 3, 4))
    assert max(*few, *many) <= MOST


@pytest.mark.parametrize(
    "query", ["?start=99999", "?after=x~y", "?before=1~2~3", "?start=-1", "?size=7", "?end=1"]
)
def test_an_odd_page_address_still_opens(cast, clock, sign_in, query):
    lay(cast, clock, 5)
    for name in ("supervision", "supervision-gantt"):
        opened(sign_in(cast.supervisor), query, name=name)


def test_an_empty_ledger_says_how_to_begin(cast, sign_in):
    assert "台账还是空的" in opened(sign_in(cast.supervisor)).content.decode()
    assert "没有在办的督办事项" in opened(sign_in(cast.water_liaison)).content.decode()
