"""督办台账存的视图，和看板、横道图、日历。"""

import pytest
from django.urls import reverse
from django.utils import timezone

from sanban.supervision.models import (
    SavedView,
)
from tests.web.ledger_cast import lay, opened


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
