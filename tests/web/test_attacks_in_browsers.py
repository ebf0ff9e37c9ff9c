"""草稿：没有办成的字还在；有密级标志的字，不在浏览器里留着。"""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(enter, cast):
    """文书登录以后。"""
    return enter(cast.clerk)


def drafts(page):
    return page.evaluate("JSON.stringify(Object.assign({}, localStorage))")


def test_a_marked_remark_is_not_kept_as_a_draft(desk, live_server, matter):
    desk.goto(live_server.url + reverse("matter", args=[matter.pk]))
    desk.fill("#remark", "绝密★20年")
    assert "绝密" in drafts(desk)
    desk.click("[data-main]")
    desk.wait_for_selector("#message .note")
    assert "绝密" not in drafts(desk)


def test_a_form_that_failed_whole_keeps_its_words(desk, live_server):
    desk.goto(live_server.url + reverse("person-new"))
    desk.fill("input[name=name]", "写了一半的人")
    desk.context.clear_cookies(name="csrftoken")
    desk.click("main form button.primary")
    desk.wait_for_selector("text=没有办成")
    assert "写了一半的人" in drafts(desk)
