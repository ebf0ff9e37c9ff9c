"""一份来文走完全程：两个真浏览器里，各人各开各的，从拖进文件到归档、查验、打印处理笺。"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypinyin import Style, lazy_pinyin

from demo.files import make_docx
from demo.texts import papers
from sanban.audit import services as audit
from sanban.matters.models import Matter, MatterState
from sanban.people.models import Org, Person


@pytest.fixture
def initials(cast):
    """班底的首字母，选人框要用。"""
    for person in Person.objects.all():
        person.initials = "".join(lazy_pinyin(person.name, style=Style.FIRST_LETTER))
        person.save(update_fields=["initials"])
    return Org.objects.count()


def pick(page, box, *words):
    """在选人框里输首字母，回车选第一个。"""
    field = page.locator(box)
    for word in words:
        field.fill(word)
        page.wait_for_selector("[role=option]")
        field.press("Enter")


def press(page, name):
    """按一个办法，等到办成的那句话。"""
    page.click(f".bar button:has-text('{name}')")
    expect(page.locator("#message")).to_contain_text(re.compile("已|办"))


def open_first(page):
    """从工作台打开第一件。"""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/")
    page.click(".ledger .title >> nth=0")
    page.wait_for_selector(".handle")


@pytest.mark.django_db(transaction=True)
def test_an_incoming_document_goes_from_the_door_to_the_archive(enter, cast, initials, tmp_path):
    paper = papers(timezone.localdate())[0]
    file = tmp_path / "来文.docx"
    file.write_bytes(make_docx(paper))
    note = tmp_path / "落实情况.txt"
    note.write_text("关于落实情况的说明\n已全部落实。", encoding="utf-8")

    clerk = enter(cast.clerk)
    clerk.keyboard.press("n")
    clerk.wait_for_url("**/intake/")
    clerk.set_input_files("input[type=file]", str(file))
    clerk.wait_for_url("**/register/new/**")
    assert clerk.input_value("#id_sender_number") == paper.number
    assert clerk.input_value("#id_title").replace("\n", "") == paper.title
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_url(re.compile(r"/matters/\d+/"))
    expect(clerk.locator("#message")).to_contain_text("已登记")

    director = enter(cast.director)
    open_first(director)
    pick(director, "#pick-leader-bar", "hlx", "zgp")
    director.fill("#remark", "拟呈何县长、郑副县长阅示。")
    press(director, "送领导批示")

    for leader, words in (
        (cast.mayor, "请国平同志牵头抓好落实。"),
        (cast.deputy, "按县长批示办。"),
    ):
        page = enter(leader)
        open_first(page)
        page.fill("#remark", words)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#message")).to_contain_text("已送")

    open_first(clerk)
    expect(clerk.locator(".opinions")).to_contain_text("请国平同志牵头抓好落实。")
    pick(clerk, "#pick-org-bar", "xczj", "xswj")
    due = timezone.localdate() + timedelta(days=9)
    clerk.fill("#due-on-bar", due.isoformat())
    press(clerk, "转承办单位")

    for liaison, words in (
        (cast.water_liaison, "已排查。"),
        (cast.finance_liaison, "资金已落实。"),
    ):
        page = enter(liaison)
        open_first(page)
        page.fill("#remark", words)
        page.set_input_files("#files", str(note))
        press(page, "反馈办理情况")

    open_first(clerk)
    clerk.fill("#remark", "已按批示办结。")
    press(clerk, "办结")
    open_first(clerk)
    clerk.click("text=归档 >> nth=-1")
    clerk.wait_for_selector("text=保管期限")
    clerk.click("main button.primary")
    expect(clerk.locator("#message")).to_contain_text("归档 1 件")

    matter = Matter.objects.get()
    assert matter.state == MatterState.DONE
    assert matter.files.filter(role="feedback").count() == 2
    assert matter.archive_item.archival_code in clerk.inner_text("main")
    sheet = clerk.request.get(f"{clerk.url.split('/archive')[0]}/matters/{matter.pk}/sheet.pdf")
    assert sheet.ok
    assert sheet.body().startswith(b"%PDF")
    audit.seal(now=timezone.now())
    audit.seal(now=timezone.now() + audit.GAP)
    report = audit.verify()
    assert report.rows > 10
    assert not report.breaks
