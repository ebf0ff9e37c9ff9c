"""写字板在两个真浏览器里：粗细、撤一笔、全清；手机扫码写好，平板上自己出来；办理条总在手边。"""

import json
import re
from io import BytesIO

import pytest
import zxingcpp
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from sanban.documents.models import Ink, InkToken
from sanban.matters.services import add_phrase
from tests.web import outgoing_steps as steps

TABLET = {"width": 820, "height": 1180}
PHONE = {"width": 390, "height": 844}
pytestmark = pytest.mark.django_db(transaction=True)
STROKE = """([where, points]) => {
  const board = document.querySelector(`${where} canvas`);
  const box = board.getBoundingClientRect();
  const send = (type, [x, y]) => board.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 3, pointerType: "touch",
    clientX: box.left + x, clientY: box.top + y,
  }));
  send("pointerdown", points[0]);
  points.slice(1).forEach((point) => send("pointermove", point));
  send("pointerup", points[points.length - 1]);
}"""
LINE = [[60, 60], [90, 120], [140, 70], [190, 130]]


@pytest.fixture
def waiting(cast):
    now = timezone.now()
    return steps.walk(
        steps.new_draft(cast, now, steps.new_prefix(cast)), cast, now, until="sign_off"
    )


@pytest.fixture
def tablet(enter, live_server, cast, waiting):
    page = enter(cast.mayor, viewport=TABLET, has_touch=True)
    page.goto(f"{live_server.url}/leader/")
    page.wait_for_url(re.compile(r"/leader/\d+/"))
    return page


def draw(page, where, count=1):
    for n in range(count):
        page.evaluate(STROKE, [where, [[x + 40 * n, y] for x, y in LINE]])


def test_the_bar_stays_in_sight_and_the_page_is_whole(tablet):
    bar = tablet.locator(".bar").bounding_box()
    assert bar["y"] + bar["height"] <= TABLET["height"] + 1
    page = tablet.locator(".page").first.bounding_box()
    assert page["width"] > TABLET["width"] * 0.85
    tablet.evaluate("scrollTo(0, 2000)")
    assert tablet.locator(".bar .primary").bounding_box()["y"] < TABLET["height"]
    width = tablet.evaluate("document.documentElement.scrollWidth")
    assert width <= TABLET["width"]


def test_held_sideways_the_bar_lines_up_at_both_edges(tablet, cast):
    add_phrase("同意。", by=cast.mayor)
    tablet.reload()
    tablet.set_viewport_size({"width": 1180, "height": 820})
    rows = [tablet.locator(one).bounding_box() for one in (".phrases", "#remark", ".bar .moves")]
    assert len({(one["x"], one["width"]) for one in rows}) == 1, rows


def test_three_widths_undo_and_clear(tablet):
    tablet.click(".bar button:has-text('手写')")
    board = tablet.locator("#ink-board canvas").bounding_box()
    assert (board["width"] >= 800, board["height"] >= 370) == (True, True)
    tablet.click("[data-ink-save]")
    expect(tablet.locator("[data-ink-tell]")).to_contain_text("还没有写字")
    draw(tablet, "#ink-board", 4)
    tablet.click("[data-ink-act=clear]")
    for pen in ("thin", "middle", "thick"):
        tablet.click(f"[data-ink-pen={pen}]")
        draw(tablet, "#ink-board")
    draw(tablet, "#ink-board")
    tablet.click("[data-ink-act=undo]")
    tablet.click("[data-ink-save]")
    expect(tablet.locator("#inked img")).to_be_visible()
    strokes = json.loads(Ink.objects.get().strokes)["strokes"]
    assert [one["pen"] for one in strokes] == ["thin", "middle", "thick"]
    tablet.click("#inked button:has-text('不要')")
    expect(tablet.locator("#inked img")).to_have_count(0)
    assert not Ink.objects.exists()


def test_what_is_written_on_the_phone_comes_to_the_tablet(tablet, new_page, live_server, waiting):
    tablet.click(".bar button:has-text('用手机写')")
    expect(tablet.locator("#ink-code img")).to_be_visible()
    secret = _address(tablet)
    phone = new_page(viewport=PHONE, has_touch=True)
    phone.goto(f"{live_server.url}/pen/{secret}/")
    assert waiting.matter.title not in phone.content()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    draw(phone, ".inkpad", 2)
    phone.click("[data-ink-save]")
    expect(phone.locator("[data-ink-sent]")).to_be_visible()
    expect(tablet.locator("#inked img")).to_be_visible(timeout=8000)
    expect(tablet.locator("#ink-phone")).not_to_be_visible()
    phone.goto(f"{live_server.url}/pen/{secret}/")
    expect(phone.locator("main")).to_contain_text("用过")
    tablet.click(".bar .primary")
    tablet.wait_for_url("**/leader/")
    assert Ink.objects.get().step_number


def _address(tablet):
    """二维码里的地址：照图认出来。"""
    assert InkToken.objects.count() == 1
    shown = tablet.locator("#ink-code img").screenshot()
    return _read(shown).rstrip("/").rsplit("/", 1)[1]


def _read(png):
    return zxingcpp.read_barcodes(Image.open(BytesIO(png)))[0].text
