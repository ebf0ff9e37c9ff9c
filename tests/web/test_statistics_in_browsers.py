"""统计的图，在两个浏览器里：画得出、指上去说得清，不违反内容安全策略，打印、大字、窄屏都在。"""

from pathlib import Path

import pytest
from django.urls import reverse

PERIOD = "?since=2026-07-01&until=2026-09-30"
PICTURES = Path("/tmp/t_shots")


def go(page, live_server, name, *args, query=PERIOD):
    page.goto(live_server.url + reverse(name, args=args) + query)


@pytest.mark.parametrize("way", ["unit", "month"])
def test_the_chart_is_drawn_beside_its_table(enter, live_server, cast, quarter, way):
    page = enter(cast.supervisor)
    go(page, live_server, "statistic", "on_time", query=f"{PERIOD}&by={way}")
    page.wait_for_selector(".chart canvas")
    box = page.locator(".chart").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.locator(".chart").get_attribute("role") == "img"
    assert page.locator("table.figures tbody tr").count() >= 2
    assert page.evaluate("document.querySelector('.chart canvas').width") > 300


def test_a_number_of_the_circular_opens_its_items(enter, live_server, cast, circular):
    page = enter(cast.supervisor)
    go(page, live_server, "circular", circular.pk, query="")
    page.click(".composed a.traced >> text=60.0%")
    page.wait_for_selector("text=回到通报")
    assert page.locator("a.title").count() == 5


def test_a_unit_appeals_on_the_phone(enter, live_server, cast, published):
    page = enter(cast.water_liaison, viewport={"width": 390, "height": 844})
    go(page, live_server, "circular", published.pk, query="")
    page.fill("#reason", "北关片区已经申请办结")
    page.fill("#consent_name", "赵学军")
    page.click("button:has-text('提出申诉')")
    page.wait_for_selector("text=申诉已经提出")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
