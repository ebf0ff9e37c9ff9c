"""督办台账测试用的：直接摆几十、几千件，打开一页，数查了几次库。"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sanban.core.workdays import Calendar
from sanban.matters import kinds
from sanban.matters.models import Matter, Visibility
from sanban.search import services as search
from sanban.search.services import Piece
from sanban.search.tokens import joined
from sanban.supervision.kinds.supervised_item import KIND
from sanban.supervision.models import (
    ItemState,
    Milestone,
    SupervisedItem,
)
from sanban.supervision.services.dates import Almanac, closing, turning_points
from sanban.supervision.services.rules import Rules

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
    # 没有今天到期的：不论白天、下班以后跑，逾期的件数一样
    away = n % 20 - 5
    due_at = closing(how.today + timedelta(away if away < 0 else away + 1))
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
