"""督办台账的一行：就地改进展，两人同改一字不丢，展开看四要素，一起催办。"""

import re

import pytest
from django.urls import reverse

from sanban.matters.models import Step
from sanban.supervision.models import (
    ItemState,
    Pressing,
)
from tests.supervision.conftest import assign, fresh, propose
from tests.web.ledger_cast import lay, opened


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


def test_only_who_may_read_the_figures_is_sent_for_them(cast, item, sign_in):
    rates = reverse("supervision-tiles")
    assert rates in opened(sign_in(cast.supervisor)).content.decode()
    assert rates not in opened(sign_in(cast.water_liaison)).content.decode()
