"""凭证和提醒通道，在两个浏览器里：一点就复制，作废先问一声，手机上不横着滚；通道添、试、开。"""

import os
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from sanban.inbox import services
from sanban.inbox.models import Channel
from sanban.people.models import AccessToken
from tests.inbox.gateway import opened

PHONE = {"viewport": {"width": 390, "height": 844}}
PICTURES = os.environ.get("SANBAN_PICTURES", "")


def go(page, live_server, name, *args):
    page.goto(live_server.url + reverse(name, args=args))


def picture(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("screen", [{}, PHONE], ids=["desk", "phone"])
def test_a_secret_is_made_copied_and_revoked(enter, live_server, cast, screen):
    page = enter(cast.clerk, **screen)
    go(page, live_server, "tokens")
    page.select_option("[name=purpose]", "calendar")
    page.fill("[name=label]", "手机日历")
    page.click("[data-main]")
    page.wait_for_selector("#made-token")
    picture(page, f"tokens-{len(screen)}")
    assert fits(page)
    address = page.input_value("#made-token")
    assert address.startswith(live_server.url + "/calendar/")
    page.click("[data-copy]")
    page.fill("[name=label]", "")
    page.focus("[name=label]")
    page.keyboard.press("Control+V")
    assert page.input_value("[name=label]") == address[:40]
    page.click("td.acts button")
    page.click("dialog button:has-text('作废')")
    page.wait_for_selector("text=已作废")
    assert AccessToken.objects.get().revoked_at
    page.wait_for_selector("text=还没有凭证")


def test_a_channel_is_added_tried_and_opened(enter, live_server, cast):
    page = enter(cast.sys_admin)
    with opened() as gateway:
        go(page, live_server, "channels")
        page.fill("[name=name]", "短信网关")
        page.fill("[name=address]", gateway.address + "/{telephone}")
        picture(page, "channels")
        page.click("[data-main]")
        page.wait_for_selector("text=先试送一条")
        page.click("text=试送一条给自己")
        page.wait_for_selector("text=已交给后台")
        services.forward(now=datetime.now(UTC))
        page.reload()
        page.wait_for_selector("td:has-text('送到')")
        assert [path for path, _ in gateway.got] == ["/8000"]
    page.click(".head button:text-is('开')")
    page.click("dialog button:text-is('开')")
    page.wait_for_selector("text=已开")
    picture(page, "channel")
    assert fits(page)
    assert Channel.objects.get().is_on
    assert "127.0.0.1:" not in page.inner_text("main")
