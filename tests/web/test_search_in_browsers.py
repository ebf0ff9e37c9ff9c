"""搜索，在两个浏览器里：打首字母出候选，选了只看它的；标亮的字，键盘上下打开。"""

import os

import pytest

from sanban.documents import services as documents
from sanban.documents.services import Registration

SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def papers(cast, now):
    """水务局来的一件、财政局来的一件，标题里都有“防汛”。"""
    for org in (cast.water, cast.finance):
        form = Registration(title=f"{org.name}关于防汛经费的请示", sender_name=org.name)
        documents.register(None, form, by=cast.clerk, now=now, send=False)


@pytest.fixture
def page(enter, cast, papers):
    """文书登录进来的一页。"""
    return enter(cast.clerk)


def shot(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def test_a_slash_a_few_letters_and_enter(page):
    page.keyboard.press("/")
    page.keyboard.type("防汛")
    page.wait_for_selector(".find .options li >> text=搜“防汛”")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found mark")
    shot(page, "found")
    assert page.locator(".found tbody tr").count() == 2
    assert page.locator(".found .title mark").all_inner_texts() == ["防汛", "防汛"]
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mhead")


def test_initials_lead_to_the_papers_of_one_unit(page, cast):
    page.keyboard.press("/")
    page.keyboard.type("防汛 xswj")
    page.wait_for_selector(".find .options li >> text=县水务局")
    shot(page, "suggested")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found mark")
    assert page.input_value(".filters [name=unit]") == "县水务局"
    assert page.locator(".found tbody tr").count() == 1


def test_the_page_works_in_large_type_and_narrow(page, live_server):
    page.set_viewport_size({"width": 390, "height": 780})
    page.click(".tofind")
    page.wait_for_selector(".ways")
    page.evaluate("document.documentElement.dataset.size = 'large'")
    page.fill("main [name=q]", "经费")
    page.keyboard.press("Enter")
    page.wait_for_selector(".found mark")
    shot(page, "narrow")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_long_title_shows_its_last_word_on_a_tablet(page, live_server, cast, now):
    title = "演示县水务局关于报送二〇二六年城乡供水管网改造和农村饮水安全巩固提升工程进展情况的专报"
    form = Registration(title=title, sender_name="演示县水务局")
    documents.register(None, form, by=cast.clerk, now=now, send=False)
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(f"{live_server.url}/search/?q=专报")
    page.evaluate("document.documentElement.dataset.size = 'large'")
    shot(page, "tablet")
    heading = page.locator(".found .title span")
    assert heading.inner_text() == title
    assert heading.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
