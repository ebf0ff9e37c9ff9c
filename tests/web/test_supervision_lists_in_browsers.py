"""督办清单，在两个浏览器里：传清单、看核对、导入时进度自己变；专班逐件核实。"""

import os

import pytest
from django.urls import reverse

from sanban.supervision.models import ImportRun
from sanban.supervision.services import importing
from tests.web.supervision_lists_cast import BAD, GOOD, list_xlsx

SHOTS = os.environ.get("SHOTS", "")


@pytest.fixture
def page(enter, cast):
    """督查员登录进来的一页。"""
    return enter(cast.supervisor)


def shot(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def test_the_progress_moves_by_itself(page, live_server, real_now):
    page.goto(live_server.url + reverse("items-import"))
    shot(page, "import")
    file = {"name": "清单.xlsx", "mimeType": "", "buffer": list_xlsx(GOOD, BAD)}
    page.set_input_files("#file", file)
    page.click("button.primary")
    page.wait_for_selector("text=1 行不对")
    shot(page, "checked")
    page.click("button.primary")
    page.wait_for_selector("text=正在导入，已办 0 行")
    shot(page, "progress")
    importing.carry_on(ImportRun.objects.get().pk, now=real_now)
    page.wait_for_selector("text=办完了")


def test_a_verdict_is_given_in_its_row(page, live_server, campaign):
    page.goto(live_server.url + reverse("campaign", args=[campaign.pk]))
    shot(page, "campaign")
    page.click("text=核实 >> nth=-1")
    page.wait_for_selector("textarea[name=evidence]")
    shot(page, "verify")
    page.check("input[value=landed]")
    page.fill("textarea[name=evidence]", "到现场看过，护栏完好。")
    page.click("form.noting button.primary")
    page.wait_for_selector(".tag.go")
    shot(page, "verified")


def test_ticked_changes_are_taken(page, live_server, back_run):
    page.goto(live_server.url + reverse("items-take-back-run", args=[back_run.pk]))
    shot(page, "back")
    page.click("button.primary")
    page.wait_for_selector("text=改了 1 件")
