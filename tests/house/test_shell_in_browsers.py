"""真的服务、真的浏览器：登录进得来，外壳在，大字记得住。"""

import pytest
from playwright.sync_api import expect

from tests.conftest import PASSWORD


@pytest.fixture
def desk(page, live_server, cast, accounts):
    """文书登录以后的工作台。"""
    page.goto(live_server.url)
    page.fill("input[name=username]", accounts[cast.clerk.pk].username)
    page.fill("input[name=password]", PASSWORD)
    page.click("text=登录 >> nth=-1")
    page.wait_for_selector(".rail")
    return page


def test_the_shell_greets_the_clerk_by_name(desk):
    expect(desk.locator(".top")).to_contain_text("林晓燕")
    expect(desk.locator(".foot")).to_contain_text("非涉密")
    assert desk.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"


def test_large_type_is_remembered(desk):
    with desk.expect_response("**/large-type/") as answer:
        desk.click("[data-large-url]")
    assert answer.value.status < 400
    desk.reload()
    assert desk.get_attribute("html", "data-size") == "large"
