"""督办台账：分组和各灯的数、筛选、翻页、查库几次，就地改进展，存视图，看板、横道图、日历。"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sanban.core.workdays import Calendar
from sanban.matters import kinds
from sanban.matters.models import Matter, Step, Visibility
from sanban.search import services as search
from sanban.search.services import Piece
from sanban.search.tokens import joined
from sanban.supervision.kinds.supervised_item import KIND
from sanban.supervision.models import (
    OPEN_STATES,
    ItemState,
    LedgerFilter,
    Milestone,
    Pressing,
    SavedView,
    SupervisedItem,
)
from sanban.supervision.services.dates import Almanac, closing, turning_points
from sanban.supervision.services.lights import light_of_item
from sanban.supervision.services.rules import Rules
from sanban.web.supervision import book, groups
from tests.supervision.conftest import assign, fresh, propose

MOST = 12
TITLE = "第{n}件督办事项"


@pytest.fixture
def clock():
    """页面用的是真的现在。"""
    return timezone.now()


def lay(cast, clock, count, *, start=0, **changes):
    """直接摆 `count` 件在办的：单位、来源、时限各样都有，本单位督查员和牵头单位看得见。"""
    how = Almanac(clock, Calendar(), Rules())
    route = kinds.current_route(kinds.add(KIND).code)
    orgs = (cast.water, cast.finance)
    rows = range(start, start + count)
    made = Matter.objects.bulk_create(
        [
            Matter(
                kind="supervised_item", route=route, title=TITLE.format(n=n), stage="handle",
                stage_label="办理", drafter=cast.supervisor, org=cast.office, started_at=clock,
            )
            for n in rows
        ],
        1000,
    )  # fmt: skip
    items = [
        _item(one, n, orgs[n % 2], cast, how, **changes) for n, one in zip(rows, made, strict=True)
    ]
    SupervisedItem.objects.bulk_create(items, 500)
    Milestone.objects.bulk_create(
        [
            Milestone(
                item=one, position=k, name=f"节点{k}", due_on=how.today + timedelta(10 * k - 10)
            )
            for one in items
            for k in range(3)
        ],
        1000,
    )
    shown = (f"r{cast.office.pk}.supervisor", f"r{cast.office.pk}.director")
    Visibility.objects.bulk_create(
        [
            Visibility(matter=one.matter, subject=subject)
            for one in items
            for subject in (*shown, f"r{one.lead_org_id}.liaison")
        ],
        1000,
    )
    _index(items)
    return items


def _index(items):
    """不多的编进索引，多的记下等着编。"""
    if len(items) > 100:
        search.mark([one.pk for one in items])
        return
    for one in items:
        head = joined([one.matter.title, one.number_text, one.owner_name, one.basis])
        search.put(one.pk, [Piece(0, head)])


def _item(matter, n, org, cast, how, **changes):
    due_at = closing(how.today + timedelta(n % 20 - 5))
    amber, red = turning_points(due_at, how.today + timedelta(200), how)
    plain = {
        "matter": matter, "org": cast.office, "series": "督字", "year": 2026, "number": n + 1000,
        "source": "ABCD"[n % 4], "basis": f"第{n}次常务会", "mission": "办成", "lead_org": org,
        "owner_name": f"责任人{n % 3}", "leader": (cast.mayor, cast.deputy)[n % 2],
        "state": ItemState.HANDLING, "due_at": due_at, "first_due_at": due_at, "amber_at": amber,
        "red_at": red, "assigned_at": how.now, "progress": n % 100,
    }  # fmt: skip
    return SupervisedItem(**{**plain, **changes})


def opened(client, query="", name="supervision"):
    page = client.get(reverse(name) + query)
    assert page.status_code == 200
    return page


def numbers(page):
    return [row["number"] for _, rows in page.context["shown"].sections for row in rows]


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen), "\n".join(one["sql"][:300] for one in seen)


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
        tally = book.book_of(cast.supervisor, wanted, clock).tally()
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
    ("supervision", "", 10, 11, 9),
    ("supervision", "?columns=all", 10, 11, 9),
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


@pytest.fixture
def item(cast):
    """走到办理的一件。"""
    return assign(cast, propose(cast))


def note(client, item, *, base=None, **changes):
    plain = {"progress": "40", "latest": "完成招标", "problem": "", "next_step": "进场"}
    base = fresh(item).edition if base is None else base
    url = reverse("supervision-note", kwargs={"pk": item.pk})
    return client.post(url, {**plain, **changes, "base": base}, headers={"HX-Request": "true"})


def test_progress_is_changed_in_the_row_and_leaves_a_trace(cast, item, sign_in):
    page = note(sign_in(cast.supervisor), item)
    assert page.status_code == 200
    now = fresh(item)
    assert (now.progress, now.latest, now.next_step) == (40, "完成招标", "进场")
    assert now.edition == item.edition + 1
    step = Step.objects.filter(matter=item.pk).order_by("-number").first()
    assert step.label == "改进展"
    assert step.note == "完成率 0% → 40%；改了进展、下步"
    assert f'<span id="progress-{item.pk}" hx-swap-oob="true">' in page.content.decode()


def test_two_offices_editing_one_row_lose_nothing(cast, item, sign_in):
    base = fresh(item).edition
    assert note(sign_in(cast.director), item, latest="主任写的", base=base).status_code == 200
    client = sign_in(cast.supervisor)
    page = note(client, item, latest="督查员写的", progress="55", base=base)
    html = page.content.decode()
    assert page.status_code == 422
    assert "督查员写的" in html
    assert "主任写的" in html
    assert "周明远" in html
    assert fresh(item).latest == "主任写的"
    again = int(re.search(r'name="base" value="(\d+)"', html)[1])
    assert note(client, item, latest="两边合起来写的", progress="55", base=again).status_code == 200
    now = fresh(item)
    assert (now.progress, now.latest) == (55, "两边合起来写的")


@pytest.mark.parametrize("percent", ["101", "-1", "", "一半", "1e2"])
def test_a_wrong_percentage_keeps_what_was_typed(cast, item, sign_in, percent):
    page = note(sign_in(cast.supervisor), item, progress=percent, latest="写好的进展")
    assert page.status_code == 422
    assert "完成率写 0 到 100 的整数" in page.content.decode()
    assert "写好的进展" in page.content.decode()
    assert fresh(item).latest == ""


def test_a_secret_mark_is_not_taken_into_a_row(cast, item, sign_in):
    page = note(sign_in(cast.supervisor), item, latest="机密★1年")
    assert page.status_code == 422
    assert fresh(item).latest == ""


def test_an_ended_item_is_not_changed_in_the_ledger(cast, clock, sign_in):
    (one,) = lay(cast, clock, 1, state=ItemState.CLOSED, is_open=False)
    page = note(sign_in(cast.supervisor), one)
    assert page.status_code == 422
    assert "台账不再改" in page.content.decode()


def test_a_row_unfolds_to_its_four_elements(cast, item, sign_in):
    url = reverse("supervision-more", kwargs={"pk": item.pk})
    for who, may in ((cast.supervisor, True), (cast.water_liaison, False)):
        html = sign_in(who).get(url).content.decode()
        for words in ("县长何立新2026年9月14日", "3处险段加固", "县财政局", "完成招标"):
            assert words in html
        assert ("改进展" in html) == may


def test_picked_items_are_pressed_together(cast, item, sign_in):
    client = sign_in(cast.supervisor)
    url = reverse("supervision-press")
    page = client.post(url, {"item": [item.pk], "query": "light=late"})
    assert page.status_code == 302
    assert page["Location"].endswith("?light=late")
    assert Pressing.objects.filter(item=item).exists()
    refused = client.post(url, {"item": [item.pk]})
    assert refused.status_code == 409
    assert "一件也没有催成" in refused.content.decode()


def test_views_are_saved_by_name_and_belong_to_their_person(cast, sign_in):
    client = sign_in(cast.supervisor)
    save = reverse("supervision-view-save")
    client.post(save, {"name": "逾期的", "query": "light=late&after=3~4&group=none"})
    client.post(save, {"name": "逾期的", "query": "light=late"})
    kept = SavedView.objects.get()
    assert (kept.name, kept.query) == ("逾期的", "light=late")
    assert "逾期的" in opened(client).content.decode()
    drop = reverse("supervision-view-drop", kwargs={"pk": kept.pk})
    assert sign_in(cast.director).post(drop).status_code == 409
    assert "逾期的" not in opened(sign_in(cast.director)).content.decode()
    assert sign_in(cast.supervisor).post(drop).status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(("name", "count"), [("", 0), ("长" * 41, 0), ("又一个", 20)])
def test_a_view_is_refused_when_it_cannot_be_kept(cast, sign_in, name, count):
    rows = [SavedView(person=cast.supervisor, name=f"视图{n}", query="") for n in range(count)]
    SavedView.objects.bulk_create(rows)
    client = sign_in(cast.supervisor)
    answer = client.post(reverse("supervision-view-save"), {"name": name, "query": "light=late"})
    assert answer.status_code == 409
    assert SavedView.objects.count() == count


def test_the_board_has_a_column_for_every_light(cast, clock, sign_in):
    lay(cast, clock, 60)
    page = opened(sign_in(cast.supervisor), name="supervision-board")
    columns = {one["code"]: one for one in page.context["columns"]}
    assert list(columns) == ["late", "near", "go", "hold"]
    for code, one in columns.items():
        assert {row["code"] for row in one["rows"]} <= {code}
        assert len(one["rows"]) == min(int(one["count"]), 30)


def test_the_gantt_bars_stand_on_the_scale(cast, clock, sign_in):
    lay(cast, clock, 10)
    for span in ("3", "6", "12"):
        page = opened(sign_in(cast.supervisor), f"?span={span}", name="supervision-gantt")
        assert len(page.context["months"]) == int(span)
        for row in page.context["rows"]:
            assert 0 <= row["x"] <= row["x"] + row["part"] <= row["x"] + row["wide"] <= 1004
            assert len(row["marks"]) == 3
        assert "style=" not in page.content.decode()


def test_the_agenda_puts_everything_on_its_day(cast, clock, sign_in):
    items = lay(cast, clock, 10)
    month = f"{timezone.localtime(items[0].due_at):%Y-%m}"
    page = opened(sign_in(cast.supervisor), f"?month={month}", name="supervision-agenda")
    days = [one for week in page.context["weeks"] for one in week]
    assert len(days) % 7 == 0
    assert days[0].day.weekday() == 0
    found = {
        entry["text"]: one.day for one in days for entry in one.entries if entry["kind"] == "due"
    }
    for one in items:
        day = timezone.localtime(one.due_at).date()
        if f"{day:%Y-%m}" == month:
            assert found[one.matter.title] == day


@pytest.mark.parametrize("month", ["", "2026-13", "0-1", "abcd-01", "99999-1", "2026-0"])
def test_a_month_that_makes_no_sense_is_this_month(cast, sign_in, month):
    page = opened(sign_in(cast.supervisor), f"?month={month}", name="supervision-agenda")
    today = timezone.localdate()
    assert page.context["month"] == f"{today.year}年{today.month}月"


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


def test_only_who_may_read_the_figures_is_sent_for_them(cast, item, sign_in):
    rates = reverse("supervision-tiles")
    assert rates in opened(sign_in(cast.supervisor)).content.decode()
    assert rates not in opened(sign_in(cast.water_liaison)).content.decode()
