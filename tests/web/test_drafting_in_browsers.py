"""拟稿页在两个真浏览器里：边写边预览，检查跳到那一处，一键改正；同时存的后到一稿不丢。"""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sanban.documents.models import LateDraft, NumberPrefix, Way
from sanban.documents.services import drafting
from sanban.documents.services.drafting import DraftForm

SHOTS = os.environ.get("SANBAN_SHOTS", "")
pytestmark = pytest.mark.django_db(transaction=True)
BODY = """为做好秋季森林防火工作，现就有关事项通知如下：

一、压实责任

各乡镇要落实属地责任，加强巡护，及时处置隐患，不得推委扯皮。

二、严格管理

请于2026年9月28日前将工作情况报送县政府办公室。"""


@pytest.fixture
def draft(cast):
    """有一处错字的一份通知。"""
    prefix = NumberPrefix.objects.create(
        org=cast.office, issuer="演示县人民政府办公室", text="演政办发", label="普发性文件"
    )
    form = DraftForm(
        doc_kind="notice",
        title="演示县人民政府办公室关于做好秋季森林防火工作的通知",
        main_recipients="各乡镇人民政府",
        prefix=prefix,
        body=BODY,
    )
    return drafting.start_draft(form, by=cast.drafter, now=timezone.now())


@pytest.fixture
def desk(enter, live_server, cast, draft):
    """起草人登录，打开拟稿页。"""
    page = enter(cast.drafter)
    page.goto(f"{live_server.url}/matters/{draft.pk}/draft/")
    page.wait_for_selector("#live .page img")
    return page


def shoot(page, name):
    if SHOTS:
        version = page.context.browser.version.split(".")[0]
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{version}.png"))


def test_writes_previews_and_mends(desk, draft):
    page = desk
    shoot(page, "1-preview")
    before = page.get_attribute("#page-1 img", "src")
    page.locator("#id_body").type("补一句：")
    expect(page.locator("#page-1 img")).not_to_have_attribute("src", before)
    page.check("#tabs input[value=check]", force=True)
    expect(page.locator(".findings").first).to_contain_text("推委扯皮")
    shoot(page, "2-check")
    page.click("[data-jump='委']")
    chosen = "getSelection().toString() || document.activeElement.value.slice("
    chosen += "document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    assert page.evaluate(chosen) == "委"
    page.click("text=改为“诿”")
    expect(page.locator("#message")).to_contain_text("已存为第 2 版")
    assert "推诿扯皮" in page.input_value("#id_body")
    assert "补一句" in page.input_value("#id_body")


def test_a_finding_is_ignored_with_a_reason(desk):
    page = desk
    page.check("#tabs input[value=check]", force=True)
    page.click(".why > summary")
    page.fill("[name=why]", "原文引用")
    page.click(".why button")
    expect(page.locator(".checks")).to_contain_text("已决定不改 1")


def test_unsaved_words_survive_leaving_the_page(desk, live_server, draft):
    page = desk
    page.fill("#id_body", BODY + "\n\n还没有存。")
    page.goto(live_server.url)
    page.goto(f"{live_server.url}/matters/{draft.pk}/draft/")
    expect(page.locator(".kept")).to_contain_text("已补上")
    assert "还没有存" in page.input_value("#id_body")


def test_words_typed_on_an_old_version_do_not_overwrite(desk, cast, draft):
    page = desk
    page.fill("#id_body", "我写的还没有存。")
    other = replace(drafting.form_of(draft), body="别人先存的。")
    drafting.save_form(draft, other, base=1, reason="", by=cast.drafter, now=timezone.now())
    page.click("text=存为新的一版")
    expect(page.locator("#message")).to_contain_text("也没有丢")
    assert page.input_value("#id_body") == "我写的还没有存。"
    page.reload()
    expect(page.locator(".note.warnbox")).to_contain_text("您有一稿没有并入")
    shoot(page, "3-late")
    page.click("text=与新版比较")
    page.wait_for_selector("table.sides")
    shoot(page, "4-compare")
    page.go_back()
    page.click("text=采用")
    page.click("dialog button:has-text('采用')")
    expect(page.locator("#message")).to_contain_text("已存为第 3 版")
    assert page.input_value("#id_body") == "我写的还没有存。"


def test_starts_a_draft_by_choosing_a_kind(desk, live_server):
    page = desk
    page.goto(f"{live_server.url}/drafts/new/")
    shoot(page, "5-new")
    page.check("input[name=doc_kind][value=request]")
    page.fill("#id_subject", "追加防火经费")
    page.click("button.primary")
    page.wait_for_url(re.compile(r"/matters/\d+/draft/"))
    assert "妥否，请批示" in page.input_value("#id_body")
    page.wait_for_selector("#live .page img")
    shoot(page, "6-request")


def test_words_left_on_an_old_version_are_offered_not_lost(desk, live_server, cast, draft):
    page = desk
    page.fill("#id_body", "关电脑前没有存的。")
    now = timezone.now()
    other = replace(drafting.form_of(draft), body="别人存的。")
    gongwen = drafting.drafted(draft, other, base=1, now=now)
    drafting.add_version(draft, gongwen, way=Way.UPLOAD, reason="", by=cast.drafter, now=now)
    page.goto(live_server.url)
    page.goto(f"{live_server.url}/matters/{draft.pk}/draft/")
    assert page.input_value("#id_body") == "别人存的。"
    expect(page.locator(".kept")).to_contain_text("您在第 1 版上写了一些字还没有存")
    shoot(page, "7-orphan")
    page.click("text=送上留着")
    expect(page.locator("#message")).to_contain_text("也没有丢")
    assert LateDraft.objects.get().gongwen.count("关电脑前没有存的") == 1
