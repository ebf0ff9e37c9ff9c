"""督办事项在两个浏览器里：立项随写随看、添节点、存下；送审批、交办、催办、裁定、核查都点得成。"""

import os
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sanban.supervision.models import ItemState, Pressing, SupervisedItem, Verification
from tests.web import item_cast as items

PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1366, "height": 768}}
PICTURES = os.environ.get("SANBAN_PICTURES", "")
TABS = ("elements", "feedback", "nodes", "pressing", "requests", "verify", "trace")


def go(page, live_server, name, *args, query=""):
    page.goto(live_server.url + reverse(name, args=args) + query)


def picture(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png")


def pick(page, box, words):
    page.click(box)
    page.keyboard.type(words)
    page.wait_for_selector(".options li[data-id], .options li[role=option]")
    page.keyboard.press("Enter")


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_item_is_filled_in_with_its_faults_shown_as_one_writes(enter, live_server, cast):
    page = enter(cast.supervisor)
    go(page, live_server, "item-new")
    page.wait_for_selector("#live .qualities")
    page.fill("[name=title]", "修复县城北环路防洪堤三处险段")
    page.select_option("[name=source]", "B")
    page.fill("[name=mission]", "进一步加强防洪堤建设。")
    page.wait_for_selector("#live p:has-text('进一步')")
    picture(page, "item-new")
    day = timezone.localdate() + timedelta(60)
    page.fill("[name=mission]", "完成北环路防洪堤3处险段加固，共1.2公里，通过竣工验收。")
    page.fill("[name=due_on]", day.isoformat())
    page.fill("#mile_on-0", (day - timedelta(30)).isoformat())
    page.fill("#mile_name-0", "完成招标")
    page.click("#more-row button")
    page.wait_for_selector("#mile_on-3")
    page.fill("[name=roadmap]", "完成设计和招标\n完成施工\n组织竣工验收")
    pick(page, "#pick-orgs", "xswj")
    pick(page, "#pick-orgs", "xczj")
    page.wait_for_selector("#live :text('县财政局')")
    page.fill("[name=owner_name]", "赵学军")
    page.fill("[name=backup_name]", "江一帆")
    picture(page, "item-new-filled")
    page.click(".bar [data-main]")
    page.wait_for_selector(".mhead")
    item = SupervisedItem.objects.get()
    assert (item.lead_org, item.assist_names) == (cast.water, "县财政局")
    pick(page, "#pick-leader-bar", "何")
    page.click(".bar [data-main]")
    page.wait_for_selector(".bar .quiet:has-text('何立新')")
    picture(page, "item-waiting")
    assert items.fresh(item).matter.stage == "approve"


def test_what_was_written_is_still_there_after_coming_back(enter, live_server, cast):
    page = enter(cast.supervisor)
    go(page, live_server, "item-new")
    page.fill("[name=title]", "改造背街小巷三条")
    page.fill("#mile_name-1", "完成设计")
    go(page, live_server, "item-new")
    page.wait_for_selector(".kept")
    assert page.input_value("[name=title]") == "改造背街小巷三条"
    assert page.input_value("#mile_name-1") == "完成设计"


def test_the_office_presses_rules_and_verifies(enter, live_server, cast, assigned_item):
    later = timezone.localdate() + timedelta(90)
    items.wish(cast, assigned_item, wanted_on=later)
    page = enter(cast.supervisor)
    go(page, live_server, "matter", assigned_item.pk)
    page.wait_for_selector(".qualities")
    page.click("[data-open='#ask-press']")
    picture(page, "item-press")
    page.click("#ask-press .primary")
    page.wait_for_selector("td:has-text('消息提醒')")
    assert Pressing.objects.count() == 2
    page.click("nav.tabs a:has-text('申请')")
    picture(page, "item-requests")
    page.click(".ruling .primary")
    page.wait_for_selector(":text('准到')")
    item = items.apply(cast, items.fresh(assigned_item))
    go(page, live_server, "matter", item.pk, query="?tab=verify")
    page.fill(".ruling textarea", "到现场看了，与报的一致。")
    picture(page, "item-verify")
    page.click(".ruling .primary")
    page.wait_for_selector(".report .tag.go")
    assert Verification.objects.get().is_passed


def test_an_item_is_handed_out_from_the_bar(enter, live_server, cast, proposed_item):
    item = items.step(proposed_item, "to_approve", cast.supervisor, people=(cast.mayor,))
    item = items.step(item, "approve", cast.mayor)
    page = enter(cast.supervisor)
    go(page, live_server, "matter", item.pk)
    assert page.inner_text(".bar .tokens").split()[:2] == ["主办", "县水务局"]
    picture(page, "item-assign")
    page.click(".bar [data-main]")
    page.wait_for_selector(".bar .quiet:has-text('江一帆')")
    assert items.fresh(item).state == ItemState.HANDLING


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_no_tab_scrolls_sideways(enter, live_server, cast, applied_item, screen):
    page = enter(cast.supervisor, **screen)
    for tab in TABS:
        go(page, live_server, "matter", applied_item.pk, query=f"?tab={tab}")
        picture(page, f"tab-{tab}-{screen['viewport']['width']}")
        assert fits(page), tab
    go(page, live_server, "items-waiting")
    picture(page, f"items-waiting-{screen['viewport']['width']}")
    assert fits(page)
    go(page, live_server, "item-new")
    picture(page, f"item-new-{screen['viewport']['width']}")
    assert fits(page)
