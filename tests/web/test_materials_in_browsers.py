"""约稿、在线编辑，在两个浏览器里：手机上交稿，选了单位就看到负担，地址一点就复制。"""

from django.urls import reverse

from sanban.documents.models import DraftVersion, MaterialPart

PHONE = {"viewport": {"width": 390, "height": 844}}


def go(page, live_server, name, *args):
    page.goto(live_server.url + reverse(name, args=args))


def fits(page):
    """页面不横着滚。"""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_liaison_delivers_on_the_phone(enter, live_server, cast, material_part):
    page = enter(cast.finance_liaison, **PHONE)
    go(page, live_server, "matter", material_part.pk)
    assert fits(page)
    page.click("button.primary")
    page.wait_for_selector("#message .note.stop")
    assert "稿子还是空的" in page.inner_text("#message")
    page.fill("#answer-1", "已拨付资金二十万元。")
    page.fill("#answer-2", "缺口还有十万元。")
    page.click("button.primary")
    page.wait_for_selector("text=撤回重写")
    assert fits(page)
    assert MaterialPart.objects.get(pk=material_part.pk).characters == 18


def test_the_burden_shows_as_soon_as_a_unit_is_picked(enter, live_server, cast, material_call):
    page = enter(cast.drafter)
    go(page, live_server, "material-call-new")
    box = page.locator("[data-picker] input[type=text]")
    box.click()
    box.type("县财政")
    page.wait_for_selector(".options li[aria-selected]")
    box.press("Enter")
    page.wait_for_selector("#burden >> text=县财政局 1 件")


def test_the_whole_round_on_the_callers_side(enter, live_server, cast, outgoing, supplied_part):
    page = enter(cast.drafter)
    go(page, live_server, "material", supplied_part.pk)
    page.click("button:has-text('合格')")
    page.wait_for_selector("text=并进稿子")
    page.click("button:has-text('并进稿子')")
    page.wait_for_selector("text=已并进稿子")
    assert DraftVersion.objects.newest(outgoing.matter).way == "merge"


def test_the_address_is_copied_with_one_press(enter, live_server, cast, outgoing):
    page = enter(cast.drafter)
    go(page, live_server, "online-open", outgoing.pk)
    page.click("button.primary")
    page.wait_for_selector("#address")
    page.click("[data-copy]")
    page.wait_for_selector("text=已复制")
    assert page.input_value("#address").endswith(f"/draft-{outgoing.pk}.docx")
