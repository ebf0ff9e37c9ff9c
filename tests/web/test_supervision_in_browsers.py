"""督办台账在两个真浏览器里：键盘走行、展开、改进展，撞上别人刚改的两边都在，收起一组。"""

import pytest
from playwright.sync_api import expect

from sanban.supervision.services import noting
from sanban.supervision.services.noting import RowNote
from tests.conftest import NOW
from tests.supervision.conftest import assign, fresh, propose

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def item(cast):
    return assign(cast, propose(cast))


@pytest.fixture
def ledger(enter, live_server, cast, item):
    """督查员登录，打开台账。"""
    page = enter(cast.supervisor)
    page.goto(f"{live_server.url}/supervision/")
    return page


def test_a_row_is_unfolded_and_changed_by_keyboard_and_a_clash_loses_nothing(ledger, cast, item):
    ledger.keyboard.press("j")
    ledger.keyboard.press("o")
    more = ledger.locator("tr.more")
    expect(more).to_contain_text("3处险段加固")
    more.get_by_role("button", name="改进展").click()
    ledger.fill("textarea[name=latest]", "督查员写的进展")
    ledger.fill("input[name=progress]", "35")
    theirs = RowNote(progress=20, latest="主任刚写的进展")
    noting.note_row(item, theirs, base=fresh(item).edition, by=cast.director, now=NOW)
    ledger.get_by_role("button", name="存", exact=True).click()
    expect(ledger.locator(".noting")).to_contain_text("主任刚写的进展")
    expect(ledger.locator("textarea[name=latest]")).to_have_value("督查员写的进展")
    ledger.locator(".theirs button").first.click()
    expect(ledger.locator("input[name=progress]")).to_have_value("20")
    ledger.get_by_role("button", name="核对过了，存").click()
    expect(more.locator("dl").first).to_contain_text("督查员写的进展")
    assert (fresh(item).progress, fresh(item).latest) == (20, "督查员写的进展")
    ledger.keyboard.press("Escape")
    ledger.locator("button.unfold").click()
    expect(ledger.locator("tr.more")).to_have_count(0)


def test_a_group_is_folded_and_the_picked_are_counted(ledger):
    rows = ledger.locator("tbody tr:not(.unit)")
    ledger.locator("td.pickcol input").check()
    expect(ledger.locator("[data-picked]")).to_contain_text("已选 1 件")
    ledger.locator("tr.unit button").click()
    expect(rows.first).to_be_hidden()
    ledger.locator("tr.unit button").click()
    expect(rows.first).to_be_visible()
