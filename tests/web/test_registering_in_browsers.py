"""只用键盘登记一份来文；填到哪格亮哪处；转图时只换左边，写的字不丢。两个真浏览器。"""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from demo.files import make_pdf, make_txt
from demo.texts import papers
from sanban.documents import services
from sanban.documents.models import Incoming
from sanban.documents.services import Registration
from sanban.files import services as files
from sanban.files.models import Rendition, RenditionState
from sanban.matters.models import Phrase

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(enter, cast):
    """文书登录以后。"""
    return enter(cast.clerk)


@pytest.fixture
def pdf_intake(cast):
    data = make_pdf(papers(timezone.localdate())[0])
    return services.receive(data, name="来文.pdf", by=cast.clerk, now=timezone.now())


def open_form(page, live_server, intake):
    page.goto(f"{live_server.url}/register/new/?intake={intake.pk}")
    page.wait_for_selector("#sheet")
    return page


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_a_paper_is_registered_with_the_keyboard_alone(desk, live_server, pdf_intake):
    Phrase.objects.create(text="建议呈县领导阅示。", stage="register")
    page = open_form(desk, live_server, pdf_intake)
    press = page.keyboard.press
    assert focused(page) == "id_nature"
    press("Tab")
    assert focused(page) == "id_due_on"
    page.focus("#id_sender_name")
    order = []
    for _ in range(4):
        order.append(focused(page))
        press("Tab")
    assert order == ["id_sender_name", "id_sender_number", "id_title", "id_doc_kind"]
    press("Escape")
    press("1")
    assert focused(page) == "id_handling_proposal"
    page.keyboard.type("由县水务局牵头。")
    assert "建议呈县领导阅示。" in page.input_value("#id_handling_proposal")
    press("Control+Enter")
    page.wait_for_url(re.compile(r"/matters/\d+/"))
    expect(page.locator("#message")).to_contain_text("已登记")
    assert "由县水务局牵头。" in Incoming.objects.get().handling_proposal


def test_a_focused_cell_lights_its_place_and_brings_it_into_view(desk, live_server, pdf_intake):
    page = open_form(desk, live_server, pdf_intake)
    page.focus("#id_sender_name")
    expect(page.locator(".box.on")).to_have_attribute("data-n", "1")
    page.focus("#id_issue_date")
    number = page.locator("[data-mark]", has=page.locator("#id_issue_date"))
    number = number.get_attribute("data-mark")
    lit = page.locator(".box.on")
    expect(lit).to_have_attribute("data-n", number)
    view, box = page.locator(".view").bounding_box(), lit.bounding_box()
    assert view["y"] < box["y"] < view["y"] + view["height"]
    page.click(".box[data-n='2']")
    assert focused(page) == "id_sender_number"


def test_pages_that_come_later_do_not_touch_what_is_typed(
    desk, live_server, cast, paper_pdf, paper_docx
):
    intake = services.receive(paper_docx, name="来文.docx", by=cast.clerk, now=timezone.now())
    page = open_form(desk, live_server, intake)
    page.fill("#id_summary", "写了一半")
    assert page.locator(".view img").count() == 0
    assert not page.locator(".sure i >> nth=0").is_visible()
    pdf = files.store(paper_pdf, media="pdf")
    values = {"pdf": pdf, "pages": 2, "state": RenditionState.READY}
    Rendition.objects.filter(source=intake.stored).update(**values)
    page.wait_for_selector(".view .box")
    assert page.input_value("#id_summary") == "写了一半"
    assert focused(page) == "id_summary"
    expect(page.locator(".sure i >> nth=0")).to_be_visible()


def test_the_due_date_follows_the_urgency_until_one_is_typed(desk, live_server, cast):
    page = desk
    page.goto(f"{live_server.url}/register/new/")
    expect(page.locator("#day-due_on")).to_contain_text("惯例，剩 15 个工作日")
    page.select_option("#id_urgency", "high")
    expect(page.locator("#day-due_on")).to_contain_text("惯例，剩 3 个工作日")
    three = page.input_value("#id_due_on")
    page.fill("#id_due_on", "2031-01-06")
    expect(page.locator("#day-due_on")).to_contain_text("周一")
    page.select_option("#id_urgency", "low")
    expect(page.locator("#day-due_on")).not_to_contain_text("惯例")
    assert three < page.input_value("#id_due_on") == "2031-01-06"


def test_a_repeat_is_seen_while_typing_compared_and_merged(desk, live_server, cast):
    now = timezone.now()
    first, second = papers(timezone.localdate())[:2]
    known = services.receive(make_txt(first), name="先来.txt", by=cast.clerk, now=now)
    form = Registration(title=first.title, sender_name="演示市局", sender_number="演〔2026〕7号")
    made = services.register(known, form, by=cast.clerk, now=now)
    other = services.receive(make_txt(second), name="后来.txt", by=cast.clerk, now=now)
    page = open_form(desk, live_server, other)
    assert page.locator("#id_repeat_reason").count() == 0
    page.fill("#id_sender_number", "演〔2026〕07号")
    page.press("#id_sender_number", "Tab")
    page.wait_for_selector("#id_repeat_reason")
    assert page.input_value("#id_title").replace("\n", "") == second.title
    page.click("text=并排比对")
    page.wait_for_selector("dialog[open] .pair")
    expect(page.locator("dialog[open] table")).to_contain_text(first.title)
    page.keyboard.press("Escape")
    page.click("button:has-text('并入')")
    page.click("dialog.ask .primary")
    page.wait_for_url(f"**/matters/{made.pk}/")
    expect(page.locator("#message")).to_contain_text("已并入")


def test_a_former_sender_is_taken_from_the_list(desk, live_server, cast):
    page = desk
    page.goto(f"{live_server.url}/register/new/")
    assert focused(page) == "id_sender_name"
    page.keyboard.type("xczj")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    assert page.input_value("#id_sender_name") == "演示县财政局"
    page.fill("#id_title", "关于报送预算的函")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/matters/\d+/"))
    assert Incoming.objects.get().sender_org == cast.finance
